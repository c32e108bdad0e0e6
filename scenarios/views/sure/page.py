"""How sure: how far a result depends on the assumptions, the beliefs and the disputed facts; one part at a time."""

import streamlit as st

from scenarios import group, sentences
from scenarios.views import announce, badges, controls, show, state, subject
from scenarios.views.sure import beliefs, checks, disputed, ranges, tipping
from scenarios.views.work.bar import bar

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
        segment, place = subject.choose(inputs, words, "sure")
        part = st.segmented_control(
            words("sure.parts"), list(PARTS), format_func=lambda name: words(f"sure.part_{name}"),
            key="sure_part", default="ranges", required=True, persist_state="session", label_visibility="collapsed",
        )  # fmt: skip
    run = group.run(group.of(inputs, segment), chosen, 0)
    if run.baseline[run.group.column(place)] or part == "checks":
        marks = PARTS[part](inputs, words, chosen, segment, place)
    else:
        marks = {}
        lacking = words(
            "why.lacks",
            group=sentences.group_of(inputs, words, segment),
            place=sentences.place_of(inputs, place),
        )
        show.headline(lacking)
        announce.announce(inputs, words, lacking, show.caption(inputs, words, chosen, 0)[1], "")
    with st.sidebar:
        controls.levers(inputs, words, marks)
