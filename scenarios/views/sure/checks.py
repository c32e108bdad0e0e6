"""Checks and weaknesses: published findings under the central beliefs and under the user's, and what is weakest.

Every check is shown, fails beside passes, and no score.
"""

import re
from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import consistency
from scenarios.sentences import signed
from scenarios.tables import Cell, Table
from scenarios.views import announce, badges, show
from scenarios.views.table import download, paragraphs, stamped

_MARKS = {True: "✓", False: "✕"}
_DIGITS = {"elasticity": 2, "ratio": 2}
_MINUS = re.compile(r"(?<!\S)-(?=\d)")
_SIGN = re.compile(r"(?<!\S)[+-](?=\d)")
_EDGE = 3
"""Percent of the strip at each end that belongs to values beyond it."""


def checks(inputs, words, chosen, segment, place):
    """Draw the part; it is about the whole model, whatever the group and the destination."""
    central, yours = consistency.results(inputs), consistency.results(inputs, chosen)
    headline = sentences.believed(words, central, yours)
    show.headline(headline, words("checks.lede"))
    announce.announce(inputs, words, headline, show.context(inputs, words, chosen).caption()[1], "")
    table = Table(
        "checks",
        words("checks.caption"),
        tuple(
            words(f"checks.col_{name}")
            for name in ("check", "published", "accepted", "central", "yours", "strip", "note")
        ),
        tuple(_row(inputs, words, *pair) for pair in zip(central, yours, strict=True)),
    )
    st.html(paragraphs(words, "checks.roles"))
    download(inputs, words, table)
    st.html(stamped(words, table))
    items = "".join(
        f"<div><h3>{escape(row.title)}</h3><p>{escape(row.text)}</p></div>" for row in inputs.weaknesses
    )
    st.html(
        f"<h2>{escape(words('checks.weaknesses'))}</h2>{paragraphs(words, 'checks.weaknesses_lede')}"
        f'<div class="pf-ev-pairs">{items}</div>'
    )


def _row(inputs, words, central, yours):
    check = central.check
    cited = "".join(
        f'<span class="pf-small">{escape(row.id)} {badges.citation(words, row)}</span>'
        for row in inputs.sources
        if row.id in check.source
    )
    return (
        Cell(
            f"{check.id} {check.title}",
            f"<strong>{escape(check.id)}</strong> {escape(check.title)}"
            f'<span class="pf-small">{escape(_where(inputs, check))}</span>',
        ),
        Cell(check.published, escape(_MINUS.sub("−", check.published))),
        Cell(_with_unit(words, _accepted(words, check), check.unit)),
        _result(words, central),
        _result(words, yours),
        Cell("", _strip(central, yours)),
        Cell(
            f"{check.role}. {check.note} {' '.join(check.source)}".strip(),
            f"{escape(sentences.start(check.role))}. {escape(check.note)}{cited}",
        ),
    )


def _result(words, verdict):
    """The model's value and whether it is accepted."""
    shown = _with_unit(words, _number(verdict.check, verdict.value, 1), verdict.check.unit)
    word = words("checks.inside" if verdict.inside else "checks.outside")
    return Cell(
        f"{shown}, {word}",
        f'{escape(shown)}<br><span class="pf-verdict pf-verdict-{"in" if verdict.inside else "out"}">'
        f'<span aria-hidden="true">{_MARKS[verdict.inside]}</span> {escape(word)}</span>',
    )


def _where(inputs, check):
    """The group and the destination that a check looks at, as far as it names them."""
    titles = inputs.titles("segments") | inputs.titles("destinations")
    return " · ".join(titles[name] for name in (check.segment, check.destination) if name)


def _accepted(words, check):
    ends = (check.accept_low, check.accept_high)
    digits = 0 if all(end.is_integer() for end in ends) else 1
    low, high = (_number(check, end, digits) for end in ends)
    return words("checks.accepted", low=low, high=high)


def _number(check, value, digits):
    """A value with its sign where the published finding has one."""
    digits = _DIGITS.get(check.unit, digits)
    text = signed(value, digits)
    return text if _SIGN.search(check.published) else text.removeprefix("+")


def _with_unit(words, text, unit):
    if unit == "%":
        return f"{text}%"
    return f"{text} {words('checks.thousand') if unit == 'thousand' else unit}"


def _strip(central, yours):
    """The accepted range as a bar, both values as marks, on a strip three ranges wide."""
    marks = _mark(central, "") + (_mark(yours, " pf-yours") if yours.value != central.value else "")
    return f'<span class="pf-strip" aria-hidden="true"><i class="pf-bar"></i>{marks}</span>'


def _mark(verdict, kind):
    check = verdict.check
    width = check.accept_high - check.accept_low
    place = 100 * (verdict.value - check.accept_low + width) / (3 * width)
    shown = min(max(place, _EDGE), 100 - _EDGE)
    beyond = "" if shown == place else " pf-beyond-low" if place < shown else " pf-beyond-high"
    return f'<i class="pf-dot{beyond}{kind}" style="left:{shown:.1f}%"></i>'
