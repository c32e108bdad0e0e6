"""Why: what moved a share, what that rests on, why a share moves little, and what a change is worth in pay."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import appeal, attribution, grounds
from scenarios.briefing.plates import why as plates
from scenarios.engine import group
from scenarios.tables import why as tables
from scenarios.views import badges, choices, controls, show, takeaway
from scenarios.views.bar import bar
from scenarios.views.desk import state
from scenarios.views.table import folded, stamped


def page(inputs, words):
    """Draw the page."""
    chosen = state.current(inputs)
    bar(inputs, words, words("page.why"))
    badges.stamp(words)
    with st.container(horizontal=True, vertical_alignment="center", key="choices"):
        segment, place = choices.choose(inputs, words, "why")
    split = attribution.split(inputs, chosen, segment, place)
    if split.baseline:
        found = grounds.meter(inputs, chosen, split)
        context = show.context(inputs, words, chosen)
        made = plates.waterfall(context, split, found)
        show.plate(inputs, words, made, "waterfall")
        takeaway.folded(inputs, words, made, (segment, place, ""))
        left, right = st.columns(2, gap="large")
        with left:
            _meter(inputs, words, plates.meter(context, found, segment, place), (segment, place, ""))
        with right:
            _little(inputs, words, chosen, segment, place)
    else:
        show.lacking(inputs, words, chosen, segment, place)
    _worth(inputs, words, chosen, segment, place)
    with st.sidebar:
        controls.levers(inputs, words)


def _meter(inputs, words, made, about):
    st.html(f'<h2>{escape(words("meter.heading"))}</h2><p class="pf-story">{escape(made.headline)}</p>')
    show.chart(words, made.figure, "meter")
    st.html(f'<p class="pf-small">{escape(words("meter.definition"))}</p>')
    takeaway.folded(inputs, words, made, about)


def _little(inputs, words, chosen, segment, place):
    """Where each share starts and what multiplies it."""
    if segment == group.TOTAL:
        st.html(
            f'<h2>{escape(words("little.heading"))}</h2><p class="pf-story">{escape(words("little.total"))}</p>'
        )
        return
    rows = appeal.factors(inputs, chosen, segment)
    own = next((row for row in rows if row.destination == place), None)
    told = sentences.how_little(inputs, words, own, segment)
    st.html(f'<h2>{escape(words("little.heading"))}</h2><p class="pf-story">{escape(told)}</p>')
    folded(inputs, words, tables.factors(inputs, words, rows), words("little.table"))


def _worth(inputs, words, chosen, segment, place):
    """What the changes of ``worth.csv`` are worth to a group; to the opening group, if the page is about all."""
    draws = int(inputs.parameter("draw_count"))
    weighted = segment == group.TOTAL
    segment = inputs.about.opening.segment if weighted else segment
    found = appeal.worth(inputs, chosen, draws)
    rows = [row for row in found if row.segment == segment]
    who = sentences.group_of(inputs, words, segment)
    told = sentences.in_pay(inputs, words, rows, segment, place)
    if weighted:
        told = f"{words('worth.instead', group=who)} {told}"
    table = tables.worth(inputs, words, found, segment, draws)
    st.html(
        f"<h2>{escape(words('worth.heading'))}</h2>"
        f'<p class="pf-story">{escape(told)}</p>'
        f'{stamped(words, table)}<p class="pf-small">{escape(words("worth.note"))}</p>'
    )
    folded(inputs, words, tables.worth_to_each(inputs, words, found, draws), words("worth.all"))
