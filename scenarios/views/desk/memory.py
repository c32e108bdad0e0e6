"""What a browser tab remembers: the one place that reads and writes the framework's session state.

What the app keeps stands in a :class:`Slot`, under a name with a dot in front, which no widget has. What a widget
holds stands under the widget's key; :func:`entered` and :func:`enter` read and set it.
"""

from dataclasses import dataclass
from typing import Any

import streamlit as st


@dataclass(frozen=True)
class Slot:
    """One thing that the tab keeps from run to run."""

    name: str
    usual: Any = None
    """What it holds before anything was put there; never changed in place."""

    @property
    def _key(self):
        return f".{self.name}"

    def get(self):
        """What it holds."""
        return st.session_state.get(self._key, self.usual)

    def put(self, value):
        """Keep a value; returns it."""
        st.session_state[self._key] = value
        return value

    def take(self):
        """What it holds, once: it is empty then."""
        return st.session_state.pop(self._key, self.usual)

    def empty(self):
        """Forget what it holds."""
        st.session_state.pop(self._key, None)

    def filled(self):
        """Whether something was put there."""
        return self._key in st.session_state


def has(key):
    """Whether a widget, or what was entered for it, is there."""
    return key in st.session_state


def entered(key, usual=None):
    """What a widget holds, by its key."""
    return st.session_state.get(key, usual)


def enter(key, value):
    """Give a widget a value; only before it is drawn, as in a callback."""
    st.session_state[key] = value


def clear(*keys):
    """Forget what widgets hold."""
    for key in keys:
        st.session_state.pop(key, None)
