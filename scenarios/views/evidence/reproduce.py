"""The current scenario as a command and as Python lines that give the same numbers."""

from html import escape

import streamlit as st

from scenarios.briefing import quotes
from scenarios.engine import scenario
from scenarios.formats import files
from scenarios.views.desk import state
from scenarios.views.table import paragraphs


def reproduce(inputs, words):
    """Draw the command, the Python lines, and the run id that both must show."""
    chosen = state.current(inputs)
    preset = files.matching_preset(inputs, chosen)
    draws = int(inputs.parameter("draw_count"))
    versions = scenario.versions(inputs)
    name = words("changes.preset", title=preset.title) if preset else words("changes.custom")
    details = words(
        "evidence.run_details", run=chosen.run_id(inputs, draws), model=versions["model"],
        data=versions["data"], draws=f"{draws:,}",
    )  # fmt: skip
    st.html(
        f"{paragraphs(words, 'evidence.reproduce_lede')}"
        f'<p class="pf-ev-text"><strong>{escape(name)}</strong><br>{escape(details)}</p>'
        f"<h3>{escape(words('evidence.command'))}</h3>{_block(quotes.run_command(inputs, chosen))}"
        f"<h3>{escape(words('evidence.python'))}</h3>{_block(quotes.run_lines(chosen, draws))}"
        f"{paragraphs(words, 'evidence.python_note')}"
    )


def _block(text):
    return f'<pre class="pf-ev-code">{escape(text)}</pre>'
