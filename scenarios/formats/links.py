"""A scenario <-> the query of an address: readable, versioned, with the result it gave.

A link holds every lever and reading, the changed ones first, so that it means the same when a baseline
moves. Reading one never fails: what cannot be used is named.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from scenarios import numerals
from scenarios.engine import scenario
from scenarios.formats import reopen
from scenarios.inputs import Inputs
from scenarios.inputs.reserved import MOST, RESERVED
from scenarios.inputs.rows import Lever
from scenarios.refusals import MOST as MOST_TOLD
from scenarios.refusals import Unknown, cut, quoted

FORMAT = 1
"""Version of the link format."""

LONGEST = 2000
"""Characters beyond which some mail programs and chats cut an address off."""

_LABEL = "illustrative-not-a-forecast"
_SAFE = ":,~@"
DIGITS = 4
"""Decimals of the shares in a link."""
_LONGEST_OPTION = 80
"""Characters beyond which no option of a reading goes; the rest is not looked at."""
_WRITTEN = re.compile(r"[-+.0-9e]+", re.ASCII | re.IGNORECASE)
_NEXT = re.compile(r",(?![0-9])")
"""Between two parts of an inline scenario; no name begins with a digit, so a comma inside a number is none."""


@dataclass(frozen=True)
class Opened:
    """What a query says."""

    kept: reopen.Kept | None = None
    """The values it holds, or ``None`` if it holds none."""
    reference: str = ""
    """``id@version`` of a saved scenario, or the id of a preset, that it points to."""
    item: str = ""
    """``id@version`` of the saved scenario that the values were a draft of."""
    group: str = ""
    to: str = ""
    """The destination that a page is about."""
    part: str = ""
    """The part of a page that is open."""
    compared: tuple[tuple[str, str], ...] = ()
    """(reference, title) of the scenarios in the comparison."""
    results: tuple[dict[str, dict[str, float]], ...] = ()
    """For each of them segment -> destination -> share that it gave, or nothing."""
    unused: tuple[str, ...] = ()
    """One sentence for each part that could not be used."""


def write(
    inputs: Inputs,
    kept: reopen.Kept,
    group: str,
    subject: str,
    item: str = "",
    compared: Iterable[tuple[str, str]] = (),
    results: Iterable[Mapping[str, float]] = (),
    view: Iterable[tuple[str, str]] = (),
) -> str:
    """The query of a link.

    Parameters
    ----------
    inputs : Inputs
    kept : reopen.Kept
    group : str
        The group on the page, or what stands for all.
    subject : str
        Segment whose shares go into the link.
    item : str
        ``id@version`` of the saved scenario that this is a draft of, if any.
    compared : sequence of (str, str)
        Reference and title of each compared scenario.
    results : sequence of dict
        Shares of the subject in each of them by destination, or nothing.
    view : sequence of (str, str)
        What else the page shows: its destination (``to``) and its open ``part``.

    Returns
    -------
    str
        Without a question mark.
    """
    made = scenario.make(inputs, kept.levers, kept.readings)
    moved = {name for name, _ in (*made.levers, *made.readings)}
    values = {name: numerals.written(value) for name, value in kept.levers.items()} | kept.readings
    pairs: list[tuple[str, str | int]] = [
        ("label", _LABEL),
        ("link", FORMAT),
        ("model", kept.versions["model"]),
        ("data", kept.versions["data"]),
        ("group", group),
        *view,
        *sorted(values.items(), key=lambda pair: pair[0] not in moved),
        ("gave", _gave(subject, kept.shares[subject])),
        *([("from", item)] if item else []),
    ]
    for position, (reference, title) in enumerate(compared, start=1):
        pairs += [(f"c{position}", reference), *([(f"t{position}", title)] if title else [])]
    for position, shares in enumerate(results, start=1):
        pairs += [(f"g{position}", _gave(subject, shares))] if shares else []
    return urlencode(pairs, safe=_SAFE)


def _gave(subject: str, shares: Mapping[str, float]) -> str:
    return "~".join([subject, *(f"{name}-{100 * share:.2f}" for name, share in shares.items())])


def inline(chosen: scenario.Scenario) -> str:
    """A scenario as one part of a link, for a comparison: what differs from the baseline."""
    pairs = [f"{name}:{numerals.written(value)}" for name, value in chosen.levers]
    return ",".join([*pairs, *(f"{name}:{option}" for name, option in chosen.readings)])


def read_inline(inputs: Inputs, text: str) -> tuple[scenario.Scenario, tuple[str, ...]]:
    """The scenario of :func:`inline`, and one sentence for each part that cannot be used."""
    pairs = [(name, value) for name, _, value in (part.partition(":") for part in _NEXT.split(text))]
    unused = [f"{name} has no place in a scenario of a comparison" for name, _ in pairs if name in RESERVED]
    opened = read(inputs, [pair for pair in pairs if pair[0] not in RESERVED])
    if opened.kept is None:
        return scenario.Scenario(), (*unused, *opened.unused)
    chosen, more = reopen.usable(inputs, opened.kept.levers, opened.kept.readings)
    return chosen, (*unused, *opened.unused, *more)


def read(inputs: Inputs, pairs: Iterable[tuple[str, str]]) -> Opened:
    """What a query says.

    Parameters
    ----------
    inputs : Inputs
    pairs : sequence of (str, str)
        Names and values in their order, repeated names too.

    Returns
    -------
    Opened
    """
    counts: dict[str, list[str]] = {}
    for name, value in pairs:
        counts.setdefault(name, []).append(value)
    unused = [
        f"{cut(name)} is given {len(values)} times; none of them is used"
        for name, values in counts.items()
        if len(values) > 1
    ]
    single = {name: values[0] for name, values in counts.items() if len(values) == 1}
    compared = tuple(
        (single[f"c{n}"], single.get(f"t{n}", "")) for n in range(1, MOST + 1) if f"c{n}" in single
    )
    if single.get("p"):
        unused += [
            f"{cut(name)} stands beside p, which opens a saved scenario whole"
            for name in single
            if name != "p"
        ]
        return Opened(reference=single["p"], unused=tuple(unused))
    if "p" in single:
        unused.append("p is empty; it needs the id of a story or id@version")
    unused += [
        f"t{n} names a scenario that c{n} does not give"
        for n in range(1, MOST + 1)
        if f"t{n}" in single and f"c{n}" not in single
    ]
    if single.get("link", str(FORMAT)) != str(FORMAT):
        given = cut(single["link"])
        unused.append(f"link={given} is a format that this app does not read; it reads {FORMAT}")
    levers, readings = _values(inputs, single, unused)
    shares = _shares(single.get("gave", ""), unused)
    results = tuple(_shares(single.get(f"g{n}", ""), unused) for n in range(1, MOST + 1) if f"c{n}" in single)
    kept = None
    if levers or readings or shares:
        versions: dict[str, str | int] = {
            name: cut(single[name]) for name in ("model", "data") if name in single
        }
        kept = reopen.Kept(levers=levers, readings=readings, versions=versions, shares=shares, digits=DIGITS)
    return Opened(
        kept, "", single.get("from", ""), single.get("group", ""), single.get("to", ""), single.get("part", ""),
        compared, results, tuple(unused),
    )  # fmt: skip


def _values(
    inputs: Inputs, single: Mapping[str, str], unused: list[str]
) -> tuple[dict[str, float], dict[str, str]]:
    """The levers and readings among the parts; adds a sentence for each part that is neither."""
    rows, reading_ids = inputs.by_id("levers"), inputs.reading_options()
    levers: dict[str, float] = {}
    readings: dict[str, str] = {}
    unknown = []
    for name, text in single.items():
        if name in rows:
            try:
                levers[name] = _number(rows[name], text, "link" in single)
            except scenario.ScenarioError as error:
                unused.append(str(error))
        elif name in reading_ids:
            readings[name] = text[:_LONGEST_OPTION]
        elif name not in RESERVED:
            unknown.append(name)
    known = [*rows, *reading_ids]
    unused += [str(Unknown("part", name, known)) for name in unknown[:MOST_TOLD]]
    # Nobody is shown more, and looking for the nearest of thousands of names takes seconds.
    unused += [f"unknown part {quoted(name)}" for name in unknown[MOST_TOLD:]]
    return levers, readings


def _number(row: Lever, text: str, whole: bool) -> float:
    """A number as a link writes it; what a person writes in another way is named with the right one."""
    # A whole link of before 2026-12 has the shortest form: perhaps three decimals, of which the last is no zero.
    if whole and re.fullmatch(r"-?[0-9]+\.[0-9]{2}[1-9]", text):
        return float(text)
    value = scenario.meant(row, text)
    if not _WRITTEN.fullmatch(text):
        raise scenario.ScenarioError(
            f"lever {row.id}: {quoted(text)} is not as a link has it; write {numerals.written(value)}"
        )
    return value


def _shares(text: str, unused: list[str]) -> dict[str, dict[str, float]]:
    """Segment -> destination -> share, from the result that a link says it gave."""
    if not text:
        return {}
    segment, *parts = text.split("~")
    found: dict[str, float] = {}
    try:
        for part in parts:
            destination, _, percent = part.partition("-")
            (number,) = numerals.meanings(percent)
            share = round(number / 100, DIGITS)
            if destination in found or not 0 <= share <= 1:
                raise ValueError
            found[destination] = share
    except ValueError:
        unused.append("gave: the result of the link is damaged, so it cannot be compared")
        return {}
    return {segment: found} if found else {}
