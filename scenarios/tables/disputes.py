"""Conclusions under every reading of the disputed facts -> tables: the verdicts, and what each dispute moves."""

from html import escape

from scenarios import sentences
from scenarios.analysis.readings import Dispute, Factorial
from scenarios.inputs import Inputs
from scenarios.tables.table import Cell, Table
from scenarios.text import Words

_MARKS = {"holds": "✓", "uncertain": "~", "flips": "↔", "fails": "✕"}


def verdicts(inputs: Inputs, words: Words, found: Factorial, draws: int) -> Table:
    """One row a conclusion: whether it holds under all readings, and how far."""
    return Table(
        "sure_verdicts",
        words("disputes.table", cases=found.cases, draws=f"{draws:,}"),
        tuple(words(f"disputes.column_{name}") for name in ("statement", "verdict", "detail")),
        tuple(
            (
                Cell(sentences.concluded(inputs, words, row.conclusion)),
                _mark(words, row.state),
                Cell(sentences.judged(inputs, words, row)),
            )
            for row in found.verdicts
        ),
    )


def _mark(words: Words, name: str) -> Cell:
    word = words(f"verdict.word_{name}")
    return Cell(
        word,
        f'<span class="pf-verdict pf-verdict-{name}"><span aria-hidden="true">{_MARKS[name]}</span> '
        f"{escape(word)}</span>",
    )


def disputes(inputs: Inputs, words: Words, found: Factorial, destination: str) -> Table:
    """One row a disputed fact: its options with the change of the share under each, and how far they are apart."""
    return Table(
        "sure_disputes",
        words("disputes.table_disputes", place=sentences.place_of(inputs, destination)),
        tuple(words(f"disputes.column_{name}") for name in ("dispute", "options", "swing", "about")),
        tuple(
            (
                Cell(sentences.dispute_title(inputs, row.id)),
                Cell(_options(inputs, words, row)),
                Cell(f"{row.swing_pp:.2f}" if row.used else "–", number=True),
                Cell("; ".join(_topic(inputs, name) for name in row.contradictions)),
            )
            for row in found.disputes
        ),
    )


def _options(inputs: Inputs, words: Words, row: Dispute) -> str:
    if not row.used:
        return words("disputes.unused")
    told = []
    for option, change in row.by_option:
        title = sentences.dispute_option(inputs, row.id, option)
        if option == row.active:
            title = words("disputes.active", option=title)
        told.append(f"{title}: {sentences.signed(change, 2)}")
    return "; ".join(told)


def _topic(inputs: Inputs, name: str) -> str:
    return f"{name} {inputs.contradiction(name).topic}"
