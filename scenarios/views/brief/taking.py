"""The files of a briefing: made when they are asked for, with progress, then there to be downloaded."""

import streamlit as st

from scenarios.briefing import deck, storyfile
from scenarios.engine import scenario
from scenarios.exports import decks
from scenarios.exports.failure import ExportError
from scenarios.views import clock
from scenarios.views.desk import board, faults, state
from scenarios.views.markup import problem


def taking(inputs, words):
    """Draw the button that makes them, and one for each that is made."""
    here = board.now()
    st.caption(words("brief.files_note"))
    depends = (inputs.version, here, clock.today(), board.version())
    made = state.result("files", depends)
    place = st.empty()
    whole_ = made and all(isinstance(content, bytes) for _, _, content in made)
    if not whole_ and place.button(words("brief.make"), key="make_files", type="primary"):
        place.empty()
        state.put_result("files", depends, _make(inputs, words, here))
        st.rerun()
    for name, ending, content in made or ():
        if isinstance(content, bytes):
            st.download_button(
                words(f"brief.file_{ending}", size=f"{max(len(content) / 1e6, 0.1):.1f}"), data=content,
                file_name=name, mime=decks.FORMATS[ending].mime, on_click="ignore", key=f"file_{ending}",
            )  # fmt: skip
        else:
            problem(words("brief.failed", kind=ending, reason=content) if ending else content)
    st.download_button(
        words("brief.file_toml"), data=storyfile.dump(here), mime="application/toml", on_click="ignore",
        file_name=board.file_name("toml"), key="file_toml",
    )  # fmt: skip


def _make(inputs, words, here):
    """(file name, ending, bytes or why not) of every kind of file."""
    bar = st.progress(0.0, words("brief.computing"))
    try:
        shown = whole(inputs, words, lambda done: bar.progress(done / 2, words("brief.computing")))
    except scenario.ScenarioError as error:
        bar.empty()
        return [("", "", str(error))]
    made = []
    for place, ending in enumerate(decks.WRITERS):
        bar.progress(0.5 + place / len(decks.WRITERS) / 2, words("brief.writing", kind=ending))
        try:
            content = decks.WRITERS[ending](shown, words)
        except ExportError as error:
            content = str(error)
        made.append((shown.file_name(decks.FORMATS[ending].ending), ending, content))
    bar.empty()
    return made


def whole(inputs, words, progress=None):
    """The slides of the briefing, kept until it changes; raises :class:`ScenarioError` naming the step."""
    here = board.now()
    depends = (inputs.version, here, clock.today(), board.version())
    found = state.result("deck", depends)
    if found is None:
        for number, step in enumerate(here.steps, 1):
            try:
                faults.check(inputs, words, step)
            except scenario.ScenarioError as error:
                raise scenario.ScenarioError(words("plates.step", number=number, reason=error)) from None
        found = state.put_result(
            "deck", depends, deck.deck(inputs, words, here, clock.today(), board.version(), progress)
        )
    return found
