"""Which group and which destination a page is about: two choices, kept from page to page."""

import streamlit as st

from scenarios import sentences
from scenarios.briefing.storyboard import ALL
from scenarios.engine import group
from scenarios.views.desk import state
from scenarios.views.desk.address import PLACE, WEIGHTED


def choose(inputs, words, page):
    """Draw both choices; returns the id of the segment (or of the weighted total) and of the destination.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    page : str
        Start of the keys of the widgets.
    """
    titles = {row.id: row.title for row in inputs.segments} | {group.TOTAL: words("why.total")}
    here = st.session_state.get("segment", ALL)
    shown = (
        group.TOTAL if st.session_state.get(WEIGHTED) else here if here in titles else inputs.segments[0].id
    )
    state.keep(f"{page}_group", shown)
    segment = st.selectbox(
        words("explore.group"), list(titles), format_func=titles.get, key=f"{page}_group",
        label_visibility="collapsed", width=280, on_change=_group, args=[f"{page}_group"],
    )  # fmt: skip
    places = {row.id: row.title for row in inputs.destinations}
    state.keep(f"{page}_place", st.session_state.get(PLACE, sentences.FOCUS[0]))
    place = st.selectbox(
        words("why.destination"), list(places), format_func=places.get, key=f"{page}_place",
        label_visibility="collapsed", width=190, on_change=_place, args=[f"{page}_place"],
    )  # fmt: skip
    return segment, place


def _group(key):
    chosen = st.session_state[key]
    st.session_state[WEIGHTED] = chosen == group.TOTAL
    if chosen != group.TOTAL:
        st.session_state["segment"] = chosen


def _place(key):
    st.session_state[PLACE] = st.session_state[key]
