"""A field for a number: what is typed is taken, asked about where it can mean two, or refused; it is never guessed."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from scenarios import numerals, sentences
from scenarios.views.desk import memory, navigation, state
from scenarios.views.markup import problem

_QUOTED = 40

# A field may stand in a panel that scrolls; an answer below its edge would look like none.
_SCROLL = """
export default function ({ parentElement, data }) {
  const end = parentElement.querySelector("p");
  if (end.dataset.told === data.text) return;
  end.dataset.told = data.text;
  setTimeout(() => end.scrollIntoView({ block: "nearest" }), 100);
}
"""

_into_view = st.components.v2.component(
    "into_view", html="<p></p>", css="p { height: 1px; margin: 0; }", js=_SCROLL
)


@dataclass(frozen=True)
class Field:
    """What is asked for, and what becomes of it."""

    key: str
    label: str
    scale: numerals.Scale
    """How the number is written, and its range; the row of a lever is one."""
    value: float
    take: Callable[[float], None]
    """Called before the page is drawn again, with a number in the range."""
    width: int | str = "stretch"


def number(words, field):
    """Draw the field; what was not taken stays in it, with what can be done about it below."""
    entry = state.refused(field.key)
    navigation.keep(field.key, entry.text if entry else numerals.written(field.value))
    st.text_input(field.label, key=field.key, on_change=_typed, args=[field], width=field.width)
    if entry:
        _answer(words, field, entry)
        _into_view(key=f"{field.key}_answer", data={"text": entry.text})


def _typed(field):
    text = memory.entered(field.key).strip()
    found = numerals.meanings(text, field.scale)
    state.forget_refused()
    if len(found) == 1 and _inside(field, found):
        field.take(found[0])
    elif text:  # an emptied field means nothing
        state.refuse(state.Refused(field.key, text, found))


def _inside(field, found):
    return [value for value in found if field.scale.min <= value <= field.scale.max]


def _answer(words, field, entry):
    """Which of two numbers is meant, each to be chosen if it is in the range; else what would be taken."""
    text = entry.text[:_QUOTED]
    low, high = (sentences.value_of(field.scale, limit) for limit in (field.scale.min, field.scale.max))
    inside = _inside(field, entry.meanings)
    if not inside:
        kept = sentences.value_of(field.scale, field.value)
        problem(words("typed.refused", text=text, low=low, high=high, kept=kept))
        return
    shown = {value: sentences.unmistakable(field.scale, value) for value in entry.meanings}
    first, second = shown.values()
    asked = words("typed.asked", text=text, first=first, second=second)
    further = words("typed.choose") if len(inside) > 1 else words("typed.outside", low=low, high=high)
    problem(f"{asked} {further}")
    with st.container(horizontal=True, key=f"{field.key}_meanings"):
        for place, value in enumerate(inside):
            st.button(shown[value], key=f"{field.key}_meaning_{place}", on_click=_chosen, args=[field, value])


def _chosen(field, value):
    state.forget_refused()
    field.take(value)
