"""The library: presets with story, author, date and twin, in a dialog."""

import streamlit as st

from scenarios import files, sentences
from scenarios.views import state

_ASKED = "library_asked"


def ask():
    """Open the library at the next drawing of the page."""
    st.session_state[_ASKED] = True


def dialog_if_asked(inputs, words):
    """Draw the library if somebody asked for it."""
    if not st.session_state.pop(_ASKED, False):
        return
    st.dialog(words("library.title"), width="large")(_library)(inputs, words)


def _library(inputs, words):
    st.write(words("library.intro"))
    known = files.presets(inputs)
    now = files.matching_preset(inputs, state.current(inputs))
    for preset in known.values():
        with st.container(horizontal=True, vertical_alignment="center", key=f"preset_{preset.id}"):
            with st.container(gap=None):
                st.subheader(preset.title)
                st.text(preset.note)
                moved = sentences.changes(inputs, preset.scenario) or [words("library.nothing")]
                st.text(words("library.changes", changes="; ".join(moved)))
                twin = f" · {words('library.twin', title=known[preset.twin].title)}" if preset.twin else ""
                st.caption(f"{preset.author}, {preset.date}{twin}")
            here = now is not None and now.id == preset.id
            if st.button(
                words("library.loaded" if here else "library.load"), key=f"load_{preset.id}",
                on_click=state.commit, args=[inputs, preset.scenario], width=96,
            ):  # fmt: skip
                st.rerun()
