"""Why: what moved a share, what that rests on, why a share moves little, and what a change is worth in pay."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import appeal, attribution, grounds
from scenarios.briefing.plates import why as plates
from scenarios.engine import group
from scenarios.tables import Cell, Table
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
    titles = inputs.column("destinations", "short")
    own = next((row for row in rows if row.destination == place), None)
    told = sentences.how_little(inputs, words, own, segment)
    table = Table(
        "why_little",
        words("little.caption"),
        (
            *(words(f"table.{name}") for name in ("destination", "before")),
            *(words(f"little.{name}") for name in ("own", "others")),
            *(words(f"table.{name}") for name in ("scenario", "change")),
        ),
        tuple(
            (
                Cell(titles[row.destination]),
                Cell(f"{100 * row.baseline:.2f}", number=True),
                Cell(f"× {row.own:.3f}", number=True),
                Cell(f"× {row.others:.3f}", number=True),
                Cell(f"{100 * row.share:.2f}", number=True),
                Cell(sentences.signed(row.change_pp, 2), number=True),
            )
            for row in rows
        ),
    )
    st.html(f'<h2>{escape(words("little.heading"))}</h2><p class="pf-story">{escape(told)}</p>')
    folded(inputs, words, table, words("little.table"))


def _worth(inputs, words, chosen, segment, place):
    """What the changes of ``worth.csv`` are worth to a group; to the opening group, if the page is about all."""
    draws = int(inputs.parameter("draw_count"))
    weighted = segment == group.TOTAL
    segment = inputs.about.opening.segment if weighted else segment
    found = appeal.worth(inputs, chosen, draws)
    rows = [row for row in found if row.segment == segment]
    who = sentences.group_of(inputs, words, segment)
    titles = inputs.titles("worth")
    notes = inputs.column("worth", "note")
    told = sentences.in_pay(inputs, words, rows, segment, place)
    if weighted:
        told = f"{words('worth.instead', group=who)} {told}"
    table = Table(
        "why_worth",
        words("worth.caption", group=who, draws=f"{draws:,}"),
        tuple(words(f"worth.{name}") for name in ("what", "median", "range", "usd")),
        tuple((_worth_title(titles[row.id], notes[row.id]), *_worth_cells(words, row)) for row in rows),
    )
    st.html(
        f"<h2>{escape(words('worth.heading'))}</h2>"
        f'<p class="pf-story">{escape(told)}</p>'
        f'{stamped(words, table)}<p class="pf-small">{escape(words("worth.note"))}</p>'
    )
    groups = inputs.titles("segments")
    everybody = Table(
        "why_worth_all",
        words("worth.caption", group=words("worth.each"), draws=f"{draws:,}"),
        (words("table.group"), *table.columns),
        tuple((Cell(groups[row.segment]), Cell(titles[row.id]), *_worth_cells(words, row)) for row in found),
    )
    folded(inputs, words, everybody, words("worth.all"))


def _worth_title(title, note):
    return Cell(f"{title}. {note}", f'{escape(title)}<span class="pf-small">{escape(note)}</span>')


def _worth_cells(words, row):
    if row.nothing:
        return Cell(words("worth.nothing"), number=True), Cell("", number=True), Cell("", number=True)
    low, high = (f"{100 * value:,.0f}" for value in (row.low, row.high))
    return (
        Cell(f"{100 * row.median:,.0f}", number=True),
        Cell(words("worth.span", low=low, high=high), number=True),
        Cell(f"{row.median * row.pay:,.0f}", number=True),
    )
