"""A scenario -> the tables of what it changes and of the sources behind that."""

from collections import Counter

from scenarios import sentences
from scenarios.analysis import grounds
from scenarios.briefing.plate import Plate
from scenarios.engine.scenario import Scenario
from scenarios.tables import Cell, Table
from scenarios.tables.why import graded

_NAMED = 2
"""Changes that a headline names."""


def assumptions(context):
    """What the first scenario changes, from what to what, and the grade of each value."""
    inputs, words, chosen = context.inputs, context.words, context.chosen
    told = sentences.changes(inputs, chosen)
    more = len(told) - _NAMED
    headline = words("plates.assumptions_none")
    if told:
        listed = "; ".join(told[:_NAMED])
        key = "plates.assumptions_more" if more > 0 else "plates.assumptions"
        headline = words(key, title=context.titles[0], changes=listed, count=more)
    return Plate(
        "assumptions",
        headline,
        "",
        Table(
            "assumptions",
            words("plates.assumptions_table"),
            tuple(
                words(f"plates.column_{name}") for name in ("changed", "before", "scenario", "rests", "cites")
            ),
            tuple(_row(words, *row) for row in _settings(inputs, chosen)),
        ),
        context.caption(words("plates.assumptions_table")),
        context.credit(),
    )


def _row(words, title, before, after, grade, cites):
    return Cell(title), Cell(before), Cell(after), graded(words, sentences.badge(grade)), Cell(cites)


def _settings(inputs, chosen):
    """(title, before, after, grade of the value, ids of its sources) of everything that is changed."""
    moved = dict(chosen.levers)
    for row in inputs.levers:
        if row.id in moved:
            level = inputs.level(row.id, moved[row.id])
            yield (
                row.title,
                sentences.level_of(inputs, row, row.baseline),
                sentences.level_of(inputs, row, moved[row.id]),
                level.grade if level else "judgement",
                ", ".join(level.source if level else row.source),
            )
    for name, option in chosen.readings:
        before, own = inputs.default_option(name), inputs.option(name, option)
        yield own.title, before.option_title, own.option_title, own.grade, ", ".join(own.source)


def sources(context):
    """The sources that the changes of all scenarios of the context cite; those of the start without any."""
    inputs, words = context.inputs, context.words
    rows = cited(inputs, [one.scenario for one in context.named])
    changed = any(one.scenario != Scenario() for one in context.named)
    classes = Counter(sentences.badge(row.grade) for row in rows)
    listed = ", ".join(
        words("plates.sources_of", count=classes[name], kind=words(f"class.{name}"))
        for name in grounds.CLASSES
        if classes[name]
    )
    counts = sentences.grades(inputs)
    tally = ", ".join(f"{counts[name]} {words(f'class.{name}')}" for name in counts)
    return Plate(
        "sources",
        words("plates.sources" if changed else "plates.sources_start", count=len(rows), listed=listed),
        words("plates.sources_note", tally=tally),
        Table(
            "sources",
            words("plates.sources_table"),
            tuple(words(f"plates.column_{name}") for name in ("id", "source", "grade")),
            tuple(
                (
                    Cell(row.id),
                    Cell(sentences.cited(words, row)),
                    graded(words, sentences.badge(row.grade)),
                )
                for row in rows
            ),
        ),
        context.caption(words("plates.sources_table")),
        context.credit(),
    )


def cited(inputs, scenarios, named=frozenset()):
    """Rows of the sources that the changes of some scenarios cite, or the start where nothing is changed.

    Parameters
    ----------
    inputs : Inputs
    scenarios : sequence of Scenario
    named : collection of str
        Words in which further ids of sources may stand.
    """
    names = {name for chosen in scenarios for name in _cited(inputs, chosen)}
    names |= inputs.by_id("sources").keys() & set(named)
    if not names:
        names = {name for row in inputs.baseline_shares for name in row.source}
    return [row for row in inputs.sources if row.id in names and row.kind != "project"]


def _cited(inputs, chosen):
    """Ids of the sources of everything that a scenario changes."""
    moved, read = dict(chosen.levers), dict(chosen.readings)
    for row in inputs.levers:
        if row.id in moved:
            level = inputs.level(row.id, moved[row.id])
            yield from (*row.source, *(level.source if level else ()))
    for row in inputs.readings:
        if read.get(row.reading) == row.option:
            yield from row.source
