"""Which belief matters: a tornado of the assumptions, what the range comes from, and what would flip a conclusion."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import conclusions, sensitivity
from scenarios.briefing.plates import sure as plates
from scenarios.engine import group
from scenarios.views import show, takeaway
from scenarios.views.desk import state


def beliefs(inputs, words, chosen, segment, place):
    """Draw the part."""
    draws = int(inputs.parameter("draw_count"))
    tornado = sensitivity.tornado(inputs, chosen, segment, place)
    drivers = sensitivity.drivers(inputs, chosen, segment, place, draws)
    made = plates.tornado(show.context(inputs, words, chosen), tornado, drivers)
    show.plate(inputs, words, made, "tornado")
    takeaway.folded(inputs, words, made, (segment, place, ""))
    _flip(inputs, words, chosen, segment, place, draws)


def _flip(inputs, words, chosen, segment, place, draws):
    """The smallest joint change of beliefs that reverses one of the conclusions."""
    st.html(f"<h2>{escape(words('flip.heading'))}</h2>")
    found = conclusions.drawn(group.run(group.of(inputs, segment), chosen, draws), place)
    if not found:
        st.text(words("flip.nothing"))
        return
    told = {sentences.concluded(inputs, words, one): one for one in found}
    with st.container(horizontal=True, vertical_alignment="bottom", key="flip_choices"):
        statement = st.selectbox(words("flip.choose"), list(told), key="flip_choice", width=460)
        asked = st.button(words("flip.run"), key="flip_run")
    depends = (inputs.version, chosen, segment, told[statement])
    flip = state.result("flip", depends)
    if asked and flip is None:
        bar = st.progress(0.0, words("flip.running"))
        flip = sensitivity.flip(
            inputs, chosen, segment, told[statement], lambda done: bar.progress(done, words("flip.running"))
        )
        bar.empty()
        state.put_result("flip", depends, flip)
    with st.container(key="flip_told"):
        st.text(
            sentences.reversed_by(inputs, words, chosen, told[statement], flip)
            if flip
            else words("flip.not_yet")
        )
    st.html(f'<p class="pf-small">{escape(words("flip.note"))}</p>')
