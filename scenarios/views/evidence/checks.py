"""Published findings beside what the model gives: every check, fails beside passes, and no score."""

import re
from html import escape

import streamlit as st

from scenarios import consistency
from scenarios.sentences import signed
from scenarios.views import badges
from scenarios.views.table import Cell, Table, download, markup, paragraphs

_MARKS = {True: "✓", False: "✕"}
_DIGITS = {"elasticity": 2, "ratio": 2}
_MINUS = re.compile(r"(?<!\S)-(?=\d)")
_SIGN = re.compile(r"(?<!\S)[+-](?=\d)")
_EDGE = 3
"""Percent of the strip at each end that belongs to values beyond it."""


def checks(inputs, words):
    """Draw the table of checks; each is run when the page is drawn."""
    found = consistency.verdicts(inputs)
    table = Table(
        "checks",
        words("evidence.checks_caption"),
        tuple(
            words(f"evidence.col_{name}")
            for name in ("check", "published", "accepted", "model", "strip", "verdict", "check_note")
        ),
        tuple(_row(inputs, words, verdict) for verdict in found),
    )
    st.html(paragraphs(words, "checks_lede", "checks_roles", "checks_beliefs"))
    download(inputs, words, table)
    st.html(markup(table))


def _row(inputs, words, verdict):
    check, inside = verdict.check, verdict.inside
    cited = "".join(
        f'<span class="pf-small">{escape(row.id)} {badges.citation(words, row)}</span>'
        for row in inputs.sources
        if row.id in check.source
    )
    word = words("evidence.inside" if inside else "evidence.outside")
    return (
        Cell(
            f"{check.id} {check.title}",
            f"<strong>{escape(check.id)}</strong> {escape(check.title)}"
            f'<span class="pf-small">{escape(_where(inputs, check))}</span>',
        ),
        Cell(check.published, escape(_MINUS.sub("−", check.published))),
        Cell(_with_unit(words, _accepted(words, check), check.unit)),
        Cell(_with_unit(words, _number(check, verdict.value, 1), check.unit)),
        Cell("", _strip(verdict)),
        Cell(
            f"{word}, {check.role}",
            f'<span class="pf-verdict pf-verdict-{"in" if inside else "out"}">'
            f'<span aria-hidden="true">{_MARKS[inside]}</span> {escape(word)}</span>'
            f'<span class="pf-small">{escape(check.role)}</span>',
        ),
        Cell(
            f"{check.note} {' '.join(check.source)}".strip(),
            f"{escape(check.note)}{cited}",
        ),
    )


def _where(inputs, check):
    """The group and the destination that a check looks at, as far as it names them."""
    titles = {row.id: row.title for row in (*inputs.segments, *inputs.destinations)}
    return " · ".join(titles[name] for name in (check.segment, check.destination) if name)


def _accepted(words, check):
    ends = (check.accept_low, check.accept_high)
    digits = 0 if all(end.is_integer() for end in ends) else 1
    low, high = (_number(check, end, digits) for end in ends)
    return words("evidence.accepted", low=low, high=high)


def _number(check, value, digits):
    """A value with its sign where the published finding has one."""
    digits = _DIGITS.get(check.unit, digits)
    text = signed(value, digits)
    return text if _SIGN.search(check.published) else text.removeprefix("+")


def _with_unit(words, text, unit):
    if unit == "%":
        return f"{text}%"
    return f"{text} {words('evidence.thousand') if unit == 'thousand' else unit}"


def _strip(verdict):
    """The accepted range as a bar and the model's value as a dot, on a strip three ranges wide."""
    check = verdict.check
    width = check.accept_high - check.accept_low
    place = 100 * (verdict.value - check.accept_low + width) / (3 * width)
    shown = min(max(place, _EDGE), 100 - _EDGE)
    kind = (
        "pf-dot" if shown == place else "pf-dot pf-beyond-low" if place < shown else "pf-dot pf-beyond-high"
    )
    return (
        f'<span class="pf-strip" aria-hidden="true"><i class="pf-bar"></i>'
        f'<i class="{kind}" style="left:{shown:.1f}%"></i></span>'
    )
