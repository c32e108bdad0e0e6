"""Who saves: the name that somebody typed the last time, kept in their browser and in what they save, nowhere else."""

import streamlit as st

from scenarios.views.desk import memory
from scenarios.views.desk.memory import Slot

_JS = """
const PLACE = "pull-factors-author";
export default function ({ data, setTriggerValue }) {
  try {
    const found = localStorage.getItem(PLACE);
    if (data.name === null) { if (found) setTriggerValue("found", found); }
    else if (data.name) localStorage.setItem(PLACE, data.name);
    else localStorage.removeItem(PLACE);
  } catch (refused) { /* A browser that keeps nothing has the name typed each time. */ }
}
"""

_component = st.components.v2.component("author", html="<i hidden></i>", js=_JS)

LONGEST = 80
"""Letters of a name."""

_NAME = Slot("author", "")


def name():
    """The name, or nothing before somebody typed one in this browser."""
    return _NAME.get()


def remember(typed):
    """Keep a name that was saved with; an empty one is forgotten."""
    _NAME.put(typed)


def field(words, key, place):
    """Draw the field of a form in which the name is typed; it proposes no other than the remembered one."""
    if not memory.has(key):
        memory.enter(key, name())
    return place.text_input(words("save.author"), key=key, max_chars=LONGEST)


def ask(key):
    """Have the browser give the name that it keeps to the field of a dialog, once a tab."""
    if not _NAME.filled():
        _component(key=f"{key}_asked", data={"name": None}, on_found_change=lambda: _found(key))


def _found(key):
    found = str(memory.entered(f"{key}_asked").found or "")[:LONGEST]
    remember(found)
    memory.enter(key, found)


def keep():
    """Have the browser keep the name."""
    if _NAME.filled():
        _component(key="author_kept", data={"name": name()})
