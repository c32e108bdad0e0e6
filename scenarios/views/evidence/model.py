"""The model on one page: its equations, as :mod:`scenarios.engine` computes them, in plain words.

Symbols, signs and numbers come from the tables, so that this page cannot say something else than the model.
"""

import re
from html import escape

import streamlit as st

from scenarios.engine import effects
from scenarios.inputs.kinds import KINDS
from scenarios.tables import Cell, Table
from scenarios.views.table import markup

_EXAMPLE_FEE = 100_000


def model(inputs, words):
    """Draw each step of the model: a sentence or two, then its equation."""
    number = inputs.parameter
    fill = {row.id: f"{row.value:,g}" for row in inputs.parameters}
    fill["registrations"], fill["selected"], fill["cap"] = (
        f"{number(name):,.0f}" for name in ("lens_registrations", "lens_selected", "lens_cap")
    )
    fill["abroad"], fill["inside"] = (
        f"{number('lens_abroad_share'):g}",
        f"{1 - number('lens_abroad_share'):g}",
    )
    fill["wage"], fill["draws"] = f"{number('lens_wage'):,.0f}", f"{number('draw_count'):,.0f}"
    fill["fee"] = f"{_EXAMPLE_FEE:,}"
    fill["yearly"] = f"{effects.yearly(_EXAMPLE_FEE, number('tenure_years'), number('real_rate')):,.0f}"
    parts = [_step(words, "question", fill), _step(words, "utility", fill, [_utility(inputs, words)])]
    parts.append(markup(_symbols(inputs, words)))
    parts.append(_step(words, "nests", fill, beside=_tree(inputs, words)))
    used = {row.kind for row in inputs.levers}
    kinds = [name for name in KINDS if name in used and words.has(f"evidence.about_{name}")]
    parts += [_step(words, name, fill) for name in ("shares", "pivot", *kinds, "draws", "lens")]
    st.html(f'<div class="pf-ev-model">{"".join(parts)}</div>')


def _step(words, name, fill, equations=(), beside=""):
    lines = list(equations)
    while words.has(f"evidence.eq_{name}_{len(lines) + 1}"):
        lines.append(words(f"evidence.eq_{name}_{len(lines) + 1}", **fill))
    after = words(f"evidence.after_{name}", **fill) if words.has(f"evidence.after_{name}") else ""
    shown = "".join(f'<p class="pf-eq">{equation(line)}</p>' for line in lines)
    return (
        f"<h3>{escape(words(f'evidence.model_{name}'))}</h3>"
        f'<div class="pf-ev-step"><p class="pf-ev-text">{equation(words(f"evidence.about_{name}", **fill))}'
        f" {escape(after)}</p><div>{shown}{beside}</div></div>"
    )


def equation(line):
    """Markup of an equation: ``b_inc`` has an index, ``x^[n]`` a power."""
    line = re.sub(r"\^\[([^\]]*)\]", r"<sup>\1</sup>", escape(line))
    return re.sub(r"_([A-Za-z0-9]+)", r"<sub>\1</sub>", line)


def _utility(inputs, words):
    terms = []
    for row in inputs.coefficients:
        attribute = inputs.attribute(row.attribute)
        inner = attribute.symbol if attribute.cap is None else f"min({attribute.symbol}, {attribute.cap:g})"
        inner = f"ln({inner})" if attribute.form == "log" else inner
        terms.append(f"{'+' if attribute.sign > 0 else '−'} {row.symbol} · {inner}")
    return f"V = {' '.join(terms).removeprefix('+ ')} + {words('evidence.constant')}"


def _symbols(inputs, words):
    """What each symbol of the utility stands for."""
    weights = {row.attribute: row for row in inputs.coefficients}
    rows = tuple(
        (
            Cell(row.symbol),
            Cell(row.title),
            Cell(row.unit),
            Cell(weights[row.id].symbol, equation(weights[row.id].symbol)),
            Cell(row.note),
        )
        for row in inputs.attributes
        if row.id in weights
    )
    heads = ("symbol", "attribute", "unit", "weight", "note")
    columns = tuple(words(f"evidence.col_{name}") for name in heads)
    return Table("symbols", words("evidence.symbols"), columns, rows)


def _tree(inputs, words):
    """The nests as a list within a list, each with its dissimilarity and its destinations."""

    def branch(parent):
        items = []
        for nest in (row for row in inputs.nests if row.parent == parent):
            members = ", ".join(row.title for row in inputs.destinations if row.nest == nest.id)
            label = f"{escape(nest.title)}, λ {nest.value:g}" + (f": {escape(members)}" if members else "")
            items.append(f"<li>{label}{branch(nest.id)}</li>")
        return f"<ul>{''.join(items)}</ul>" if items else ""

    stay = f"<li>{escape(words('evidence.stay'))}</li>"
    return f'<div class="pf-ev-tree">{branch("").replace("<ul>", "<ul>" + stay, 1)}</div>'
