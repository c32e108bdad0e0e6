"""Explore: move levers and see, for one group or all, how the preferred destinations would shift."""

from dataclasses import replace
from html import escape

import streamlit as st

from scenarios.briefing.plates import shares as plates
from scenarios.briefing.storyboard import ALL
from scenarios.engine import simulate
from scenarios.views import badges, controls, panels, show, takeaway
from scenarios.views.bar import bar
from scenarios.views.brief.page import draft_current
from scenarios.views.desk import keeping, state, subject


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
        _centre(inputs, words, chosen, run, segment, shown)
    with side:
        panels.panels(inputs, words, chosen, run, segment, keeping.name(inputs, words))
    with st.sidebar:  # last, so that the chart is on its way while the rail is drawn
        controls.levers(inputs, words)


def _choices(inputs, words, chosen):
    """The strip above the headline: which group, which story, what to hide; returns group and hidden ids."""
    titles = inputs.titles("segments") | {ALL: words("explore.all_groups")}
    with st.container(horizontal=True, vertical_alignment="center", key="choices"):
        segment = st.selectbox(
            words("explore.group"), list(titles), format_func=titles.get, key=subject.GROUP,
            index=list(titles).index(subject.segment(inputs)), persist_state="session",
            label_visibility="collapsed", width=250,
        )  # fmt: skip
        label = "explore.replay_after" if state.replaying() else "explore.replay"
        st.button(words(label), key="replay", on_click=state.replay)
        with st.popover(words("explore.how"), key="how", on_change="rerun") as how:
            if how.open:
                st.html("".join(f"<p>{escape(words(f'explore.how_{part}'))}</p>" for part in range(1, 5)))
        names = inputs.titles("destinations")
        with st.popover(words("explore.hide"), key="hide"):
            st.multiselect(
                words("explore.hide_label"), list(names), format_func=names.get, key=subject.HIDDEN,
                persist_state="session", help=words("explore.hide_help"),
            )  # fmt: skip
        st.button(words("explore.present"), key="present_this", on_click=draft_current, args=[inputs, words])
    return segment, subject.hidden(inputs)


def _centre(inputs, words, chosen, run, segment, shown):
    context = show.context(inputs, words, chosen)
    made = (
        plates.heat(context, run, shown) if segment == ALL else plates.changes(context, run, segment, shown)
    )
    if state.replaying():
        made = replace(made, note=words("explore.replayed"))
    show.plate(inputs, words, made, "heat" if segment == ALL else "changes")
    takeaway.folded(inputs, words, made, (segment, inputs.about.opening.destination, ""))
