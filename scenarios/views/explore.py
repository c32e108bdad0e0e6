"""Explore: move levers and see, for one group or all, how the preferred destinations would shift."""

from html import escape

import streamlit as st

from scenarios import sentences, simulate
from scenarios.charts.changes import changes
from scenarios.charts.heat import heat
from scenarios.views import announce, badges, controls, panels, show, state, twin
from scenarios.views.work import keeping
from scenarios.views.work.address import ALL
from scenarios.views.work.bar import bar


def page(inputs, words):
    """Draw the page."""
    chosen = state.current(inputs)
    draws = int(inputs.parameter("draw_count"))
    run = simulate.run(inputs, chosen, draws)

    bar(inputs, words, words("app.title"))
    badges.stamp(words)
    segment, hidden = _choices(inputs, words, chosen)
    middle, side = st.columns([2.35, 1], gap="large")
    with middle:
        shown = {row.id: row for row in inputs.destinations if row.id not in hidden}
        _centre(inputs, words, chosen, run, draws, segment, shown)
    with side:
        panels.panels(inputs, words, chosen, run, segment, keeping.name(inputs, words))
    with st.sidebar:  # last, so that the chart is on its way while the rail is drawn
        controls.levers(inputs, words)


def _choices(inputs, words, chosen):
    """The strip above the headline: which group, which story, what to hide; returns group and hidden ids."""
    titles = {row.id: row.title for row in inputs.segments} | {ALL: words("explore.all_groups")}
    with st.container(horizontal=True, vertical_alignment="center", key="choices"):
        segment = st.selectbox(
            words("explore.group"), list(titles), format_func=titles.get, key="segment",
            persist_state="session", label_visibility="collapsed", width=250,
        )  # fmt: skip
        label = "explore.replay_after" if state.replaying() else "explore.replay"
        st.button(words(label), key="replay", on_click=state.replay)
        with st.popover(words("explore.how"), key="how", on_change="rerun") as how:
            if how.open:
                st.html("".join(f"<p>{escape(words(f'explore.how_{part}'))}</p>" for part in range(1, 5)))
        names = {row.id: row.title for row in inputs.destinations}
        with st.popover(words("explore.hide"), key="hide"):
            hidden = st.multiselect(
                words("explore.hide_label"), list(names), format_func=names.get, key="hidden",
                persist_state="session", help=words("explore.hide_help"),
            )  # fmt: skip
    return segment, hidden if len(hidden) < len(names) else []


def _centre(inputs, words, chosen, run, draws, segment, shown):
    subject = run.segments[abs(run.change).max(axis=1).argmax()] if segment == ALL else segment
    headline = sentences.headline(inputs, words, run, subject)
    show.headline(headline, _note(inputs, words, chosen, run, segment))
    table = run.rows()
    measures = [words("chart.destinations", count=len(shown)), words("chart.bar")]
    if segment == ALL:
        measures = [words("chart.unit_group"), words("chart.cells")]
    else:
        measures[0] = f"{words('chart.unit')}, {measures[0]}"
    caption = show.caption(inputs, words, chosen, draws, *measures)
    if segment == ALL:
        rows = table
        groups = {row.id: row.title for row in inputs.segments}
        figure = heat(rows, words, {name: row.short for name, row in shown.items()}, groups, caption)
        show.chart(words, figure, "heat")
    else:
        rows = [row for row in table if row["segment"] == segment]
        group = next(row.short for row in inputs.segments if row.id == segment)
        figure = changes(rows, words, {name: row.short for name, row in shown.items()}, group, caption)
        show.chart(words, figure, "changes")
    announce.announce(inputs, words, headline, caption[1], figure.alt)
    twin.table(inputs, words, chosen, draws, [row for row in rows if row["destination"] in shown])


def _note(inputs, words, chosen, run, segment):
    """The line under the headline: why a group is not reached, or that little moved."""
    if state.replaying():
        return words("explore.replayed")
    if segment == ALL:
        return ""
    reason = sentences.unreached(inputs, words, run, chosen, segment)
    if reason:
        return reason
    largest = 100 * abs(run.change[run.segments.index(segment)]).max()
    if 0 < largest < sentences.LITTLE:
        return words("changes.little", limit=sentences.LITTLE)
    return sentences.largest_gain(inputs, words, run, segment)
