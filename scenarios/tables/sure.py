"""How sure a result is -> tables: assumptions one at a time, margins of a lever, ranks over the draws."""

from collections.abc import Mapping, Sequence

from scenarios import sentences
from scenarios.analysis import uncertainty
from scenarios.analysis.sensitivity import Drivers, Tornado
from scenarios.analysis.tipping import Tipping
from scenarios.analysis.uncertainty import Standing
from scenarios.engine.group import GroupRun
from scenarios.engine.scenario import Scenario
from scenarios.inputs import Inputs
from scenarios.tables.table import Cell, Table
from scenarios.text import Words


def assumptions(
    inputs: Inputs, words: Words, chosen: Scenario, found: Tornado, drivers: Drivers | None = None
) -> Table:
    """The change of a share in points with one assumption at a time at its low and its high.

    The last column is the percent of the range that an assumption explains alone, where there are draws.
    """
    alone = {row.id: row.share for row in drivers.parts} if drivers else {}
    columns = ("assumption", "low", "high", "low_pp", "high_pp", "driver")
    place = sentences.place_of(inputs, found.destination)
    return Table(
        "sure_beliefs",
        f"{words('beliefs.table', place=place)} {words('beliefs.noise')}",
        tuple(words(f"beliefs.column_{name}") for name in columns),
        tuple(
            (
                Cell(sentences.assumption(inputs, words, row.id)),
                Cell(sentences.assumed(inputs, chosen, row, row.low), number=True),
                Cell(sentences.assumed(inputs, chosen, row, row.high), number=True),
                Cell(sentences.signed(row.low_pp, 2), number=True),
                Cell(sentences.signed(row.high_pp, 2), number=True),
                Cell(f"{100 * alone[row.id]:.0f}" if row.id in alone else "–", number=True),
            )
            for row in found.bars
        ),
    )


def margins(inputs: Inputs, words: Words, found: Tipping, holds: Mapping[float, float]) -> Table:
    """The margin of a conclusion in points at values of a lever, and the percent of draws in which it holds."""
    row = inputs.lever(found.lever)
    pairs = list(zip(found.values.tolist(), found.margins.tolist(), strict=True))[::2]
    statement = sentences.concluded(inputs, words, found.conclusion)
    return Table(
        "sure_tipping",
        words("tip.table", statement=statement, lever=row.title),
        tuple(words(f"tip.column_{name}") for name in ("value", "margin", "draws")),
        tuple(
            (
                Cell(sentences.roughly(row, value), number=True),
                Cell(sentences.signed(100 * margin, 2), number=True),
                Cell(f"{100 * holds[value]:.0f}" if value in holds else "–", number=True),
            )
            for value, margin in pairs
        ),
    )


def standings(inputs: Inputs, words: Words, run: GroupRun, found: Sequence[Standing], draws: int) -> Table:
    """The destinations of a group in their order, with the ranks that they have over the draws."""
    digits = sentences.digits_for(100 * max(max(abs(row.low), abs(row.high)) for row in found))
    titles = inputs.column("destinations", "short")
    return Table(
        "sure_ranks",
        _ranked(inputs, words, run, found, draws),
        (
            words("table.destination"),
            *(words(f"ranges.column_{name}") for name in ("share", "change", "rank", "ahead")),
        ),
        tuple(_standing(words, row, titles[row.destination], digits) for row in found),
    )


def _ranked(inputs: Inputs, words: Words, run: GroupRun, found: Sequence[Standing], draws: int) -> str:
    """What the ranks are over, and which destinations have none."""
    told = [words("ranges.table", group=sentences.group_of(inputs, words, run.group.id), draws=f"{draws:,}")]
    unranked = [sentences.place_of(inputs, row.destination) for row in found if row.best is None]
    return " ".join([*told, *(words("ranges.no_rank", place=sentences.start(place)) for place in unranked)])


def _standing(words: Words, row: Standing, title: str, digits: int) -> tuple[Cell, ...]:
    ranks = words("ranges.last")
    if row.best is not None:
        ranks = words("ranges.rank_span", best=row.best, worst=row.worst)
        ranks = str(row.best) if row.best == row.worst else ranks
    change, low, high = (sentences.signed(100 * value, digits) for value in (row.change, row.low, row.high))
    return (
        Cell(title),
        Cell(f"{100 * row.share:.1f}", number=True),
        Cell(words("ranges.change", change=change, low=low, high=high), number=True),
        Cell(ranks, number=True),
        Cell(_percent(words, row.ahead, row.tied) if row.next_ else words("ranges.last"), number=True),
    )


def standings_in_full(
    inputs: Inputs, words: Words, run: GroupRun, found: Sequence[Standing], draws: int
) -> Table:
    """The same with every number in a column of its own: what the file holds."""
    titles = inputs.column("destinations", "short")
    columns = ("destination", "scenario", "change", "low", "high")
    return Table(
        "sure_ranks",
        _ranked(inputs, words, run, found, draws),
        (
            *(words(f"table.{name}") for name in columns),
            *(words(f"ranges.column_{name}") for name in ("best", "worst", "ahead")),
        ),
        tuple(
            (
                Cell(titles[row.destination]),
                *(
                    Cell(f"{100 * value:.4f}", number=True)
                    for value in (row.share, row.change, row.low, row.high)
                ),
                *(Cell("" if rank is None else str(rank), number=True) for rank in (row.best, row.worst)),
                Cell(_percent(words, row.ahead, row.tied) if row.next_ else ""),
            )
            for row in found
        ),
    )


def matrix(inputs: Inputs, words: Words, run: GroupRun, by: str) -> Table:
    """In how many draws each destination is ahead of each other one."""
    titles = inputs.column("destinations", "short")
    names, ahead, tied = uncertainty.matrix(run, by)
    cells = {
        (one, other): "" if one == other else _percent(words, ahead[row, column], tied[row, column])
        for row, one in enumerate(names)
        for column, other in enumerate(names)
    }
    return Table(
        "sure_matrix",
        words("ranges.matrix_note"),
        (words("table.destination"), *(titles[name] for name in names)),
        tuple(
            (Cell(titles[one]), *(Cell(cells[one, other], number=True) for other in names)) for one in names
        ),
    )


def _percent(words: Words, share: float, tied: float) -> str:
    state, percent = uncertainty.said(share, tied)
    return words(f"ranges.draws_{state}", percent=percent)
