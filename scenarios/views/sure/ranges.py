"""Ranges and ranks: the draws of one change as dots, and the order of all destinations over the draws."""

from dataclasses import replace
from html import escape

import streamlit as st

from scenarios import sentences
from scenarios.analysis import uncertainty
from scenarios.briefing.plates import sure as plates
from scenarios.engine import group
from scenarios.tables import Cell, Table
from scenarios.views import show, takeaway
from scenarios.views.table import download, stamped


def ranges(inputs, words, chosen, segment, place):
    """Draw the part."""
    draws = int(inputs.parameter("draw_count"))
    run = group.run(group.of(inputs, segment), chosen, draws)
    made = plates.dots(show.context(inputs, words, chosen), run, place)
    if segment == group.TOTAL:
        made = replace(made, note=words("why.total_note"))
    show.plate(inputs, words, made, "dots")
    takeaway.folded(inputs, words, made, (segment, place, ""))
    by = st.segmented_control(
        words("ranges.by"), [uncertainty.SHARE, uncertainty.CHANGE], default=uncertainty.SHARE, required=True,
        format_func=lambda name: words(f"ranges.by_{name}"), key="sure_by", persist_state="session",
    )  # fmt: skip
    _standings(inputs, words, run, by, draws)
    _matrix(inputs, words, run, by)
    st.html(f'<p class="pf-small">{escape(words("ranges.how"))}</p>')


def _standings(inputs, words, run, by, draws):
    """The destinations in their order."""
    titles = inputs.column("destinations", "short")
    rows = uncertainty.standings(run, by)
    digits = sentences.digits_for(100 * max(max(abs(row.low), abs(row.high)) for row in rows))
    told = [words("ranges.table", group=sentences.group_of(inputs, words, run.group.id), draws=f"{draws:,}")]
    unranked = [sentences.place_of(inputs, row.destination) for row in rows if row.best is None]
    told += [words("ranges.no_rank", place=sentences.start(place)) for place in unranked]
    table = Table(
        "sure_ranks",
        " ".join(told),
        (
            words("table.destination"),
            *(words(f"ranges.column_{name}") for name in ("share", "change", "rank", "ahead")),
        ),
        tuple(_row(words, row, titles, digits) for row in rows),
    )
    st.html(stamped(words, table))
    download(inputs, words, _long(words, table, rows, titles))


def _long(words, table, rows, titles):
    """Every number in a column of its own: what the file holds."""
    columns = ("destination", "scenario", "change", "low", "high")
    return replace(
        table,
        columns=(
            *(words(f"table.{name}") for name in columns),
            *(words(f"ranges.column_{name}") for name in ("best", "worst", "ahead")),
        ),
        rows=tuple(
            (
                Cell(titles[row.destination]),
                *(
                    Cell(f"{100 * value:.4f}", number=True)
                    for value in (row.share, row.change, row.low, row.high)
                ),
                *(Cell("" if rank is None else str(rank), number=True) for rank in (row.best, row.worst)),
                Cell(_percent(words, row.ahead, row.tied) if row.next_ else ""),
            )
            for row in rows
        ),
    )


def _row(words, row, titles, digits):
    ranks = words("ranges.last")
    if row.best is not None:
        ranks = words("ranges.rank_span", best=row.best, worst=row.worst)
        ranks = str(row.best) if row.best == row.worst else ranks
    change, low, high = (sentences.signed(100 * value, digits) for value in (row.change, row.low, row.high))
    return (
        Cell(titles[row.destination]),
        Cell(f"{100 * row.share:.1f}", number=True),
        Cell(words("ranges.change", change=change, low=low, high=high), number=True),
        Cell(ranks, number=True),
        Cell(_percent(words, row.ahead, row.tied) if row.next_ else words("ranges.last"), number=True),
    )


def _matrix(inputs, words, run, by):
    """Every pair, when it is asked for."""
    with st.expander(words("ranges.matrix"), key="sure_matrix", on_change="rerun") as opened:
        if not opened.open:
            return
        titles = inputs.column("destinations", "short")
        names, ahead, tied = uncertainty.matrix(run, by)
        cells = {
            (one, other): "" if one == other else _percent(words, ahead[row, column], tied[row, column])
            for row, one in enumerate(names)
            for column, other in enumerate(names)
        }
        table = Table(
            "sure_matrix",
            words("ranges.matrix_note"),
            (words("table.destination"), *(titles[name] for name in names)),
            tuple(
                (Cell(titles[one]), *(Cell(cells[one, other], number=True) for other in names))
                for one in names
            ),
        )
        st.html(stamped(words, table))
        download(inputs, words, table)


def _percent(words, share, tied):
    state, percent = uncertainty.said(share, tied)
    return words(f"ranges.draws_{state}", percent=percent)
