"""Which dialog is open: one at a time, asked for by name."""

import streamlit as st

from scenarios.views.desk import state
from scenarios.views.dialogs import author
from scenarios.views.dialogs.library import library
from scenarios.views.dialogs.save import save, stale
from scenarios.views.dialogs.saving import save_board, share_board
from scenarios.views.dialogs.share import share
from scenarios.views.dialogs.versions import versions

_DIALOGS = {
    "save": save,
    "stale": stale,
    "share": share,
    "library": library,
    "versions": versions,
    "save_board": save_board,
    "share_board": share_board,
}
_WIDE = ("stale", "library", "versions")


def draw(inputs, words):
    """Draw the dialog that somebody asked for, and have the browser keep what one of them was told."""
    author.keep()
    asked = state.asked()
    if not asked:
        return
    name, arguments = asked
    width = "large" if name in _WIDE else "medium"
    st.dialog(words(f"work.dialog_{name}"), width=width)(_DIALOGS[name])(inputs, words, *arguments)
