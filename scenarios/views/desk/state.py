"""The working state of a browser tab: the one place that keeps it, and the one place that writes it.

Sliders are drawn from it and report to it in callbacks, which run before a page is drawn. So nothing is
lost when a slider is not on the page, and every page sees the same scenario.
"""

from dataclasses import dataclass, replace

import streamlit as st

from scenarios.engine import scenario
from scenarios.formats import files
from scenarios.views.desk.history import History, Step

OPENING = "november_2025"
"""The preset that the app opens on."""

_HISTORY, _REPLAYING, _REFUSED = "history", "replaying", "refused_entry"
_KNOWN, _SAID, _NOTICE, _DIALOG = "known", "said", "notice", "dialog"
_PAGES, _PARTS, _HERE, _ARRIVED, _RESULT = "pages", "parts", "here", "arrived", "result"
_MOVED, _CONTINUES, _SENT = "moved", "continues", "sent"


def begun():
    """Whether this tab has a scenario yet."""
    return _HISTORY in st.session_state


def history(inputs):
    """The steps of this tab."""
    if not begun():
        st.session_state[_HISTORY] = History((Step(files.presets(inputs)[OPENING].scenario),))
    return st.session_state[_HISTORY]


def begin(inputs):
    """Let the steps of this tab begin where it is: nothing before it can be undone."""
    st.session_state[_HISTORY] = History((history(inputs).now,))


def describe(inputs, told):
    """Give the current scenario what it came with from a file, unless it belongs to something saved."""
    here = history(inputs)
    if not here.now.item:
        steps = (*here.steps[: here.at], replace(here.now, told=told), *here.steps[here.at + 1 :])
        st.session_state[_HISTORY] = replace(here, steps=steps)


def current(inputs):
    """The scenario that every page shows."""
    return last_change(inputs)[0] if replaying() else history(inputs).now.scenario


def commit(inputs, chosen, item=None, told=None):
    """Make a scenario the current one, as one step.

    Parameters
    ----------
    inputs : Inputs
    chosen : Scenario
    item : str, optional
        Id of the saved scenario that it belongs to; without it, the one that the work belongs to now.
    told : files.Description, optional
        What it came with; without it and without ``item``, what the work came with.
    """
    here = history(inputs)
    step = Step(chosen, here.now.item, here.now.told) if item is None else Step(chosen, item, told)
    moved = _names(here.now.scenario, chosen)
    continues = len(moved) == 1 and moved == st.session_state.get(_MOVED)
    _go(here.add(step))
    st.session_state[_MOVED], st.session_state[_CONTINUES] = moved, continues


def _names(one, other):
    """Levers and readings that two scenarios do not share."""
    return {name for name, _ in {*one.levers, *one.readings} ^ {*other.levers, *other.readings}}


def visit(inputs, step):
    """Go to a step that an address asks for: one of this tab's steps, or a new one."""
    _go(history(inputs).find(step) if begun() else History((step,)))


def undo(inputs):
    """One step back."""
    _go(history(inputs).undo())


def redo(inputs):
    """One step forward again."""
    _go(history(inputs).redo())


def _go(steps):
    for key in (_REFUSED, _REPLAYING, _SAID, _MOVED, _CONTINUES):
        st.session_state.pop(key, None)
    st.session_state[_HISTORY] = steps


def continues():
    """Whether the last change moved the same single lever as the one before it."""
    return st.session_state.get(_CONTINUES, False)


def set_values(inputs, levers=None, readings=None):
    """Set some values of the current scenario."""
    commit(inputs, scenario.with_values(inputs, current(inputs), levers, readings))


@dataclass(frozen=True)
class Refused:
    """What was typed into a field and not taken."""

    field: str
    text: str
    meanings: tuple[float, ...]
    """The numbers that it can mean."""


def refuse(entry):
    """Keep an entry that was not taken, as it was typed; it goes with the next change."""
    st.session_state[_REFUSED] = entry


def refused(field):
    """The last entry of a field if it was not taken, else ``None``."""
    entry = st.session_state.get(_REFUSED)
    return entry if entry and entry.field == field else None


