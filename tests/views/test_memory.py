"""What a tab remembers: slots beside widgets, neither in the other's way."""

import pytest
import streamlit as st

from scenarios.views.desk import memory
from scenarios.views.desk.memory import Slot


@pytest.fixture(autouse=True)
def tab(monkeypatch):
    """A session state of its own."""
    state: dict = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def test_a_slot_holds_its_usual_value_until_one_is_put_there_and_after_it_is_emptied():
    slot = Slot("number", 7)
    assert (slot.get(), slot.filled()) == (7, False)
    assert slot.put(0) == 0
    assert (slot.get(), slot.filled()) == (0, True)
    slot.empty()
    slot.empty()
    assert (slot.get(), slot.filled()) == (7, False)


def test_what_is_taken_from_a_slot_is_gone():
    slot = Slot("word", "")
    slot.put("once")
    assert (slot.take(), slot.take()) == ("once", "")


def test_two_slots_of_one_name_are_one_and_a_widget_of_that_name_is_another(tab):
    Slot("history").put("kept")
    memory.enter("history", "typed")
    assert Slot("history").get() == "kept" and memory.entered("history") == "typed"
    memory.clear("history", "nothing")
    assert not memory.has("history") and memory.entered("history", "usual") == "usual"
    assert Slot("history").get() == "kept" and len(tab) == 1
