"""How sure: how far a result depends on the assumptions, the beliefs and the disputed facts; one part at a time."""

import streamlit as st

from scenarios.engine import group
from scenarios.views import badges, choices, controls, show
from scenarios.views.bar import bar
from scenarios.views.desk import state, subject
from scenarios.views.sure import beliefs, checks, disputed, ranges, tipping

PARTS = {
    "ranges": ranges.ranges,
    "tipping": tipping.tipping,
    "beliefs": beliefs.beliefs,
    "readings": disputed.disputed,
    "checks": checks.checks,
}
"""Part -> the function that draws it, in reading order; it may return marks for the rail of levers."""


def page(inputs, words):
    """Draw the page: which group and destination, the list of parts, and the open part."""
    chosen = state.current(inputs)
    bar(inputs, words, words("page.sure"))
    badges.stamp(words)
    with st.container(horizontal=True, vertical_alignment="center", key="choices"):
        segment, place = choices.choose(inputs, words, "sure")
        if not subject.part("sure"):
            subject.show_part("sure", next(iter(PARTS)))
        part = st.segmented_control(
            words("sure.parts"), list(PARTS), format_func=lambda name: words(f"sure.part_{name}"),
            key=subject.part_key("sure"), required=True, persist_state="session", label_visibility="collapsed",
        )  # fmt: skip
    run = group.run(group.of(inputs, segment), chosen, 0)
    if run.baseline[run.group.column(place)] or part == "checks":
        marks = PARTS[part](inputs, words, chosen, segment, place)
    else:
        marks = show.lacking(inputs, words, chosen, segment, place)
    with st.sidebar:
        controls.levers(inputs, words, marks)