def forget_refused():
    """Forget the last entry that was not taken."""
    st.session_state.pop(_REFUSED, None)


def last_change(inputs):
    """The scenarios before and after the last change; at first, the baseline and what the app opened on."""
    here = history(inputs)
    return here.before.scenario if here.before else scenario.Scenario(), here.now.scenario


def replaying():
    """Whether the page shows the state before the last change."""
    return st.session_state.get(_REPLAYING, False)


def replay():
    """Show the state before the last change, or go on from there."""
    st.session_state[_REPLAYING] = not replaying()


def known(item):
    """What this tab opened or saved of an item, latest last: pairs of revision and scenario."""
    return st.session_state.get(_KNOWN, {}).get(item, ())


def know(revision, chosen):
    """Remember a revision that this tab opened or saved; the next save goes on top of the newest."""
    known_ = st.session_state.setdefault(_KNOWN, {})
    others = [pair for pair in known_.get(revision.id, ()) if pair[0].version != revision.version]
    known_[revision.id] = (*others, (revision, chosen))


def say(text):
    """Say something in the line of work until the next change."""
    st.session_state[_SAID] = text


def said():
    """What was said since the last change."""
    return st.session_state.get(_SAID, "")


def tell(title="", lines=(), rows=()):
    """Keep a notice on the page until it is closed: a title, lines, and rows of (what, then, now)."""
    st.session_state[_NOTICE] = (title, tuple(lines), tuple(rows))


def told():
    """The notice, or ``None``."""
    return st.session_state.get(_NOTICE)


def close_notice():
    """Take the notice away."""
    st.session_state.pop(_NOTICE, None)


def ask(name, *arguments):
    """Open a dialog when the page is next drawn."""
    st.session_state.pop(_REPLAYING, None)  # what is saved or shared is what the page shows
    st.session_state[_DIALOG] = (name, arguments)


def asked():
    """The dialog to open, once: its name and arguments, or ``None``."""
    return st.session_state.pop(_DIALOG, None)


def know_pages(pages):
    """Keep the pages of the app by their names, for those that lead to another one."""
    st.session_state[_PAGES] = pages


def know_parts(parts):
    """Keep the parts of the pages that have some, each under its page's name."""
    st.session_state[_PARTS] = parts


def parts():
    """Page -> its parts."""
    return st.session_state[_PARTS]


def page(name):
    """A page by its name, to switch to."""
    return st.session_state[_PAGES][name]


def send(name):
    """Have another page drawn next."""
    st.session_state[_SENT] = name


def sent():
    """The name of the page to draw instead, once, or ``None``."""
    return st.session_state.pop(_SENT, None)


def go(name):
    """Say which page is drawn. It is arrived at until one run of it has ended: see :func:`drawn`."""
    unfinished = st.session_state.get(_ARRIVED, False)
    st.session_state[_ARRIVED] = unfinished or st.session_state.get(_HERE) != name
    if _HERE in st.session_state and st.session_state[_ARRIVED] and _SENT not in st.session_state:
        st.session_state.pop(_SAID, None)
    st.session_state[_HERE] = name


def drawn():
    """Say that a run has drawn the whole page, so that every widget was told its value."""
    st.session_state[_ARRIVED] = False


def leave():
    """Have the page drawn as one that is arrived at, with every widget told its value anew."""
    st.session_state.pop(_HERE, None)


def here():
    """The name of the page that is drawn."""
    return st.session_state.get(_HERE, "")


def result(name, depends):
    """What was found before under a name, if it depends on the same things still; else ``None``."""
    before, found = st.session_state.get(f"{_RESULT}_{name}", (None, None))
    return found if before == depends else None


def put_result(name, depends, found):
    """Keep what took long to find, with what it depends on, and hand it on."""
    st.session_state[f"{_RESULT}_{name}"] = (depends, found)
    return found


def keep(key, value):
    """Give a widget its value before it is drawn, unless it has that value already.

    On arriving at a page each widget is a new one to the browser, even if its key has the value of the page
    before; it would stand at its lowest.
    """
    if st.session_state.get(key) != value or st.session_state.get(_ARRIVED):
        st.session_state[key] = value
