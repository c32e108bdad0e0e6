"""Where it flips: the value of a lever at which a conclusion turns round, in the central run, over draws, on a map."""

import streamlit as st

from scenarios import conclusions, group, sentences
from scenarios import tipping as analysis
from scenarios.charts import plane as plane_chart
from scenarios.charts import tipping as chart
from scenarios.tables import Cell, Table
from scenarios.views import announce, show, state
from scenarios.views.table import folded
from scenarios.views.work.markup import problem

_TICKS = 5
_SIDES = (0.1, 0.9)
_EACH = 5
"""Of the values of the map, one in so many stands in its table."""


def tipping(inputs, words, chosen, segment, place):
    """Draw the part; returns the marks for the rail, lever id -> values."""
    draws = int(inputs.parameter("draw_count"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="tip_choices"):
        lever = _lever(inputs, words, chosen, "tip_lever", words("tip.lever"))
        conclusion = _question(inputs, words, chosen, segment, place)
        drawn = st.toggle(words("tip.over_draws"), value=True, key="tip_over_draws", persist_state="session")
    found = analysis.tip(inputs, chosen, segment, lever, conclusion)
    curve = analysis.curve(inputs, chosen, segment, lever, conclusion, draws) if drawn else None
    headline = sentences.tipped(inputs, words, found)
    show.headline(headline, sentences.tipped_in_draws(inputs, words, curve, lever) if curve else "")
    figure = _figure(inputs, words, chosen, found, curve)
    show.chart(words, figure, "tipping_draws" if drawn else "tipping")
    announce.announce(inputs, words, headline, show.caption(inputs, words, chosen, draws)[1], figure.alt)
    folded(inputs, words, _table(inputs, words, found, curve))
    _map(inputs, words, chosen, segment, lever, conclusion, draws)
    return {lever: found.roots}


def _lever(inputs, words, chosen, key, label, but=None):
    """One lever: the one that somebody chose, else the first policy lever that is changed, else the first."""
    titles = {row.id: row.title for row in inputs.levers if row.id != but}
    moved = [row.id for row in inputs.levers if row.id in dict(chosen.levers) and row.id != but]
    taken = st.session_state.get(f"{key}_taken")
    state.keep(key, taken if taken in titles else [*moved, *titles][0])
    return st.selectbox(
        label, list(titles), format_func=titles.get, key=key, width=260, on_change=_take, args=[key]
    )


def _take(key):
    st.session_state[f"{key}_taken"] = st.session_state[key]


def _question(inputs, words, chosen, segment, place):
    """Whether the destination is ahead of another one, or above a share."""
    ask = st.selectbox(
        words("tip.question"), [conclusions.AHEAD, conclusions.ABOVE], key="tip_ask", persist_state="session",
        format_func=lambda name: words(f"tip.ask_{name}"), width=170,
    )  # fmt: skip
    run = group.run(group.of(inputs, segment), chosen, 0)
    if ask == conclusions.ABOVE:
        return conclusions.Conclusion(ask, place, level=_target(words, run, place) / 100)
    there = conclusions.available(run)
    titles = {row.id: row.title for row in inputs.destinations if row.id != place and row.id in there}
    taken = st.session_state.get("tip_other_taken")
    state.keep("tip_other", taken if taken in titles else conclusions.nearest_rival(run, place))
    other = st.selectbox(
        words("tip.other"), list(titles), format_func=titles.get, key="tip_other", width=170, on_change=_take,
        args=["tip_other"],
    )  # fmt: skip
    return conclusions.Conclusion(ask, place, other)


def _target(words, run, place):
    """A share in percent; what is typed is taken or refused with a sentence."""
    key = f"tip_target_{run.group.id}_{place}"
    kept = st.session_state.get(f"{key}_taken", round(100 * float(run.baseline[run.group.column(place)]), 1))
    text = st.text_input(words("tip.target"), value=f"{kept:g}", key=key, width=110)
    share = sentences.number_of(text.replace(",", "."))
    if isinstance(share, float) and 0 <= share <= 100:
        st.session_state[f"{key}_taken"] = share
        return share
    problem(words("tip.target_refused", text=text[:20], kept=f"{kept:g}"))
    return kept


def _figure(inputs, words, chosen, found, curve):
    row = inputs.lever(found.lever)
    caption = show.caption(inputs, words, chosen, curve.draws if curve else 0, words("tip.measure"))
    return chart.curve(
        found.values.tolist(), found.margins.tolist(), words,
        [(value, sentences.root_value(row, value)) for value in found.roots], found.now, row.baseline,
        _labels(row), (curve.values.tolist(), curve.holds.tolist()) if curve else None,
        sentences.concluded(inputs, words, found.conclusion), caption,
    )  # fmt: skip


def _labels(row):
    """Lever values at equal distances, as text."""
    step = (row.max - row.min) / (_TICKS - 1)
    return [sentences.roughly(row, row.min + step * tick, 4) for tick in range(_TICKS)]


def _table(inputs, words, found, curve):
    row = inputs.lever(found.lever)
    shares = dict(zip(curve.values.tolist(), curve.holds.tolist(), strict=True)) if curve else {}
    pairs = list(zip(found.values.tolist(), found.margins.tolist(), strict=True))[::2]
    return Table(
        "sure_tipping",
        words("tip.table", statement=sentences.concluded(inputs, words, found.conclusion), lever=row.title),
        tuple(words(f"tip.column_{name}") for name in ("value", "margin", "draws")),
        tuple(
            (
                Cell(sentences.roughly(row, value), number=True),
                Cell(sentences.signed(100 * margin, 2), number=True),
                Cell(f"{100 * shares[value]:.0f}" if value in shares else "–", number=True),
            )
            for value, margin in pairs
        ),
    )


def _map(inputs, words, chosen, segment, lever, conclusion, draws):
    """The map of two levers, when it is asked for: hundreds of pairs of values, each over all draws."""
    with st.expander(words("tip.map"), key="tip_map", on_change="rerun") as opened:
        if not opened.open:
            return
        with st.container(horizontal=True, vertical_alignment="bottom", key="tip_map_choices"):
            up = _lever(inputs, words, chosen, "tip_second", words("tip.second"), but=lever)
            asked = st.button(words("tip.map_draws"), key="tip_map_draws")
        plane, draws = _plane(inputs, words, chosen, segment, lever, up, conclusion, draws, asked)
        across_row, up_row = inputs.lever(lever), inputs.lever(up)
        values = chosen.lever_values(inputs)
        lines = {plane_chart.CENTRAL: [line.tolist() for line in plane.central]}
        lines |= {
            f"{100 * level:.0f}%": [line.tolist() for line in plane.lines[level]]
            for level in _SIDES
            if level in plane.lines
        }
        st.caption(
            words("tip.map_note_draws" if draws else "tip.map_note" if plane.central else "tip.map_none")
        )
        caption = show.caption(inputs, words, chosen, draws, words("tip.map_measure"))
        figure = plane_chart.plane(
            plane.x.tolist(), plane.y.tolist(), plane.margins.tolist(), words, lines, (values[lever], values[up]),
            (across_row.baseline, up_row.baseline), across_row.title, up_row.title, _labels(across_row),
            _labels(up_row), (words("tip.holds_side"), words("tip.fails_side")), caption,
        )  # fmt: skip
        show.chart(words, figure, "plane")
        st.html(show.hidden(figure.alt))
        folded(inputs, words, _map_table(inputs, words, plane, conclusion))


def _map_table(inputs, words, plane, conclusion):
    """The margins of the map at some of its values: the second lever down, the first across."""
    across, up = inputs.lever(plane.across), inputs.lever(plane.up)
    places = range(0, len(plane.x), _EACH)
    return Table(
        "sure_map",
        words(
            "tip.map_table", statement=sentences.concluded(inputs, words, conclusion), across=across.title,
            up=up.title,
        ),
        (up.title, *(sentences.roughly(across, plane.x[column], 4) for column in places)),
        tuple(
            (
                Cell(sentences.roughly(up, plane.y[row], 4), number=True),
                *(Cell(sentences.signed(100 * plane.margins[row, column], 1), number=True) for column in places),
            )
            for row in places
        ),
    )  # fmt: skip


def _plane(inputs, words, chosen, segment, across, up, conclusion, draws, asked):
    """The map, and over how many draws it is: over all of them once that is asked for, until something changes."""
    depends = (inputs.version, _without(chosen, across, up), segment, across, up, conclusion)
    found = state.result("plane", depends)
    if found is None and asked:
        bar = st.progress(0.0, words("tip.map_run"))
        found = state.put_result(
            "plane",
            depends,
            analysis.plane(
                inputs, chosen, segment, across, up, conclusion, draws,
                lambda done: bar.progress(done, words("tip.map_run")),
            ),
        )  # fmt: skip
        bar.empty()
    if found is not None:
        return found, draws
    return analysis.plane(inputs, chosen, segment, across, up, conclusion), 0


def _without(chosen, *levers):
    return tuple(pair for pair in chosen.levers if pair[0] not in levers), chosen.readings
