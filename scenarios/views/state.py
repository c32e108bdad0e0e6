"""The current scenario of a browser tab: the one place that keeps it, and the one place that writes it.

Sliders are drawn from it and report to it in callbacks, which run before a page is drawn. So nothing is
lost when a slider is not on the page, and every page sees the same scenario.
"""

import streamlit as st

from scenarios import files, scenario

OPENING = "november_2025"
"""The preset that the app opens on."""

_CURRENT, _LAST, _REFUSED = "current_scenario", "last_change", "refused_entry"


def current(inputs):
    """The scenario that every page shows."""
    if _CURRENT not in st.session_state:
        st.session_state[_CURRENT] = files.presets(inputs)[OPENING].scenario
    return st.session_state[_CURRENT]


def value(inputs, lever):
    """The current value of one lever."""
    return current(inputs).lever_values(inputs)[lever]


def commit(inputs, chosen):
    """Make a scenario the current one; the step to it can be replayed."""
    before = current(inputs)
    st.session_state.pop(_REFUSED, None)
    if chosen != before:
        st.session_state[_LAST] = (before, chosen)
        st.session_state[_CURRENT] = chosen


def set_values(inputs, levers=None, readings=None):
    """Set some values of the current scenario."""
    commit(inputs, scenario.with_values(inputs, current(inputs), levers, readings))


def refuse(lever, message):
    """Keep the message about an entry that was not taken; it goes with the next change."""
    st.session_state[_REFUSED] = (lever, message)


def refused(lever):
    """The message about the last entry for a lever, or ``None`` if it was taken."""
    about, message = st.session_state.get(_REFUSED, (None, None))
    return message if about == lever else None


def last_change(inputs):
    """The scenarios before and after the last change; at first, the step from the baseline to the opening."""
    return st.session_state.get(_LAST) or (scenario.Scenario(), current(inputs))


def replay(inputs):
    """Step to before the last change, or from there to after it."""
    before, after = last_change(inputs)
    st.session_state[_LAST] = (before, after)
    st.session_state[_CURRENT] = after if current(inputs) == before else before


def keep(key, value):
    """Give a widget its value before it is drawn, unless it has that value already."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
