"""Disputed facts: every conclusion tried under all readings, and the dispute that matters most."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import conclusions, readings
from scenarios.engine import group
from scenarios.tables import Cell, Table
from scenarios.views import announce, show
from scenarios.views.desk import navigation, subject
from scenarios.views.table import download, stamped

_MARKS = {"holds": "✓", "uncertain": "~", "flips": "↔", "fails": "✕"}


def disputed(inputs, words, chosen, segment, place):
    """Draw the part."""
    draws = int(inputs.parameter("draw_count"))
    run = group.run(group.of(inputs, segment), chosen, draws)
    found = readings.factorial(inputs, chosen, segment, place, conclusions.drawn(run, place), draws)
    headline = sentences.settle(inputs, words, found, segment, place)
    show.headline(headline)
    verdicts = _verdicts(inputs, words, found, draws)
    announce.announce(
        inputs, words, headline, show.context(inputs, words, chosen).caption()[1],
        "; ".join(f"{row[0].text}: {row[2].text}" for row in verdicts.rows),
    )  # fmt: skip
    if found.verdicts:
        st.html(stamped(words, verdicts))
        download(inputs, words, verdicts)
    else:
        st.text(words("disputes.nothing"))
    disputes = _disputes(inputs, words, found, place)
    st.html(f"<h2>{escape(words('disputes.disputes'))}</h2>{stamped(words, disputes)}")
    download(inputs, words, disputes)
    if st.button(words("disputes.open"), key="open_contradictions"):
        subject.show_part("evidence", "contradictions")
        st.switch_page(navigation.page("evidence"))


def _verdicts(inputs, words, found, draws):
    return Table(
        "sure_verdicts",
        words("disputes.table", cases=found.cases, draws=f"{draws:,}"),
        tuple(words(f"disputes.column_{name}") for name in ("statement", "verdict", "detail")),
        tuple(
            (
                Cell(sentences.concluded(inputs, words, row.conclusion)),
                _mark(words, row.state),
                Cell(sentences.judged(inputs, words, row)),
            )
            for row in found.verdicts
        ),
    )


def _mark(words, name):
    word = words(f"verdict.word_{name}")
    return Cell(
        word,
        f'<span class="pf-verdict pf-verdict-{name}"><span aria-hidden="true">{_MARKS[name]}</span> '
        f"{escape(word)}</span>",
    )


def _disputes(inputs, words, found, place):
    return Table(
        "sure_disputes",
        words("disputes.table_disputes", place=sentences.place_of(inputs, place)),
        tuple(words(f"disputes.column_{name}") for name in ("dispute", "options", "swing", "about")),
        tuple(
            (
                Cell(sentences.dispute_title(inputs, row.id)),
                Cell(_options(inputs, words, row)),
                Cell(f"{row.swing_pp:.2f}" if row.used else "–", number=True),
                Cell("; ".join(_topic(inputs, name) for name in row.contradictions)),
            )
            for row in found.disputes
        ),
    )


def _options(inputs, words, row):
    if not row.used:
        return words("disputes.unused")
    told = []
    for option, change in row.by_option:
        title = sentences.dispute_option(inputs, row.id, option)
        if option == row.active:
            title = words("disputes.active", option=title)
        told.append(f"{title}: {sentences.signed(change, 2)}")
    return "; ".join(told)


def _topic(inputs, name):
    return f"{name} {inputs.contradiction(name).topic}"
