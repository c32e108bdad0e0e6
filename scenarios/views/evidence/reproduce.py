"""The current scenario as a command and as Python lines that give the same numbers."""

from html import escape

import streamlit as st

from scenarios import files, links, scenario
from scenarios.views import state
from scenarios.views.table import paragraphs

_BASE = "baseline"


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
        f"<h3>{escape(words('evidence.command'))}</h3>{_block(command(preset, chosen))}"
        f"<h3>{escape(words('evidence.python'))}</h3>{_block(python(chosen, draws))}"
        f"{paragraphs(words, 'evidence.python_note')}"
    )


def command(preset, chosen):
    """The command line that runs a scenario."""
    parts = ["python -m scenarios run", preset.id if preset else _BASE]
    if not preset:
        parts += [f"--set {name}={links.number(value)}" for name, value in chosen.levers]
        parts += [f"--reading {name}={option}" for name, option in chosen.readings]
    return " ".join([*parts, "--format json"])


def python(chosen, draws):
    """The Python lines that run a scenario."""
    levers = ", ".join(f'"{name}": {links.number(value)}' for name, value in chosen.levers)
    readings = ", ".join(f'"{name}": "{option}"' for name, option in chosen.readings)
    return "\n".join(
        [
            "from scenarios import inputs, outcome, scenario, simulate",
            "",
            "data = inputs.load()",
            f"chosen = scenario.make(data, {{{levers}}}, {{{readings}}})",
            f"run = simulate.run(data, chosen, {draws})",
            "shares = run.table()",
            "places = outcome.lens(data, chosen, run)",
            f"run_id = chosen.run_id(data, {draws})",
        ]
    )


def _block(text):
    return f'<pre class="pf-ev-code">{escape(text)}</pre>'
