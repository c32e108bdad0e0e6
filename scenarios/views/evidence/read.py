"""The opening of the evidence page: one minute of reading help, the badges, the terms."""

from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.views import badges
from scenarios.views.table import paragraphs


def how(inputs, words):
    """How to read, what the badges say and how many numbers carry each, and the terms of the field."""
    steps = "".join(f"<li>{escape(words(f'explore.how_{n}'))}</li>" for n in range(1, 5))
    counts = sentences.grades(inputs)
    badge_rows = "".join(
        f"<dt>{badges.badge(words, grade)}</dt><dd>{escape(words(f'evidence.badge_{grade}'))}</dd>"
        for grade in ("document", "primary", "secondary", "judgement", "unverified")
    )
    tally = words("evidence.tally", total=sum(counts.values()), **counts)
    terms = "".join(f"<dt>{escape(row.term)}</dt><dd>{escape(row.meaning)}</dd>" for row in inputs.glossary)
    st.html(
        f'{paragraphs(words, "evidence.read_lede")}<ul class="pf-ev-steps">{steps}</ul>'
        f'<h3>{escape(words("evidence.badges"))}</h3><dl class="pf-ev-terms">{badge_rows}</dl>'
        f'<p class="pf-ev-text">{escape(tally)}</p>'
        f'<h3>{escape(words("evidence.terms"))}</h3><dl class="pf-ev-terms">{terms}</dl>'
    )
