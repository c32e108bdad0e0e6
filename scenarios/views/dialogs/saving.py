"""The dialogs that save a briefing, as new or as the next version, and share it by a link and as a file."""

from urllib.parse import urlencode

import streamlit as st

from scenarios import store
from scenarios.briefing import storyfile
from scenarios.engine import scenario
from scenarios.formats import files
from scenarios.views.desk import board, keeping, memory, notices, state
from scenarios.views.dialogs import author
from scenarios.views.dialogs.share import link
from scenarios.views.markup import problem, remark

NAME = "save_board"
"""The name that the dialog is asked for by."""


_FIELDS = ("board_title", "board_note", "board_tags")
_AUTHOR = "board_author"


def reopen(typed):
    """Have the dialog drawn again with what was typed in it before the session ended; ``typed`` is by field."""
    if _FIELDS[0] in typed and board.now():
        for key in (*_FIELDS, _AUTHOR):
            if key in typed:
                memory.enter(key, typed[key])
        state.ask(NAME)


def save_board(inputs, words):
    """Draw the dialog."""
    here, before = board.now(), board.revision()
    try:
        place = keeping.saved().place.shown
    except store.StoreError as error:
        problem(str(error))
        return
    for key, value in zip(_FIELDS, (here.title, here.note, ", ".join(here.tags)), strict=True):
        if not memory.has(key):
            memory.enter(key, value)
    with st.form("save_board_form", border=False):
        title = st.text_input(words("save.title"), max_chars=80, key="board_title")
        note = st.text_area(words("save.note"), max_chars=2000, height=80, key="board_note")
        left, right = st.columns(2)
        by = author.field(words, _AUTHOR, left)
        tags = right.text_input(words("save.tags"), key="board_tags")
        with st.container(horizontal=True):
            onward = before and st.form_submit_button(
                words("save.version"), key="board_onward", type="primary"
            )
            new = st.form_submit_button(
                words("brief.save_new" if before else "save.save"), key="board_new",
                type="secondary" if before else "primary",
            )  # fmt: skip
    st.caption(words("brief.save_note"))
    remark(words("save.where", place=place))
    author.ask(_AUTHOR)
    if not (onward or new):
        return
    try:
        listed = [tag.strip() for tag in tags.split(",") if tag.strip()]
        told = files.described(title=title, note=note, author=by, tags=listed)
        author.remember(told.author)
        written = board.save(inputs, told, onward)
    except (scenario.ScenarioError, store.StoreError) as error:
        problem(str(error))
        return
    notices.say(words("brief.saved_as", reference=written.reference))
    st.rerun()


def share_board(inputs, words):
    """Draw the dialog that gives a link to a saved briefing, and the briefing as a file."""
    st.subheader(words("share.short"))
    reference = board.reference()
    try:
        place = keeping.saved().place.shown if reference else ""
    except store.StoreError as error:
        problem(str(error))
        reference = ""
    if reference:
        st.text(words("share.short_note", place=place))
        link(words, urlencode({"p": reference}, safe="@"), "share_board", "share.short")
    else:
        st.text(words("share.save_first"))
        if st.button(words("share.save"), key="share_board_save"):
            state.ask(NAME)
            st.rerun()
    st.subheader(words("share.file"))
    st.text(words("brief.file_note"))
    here = board.now()
    st.download_button(
        words("share.download"), data=storyfile.dump(here), mime="application/toml", on_click="ignore",
        file_name=board.file_name("toml"), key="share_board_file",
    )  # fmt: skip
