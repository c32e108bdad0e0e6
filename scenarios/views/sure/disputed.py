"""Disputed facts: every conclusion tried under all readings, and the dispute that matters most."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import conclusions, readings
from scenarios.engine import group
from scenarios.tables import disputes as tables
from scenarios.views import announce, show
from scenarios.views.desk import navigation, subject
from scenarios.views.table import download, stamped


def disputed(inputs, words, chosen, segment, place):
    """Draw the part."""
    draws = int(inputs.parameter("draw_count"))
    run = group.run(group.of(inputs, segment), chosen, draws)
    found = readings.factorial(inputs, chosen, segment, place, conclusions.drawn(run, place), draws)
    headline = sentences.settle(inputs, words, found, segment, place)
    show.headline(headline)
    verdicts = tables.verdicts(inputs, words, found, draws)
    announce.announce(
        inputs, words, headline, show.context(inputs, words, chosen).caption()[1],
        "; ".join(f"{row[0].text}: {row[2].text}" for row in verdicts.rows),
    )  # fmt: skip
    if found.verdicts:
        st.html(stamped(words, verdicts))
        download(inputs, words, verdicts)
    else:
        st.text(words("disputes.nothing"))
    disputes = tables.disputes(inputs, words, found, place)
    st.html(f"<h2>{escape(words('disputes.disputes'))}</h2>{stamped(words, disputes)}")
    download(inputs, words, disputes)
    if st.button(words("disputes.open"), key="open_contradictions"):
        subject.show_part("evidence", "contradictions")
        st.switch_page(navigation.page("evidence"))
