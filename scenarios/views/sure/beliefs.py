"""Which belief matters: a tornado of the assumptions, what the range comes from, and what would flip a conclusion."""

from html import escape

import streamlit as st

from scenarios import conclusions, group, sensitivity, sentences
from scenarios.charts.tornado import tornado as tornado_chart
from scenarios.tables import Cell, Table
from scenarios.views import announce, show, state
from scenarios.views.table import folded


def beliefs(inputs, words, chosen, segment, place):
    """Draw the part."""
    draws = int(inputs.parameter("draw_count"))
    tornado = sensitivity.tornado(inputs, chosen, segment, place)
    drivers = sensitivity.drivers(inputs, chosen, segment, place, draws)
    headline = sentences.swings(inputs, words, chosen, tornado)
    show.headline(headline, sentences.driven(inputs, words, drivers))
    caption = show.caption(inputs, words, chosen, 0, words("beliefs.measure"))
    bars = [
        {
            "name": sentences.assumption(inputs, words, bar.id),
            "low_label": sentences.assumed(inputs, chosen, bar, bar.low),
            "high_label": sentences.assumed(inputs, chosen, bar, bar.high),
            "low_pp": bar.low_pp,
            "high_pp": bar.high_pp,
        }
        for bar in tornado.bars
    ]
    figure = tornado_chart(
        bars, words, tornado.change_pp, sentences.group_of(inputs, words, segment),
        sentences.place_of(inputs, place), caption,
    )  # fmt: skip
    show.chart(words, figure, "tornado")
    announce.announce(inputs, words, headline, caption[1], figure.alt)
    folded(inputs, words, _table(inputs, words, bars, tornado, drivers, place))
    _flip(inputs, words, chosen, segment, place, draws)


def _table(inputs, words, bars, tornado, drivers, place):
    alone = {row.id: row.share for row in drivers.parts}
    columns = ("assumption", "low", "high", "low_pp", "high_pp", "driver")
    return Table(
        "sure_beliefs",
        f"{words('beliefs.table', place=sentences.place_of(inputs, place))} {words('beliefs.noise')}",
        tuple(words(f"beliefs.column_{name}") for name in columns),
        tuple(
            (
                Cell(bar["name"]),
                Cell(bar["low_label"], number=True),
                Cell(bar["high_label"], number=True),
                Cell(sentences.signed(bar["low_pp"], 2), number=True),
                Cell(sentences.signed(bar["high_pp"], 2), number=True),
                Cell(f"{100 * alone[row.id]:.0f}" if row.id in alone else "–", number=True),
            )
            for bar, row in zip(bars, tornado.bars, strict=True)
        ),
    )


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
