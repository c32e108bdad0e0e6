"""The two choices of a page on one destination: which group and which destination, kept from page to page."""

import streamlit as st

from scenarios.engine import group
from scenarios.views.desk import memory, navigation, subject


def choose(inputs, words, page):
    """Draw both choices; returns the id of the segment (or of the weighted total) and of the destination.

    Parameters
    ----------
    inputs : Inputs
    words : Words
    page : str
        Start of the keys of the widgets.
    """
    titles = inputs.titles("segments") | {group.TOTAL: words("why.total")}
    navigation.keep(f"{page}_group", subject.of_one_destination(inputs))
    segment = st.selectbox(
        words("explore.group"), list(titles), format_func=titles.get, key=f"{page}_group",
        label_visibility="collapsed", width=280, on_change=_group, args=[f"{page}_group"],
    )  # fmt: skip
    places = inputs.titles("destinations")
    navigation.keep(f"{page}_place", subject.place(inputs))
    place = st.selectbox(
        words("why.destination"), list(places), format_func=places.get, key=f"{page}_place",
        label_visibility="collapsed", width=190, on_change=_place, args=[f"{page}_place"],
    )  # fmt: skip
    return segment, place


def _group(key):
    chosen = memory.entered(key)
    subject.show_weighted(chosen == group.TOTAL)
    if chosen != group.TOTAL:
        subject.show_group(chosen)


def _place(key):
    subject.show_place(memory.entered(key))
