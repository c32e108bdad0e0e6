"""What moved a share -> tables: its parts, where each share starts, and what changes are worth in pay."""

from collections.abc import Sequence
from html import escape

from scenarios import sentences
from scenarios.analysis import grounds
from scenarios.analysis.appeal import Factors, Worth
from scenarios.analysis.attribution import Attribution
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.tables.table import Cell, Table
from scenarios.text import Words


def parts(inputs: Inputs, words: Words, chosen: Scenario, split: Attribution, found: grounds.Meter) -> Table:
    """One row a part of a split, in points, with the classes of grades that it runs through."""
    rested = {ground.id: ground for ground in found.grounds}
    columns = ("changed", "part", "low", "high", *grounds.STEPS, "whole")
    who = sentences.group_of(inputs, words, split.segment)
    place = sentences.place_of(inputs, split.destination)
    return Table(
        "why_parts",
        words("why.table", group=who, place=place, orders=sentences.orders(words, split)),
        tuple(words(f"why.column_{name}") for name in columns),
        tuple(
            (
                Cell(sentences.part_title(inputs, chosen, part)),
                *(
                    in_points(split, number)
                    for number in (part.part_pp, part.low_order_pp, part.high_order_pp)
                ),
                *(graded(words, rested[part.id].weakest(step)) for step in (*grounds.STEPS, None)),
            )
            for part in split.parts
        ),
    )


def in_points(split: Attribution, number: float) -> Cell:
    """A part of a split, or all of it, with the digits of its headline and three at least."""
    digits = sentences.digits_agreeing(100 * split.baseline, 100 * split.share)
    return Cell(sentences.signed(number, max(3, digits)), number=True)


def graded(words: Words, name: str) -> Cell:
    """A class of grades as a cell."""
    return Cell(words(f"class.{name}"), grade=name)


def factors(inputs: Inputs, words: Words, found: Sequence[Factors]) -> Table:
    """Where each share of a group starts, in percent, and what multiplies it."""
    titles = inputs.column("destinations", "short")
    return Table(
        "why_little",
        words("little.caption"),
        (
            *(words(f"table.{name}") for name in ("destination", "before")),
            *(words(f"little.{name}") for name in ("own", "others")),
            *(words(f"table.{name}") for name in ("scenario", "change")),
        ),
        tuple(
            (
                Cell(titles[row.destination]),
                Cell(f"{100 * row.baseline:.2f}", number=True),
                Cell(f"× {row.own:.3f}", number=True),
                Cell(f"× {row.others:.3f}", number=True),
                Cell(f"{100 * row.share:.2f}", number=True),
                Cell(sentences.signed(row.change_pp, 2), number=True),
            )
            for row in found
        ),
    )


def worth(inputs: Inputs, words: Words, found: Sequence[Worth], segment: str, draws: int) -> Table:
    """What the changes of ``worth.csv`` are worth to one group, in percent of pay and in USD a year."""
    titles, notes = inputs.titles("worth"), inputs.column("worth", "note")
    who = sentences.group_of(inputs, words, segment)
    return Table(
        "why_worth",
        words("worth.caption", group=who, draws=f"{draws:,}"),
        _worth_columns(words),
        tuple(
            (_titled(titles[row.id], notes[row.id]), *_in_pay(words, row))
            for row in found
            if row.segment == segment
        ),
    )


def worth_to_each(inputs: Inputs, words: Words, found: Sequence[Worth], draws: int) -> Table:
    """The same of every group."""
    titles, groups = inputs.titles("worth"), inputs.titles("segments")
    return Table(
        "why_worth_all",
        words("worth.caption", group=words("worth.each"), draws=f"{draws:,}"),
        (words("table.group"), *_worth_columns(words)),
        tuple((Cell(groups[row.segment]), Cell(titles[row.id]), *_in_pay(words, row)) for row in found),
    )


def _worth_columns(words: Words) -> tuple[str, ...]:
    return tuple(words(f"worth.{name}") for name in ("what", "median", "range", "usd"))


def _titled(title: str, note: str) -> Cell:
    return Cell(f"{title}. {note}", f'{escape(title)}<span class="pf-small">{escape(note)}</span>')


def _in_pay(words: Words, row: Worth) -> tuple[Cell, Cell, Cell]:
    if row.nothing:
        return Cell(words("worth.nothing"), number=True), Cell("", number=True), Cell("", number=True)
    low, high = (f"{100 * value:,.0f}" for value in (row.low, row.high))
    return (
        Cell(f"{100 * row.median:,.0f}", number=True),
        Cell(words("worth.span", low=low, high=high), number=True),
        Cell(f"{row.median * row.pay:,.0f}", number=True),
    )
