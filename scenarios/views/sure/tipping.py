"""Where it flips: the value of a lever at which a conclusion turns round, in the central run, over draws, on a map."""

import streamlit as st

from scenarios import numerals
from scenarios.analysis import conclusions
from scenarios.analysis import tipping as analysis
from scenarios.briefing.plates import sure as plates
from scenarios.engine import group
from scenarios.views import show, takeaway, typed
from scenarios.views.desk import memory, navigation, state
from scenarios.views.desk.memory import Slot
from scenarios.views.markup import remark


def tipping(inputs, words, chosen, segment, place):
    """Draw the part; returns the marks for the rail, lever id -> values."""
    draws = int(inputs.parameter("draw_count"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="tip_choices"):
        lever = _lever(inputs, words, chosen, "tip_lever", words("tip.lever"))
        conclusion = _question(inputs, words, chosen, segment, place)
        drawn = st.toggle(words("tip.over_draws"), value=True, key="tip_over_draws", persist_state="session")
    found = analysis.tip(inputs, chosen, segment, lever, conclusion)
    curve = analysis.curve(inputs, chosen, segment, lever, conclusion, draws) if drawn else None
    made = plates.tipping(show.context(inputs, words, chosen), found, segment, curve)
    show.plate(inputs, words, made, "tipping_draws" if drawn else "tipping")
    # A step of a briefing asks one question; a chart that answers another one cannot be such a step.
    run = group.run(group.of(inputs, segment), chosen, 0)
    usual = conclusion.kind == conclusions.AHEAD and conclusion.other == conclusions.nearest_rival(run, place)
    takeaway.folded(inputs, words, made, (segment, place, lever) if usual else None)
    _map(inputs, words, chosen, segment, lever, conclusion, draws)
    return {lever: found.roots}


def _lever(inputs, words, chosen, key, label, but=None):
    """One lever: the one that somebody chose, else the first policy lever that is changed, else the first."""
    titles = {row.id: row.title for row in inputs.levers if row.id != but}
    moved = [row.id for row in inputs.levers if row.id in dict(chosen.levers) and row.id != but]
    taken = _taken(key).get()
    navigation.keep(key, taken if taken in titles else [*moved, *titles][0])
    return st.selectbox(
        label, list(titles), format_func=titles.get, key=key, width=260, on_change=_take, args=[key]
    )


def _taken(key):
    """Where the choice of a widget is kept while it is not drawn."""
    return Slot(f"{key}_taken")


def _take(key):
    _taken(key).put(memory.entered(key))


def _question(inputs, words, chosen, segment, place):
    """Whether the destination is ahead of another one, if it is one country, or above a share."""
    run = group.run(group.of(inputs, segment), chosen, 0)
    rivals = conclusions.rivals(run, place)
    asks = [*([conclusions.AHEAD] if rivals else []), conclusions.ABOVE]
    taken = _taken("tip_ask").get()
    navigation.keep("tip_ask", taken if taken in asks else asks[0])
    ask = st.selectbox(
        words("tip.question"), asks, format_func=lambda name: words(f"tip.ask_{name}"), key="tip_ask", width=170,
        on_change=_take, args=["tip_ask"],
    )  # fmt: skip
    if ask == conclusions.ABOVE:
        return conclusions.Conclusion(ask, place, level=_target(words, run, place) / 100)
    titles = {row.id: row.title for row in inputs.destinations if row.id in rivals}
    taken = _taken("tip_other").get()
    navigation.keep("tip_other", taken if taken in titles else conclusions.nearest_rival(run, place))
    other = st.selectbox(
        words("tip.other"), list(titles), format_func=titles.get, key="tip_other", width=170, on_change=_take,
        args=["tip_other"],
    )  # fmt: skip
    return conclusions.Conclusion(ask, place, other)


def _target(words, run, place):
    """A share in percent; at first that of before, to one decimal."""
    key = f"tip_target_{run.group.id}_{place}"
    slot = Slot(f"{key}_taken", round(100 * float(run.baseline[run.group.column(place)]), 1))
    kept = slot.get()
    typed.number(words, typed.Field(key, words("tip.target"), numerals.PERCENT, kept, slot.put, 110))
    return kept


def _map(inputs, words, chosen, segment, lever, conclusion, draws):
    """The map of two levers, when it is asked for: hundreds of pairs of values, each over all draws."""
    with st.expander(words("tip.map"), key="tip_map", on_change="rerun") as opened:
        if not opened.open:
            return
        with st.container(horizontal=True, vertical_alignment="bottom", key="tip_map_choices"):
            up = _lever(inputs, words, chosen, "tip_second", words("tip.second"), but=lever)
            asked = st.button(words("tip.map_draws"), key="tip_map_draws")
        plane, draws = _plane(inputs, words, chosen, segment, lever, up, conclusion, draws, asked)
        made = plates.plane(show.context(inputs, words, chosen), plane, segment, conclusion, draws)
        remark(made.note)
        show.chart(words, made.figure, "plane")
        st.html(show.hidden(made.figure.alt))
        takeaway.folded(inputs, words, made)


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
