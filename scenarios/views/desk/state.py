"""The scenario that a browser tab works on, with its steps back and forth, and what was found out about it.

Sliders are drawn from it and report to it in callbacks, which run before a page is drawn. So nothing is
lost when a slider is not on the page, and every page sees the same scenario.
"""

from dataclasses import dataclass, replace
from types import MappingProxyType

from scenarios.engine import scenario
from scenarios.formats import files
from scenarios.views.desk import notices
from scenarios.views.desk.history import History, Step
from scenarios.views.desk.memory import Slot

_HISTORY, _REPLAYING, _REFUSED = Slot("history"), Slot("replaying", False), Slot("refused_entry")
_KNOWN, _DIALOG = Slot("known", MappingProxyType({})), Slot("dialog")
_MOVED, _CONTINUES = Slot("moved"), Slot("continues", False)


def begun():
    """Whether this tab has a scenario yet."""
    return _HISTORY.filled()


def history(inputs):
    """The steps of this tab."""
    if not begun():
        _HISTORY.put(History((Step(files.presets(inputs)[inputs.about.opening.preset].scenario),)))
    return _HISTORY.get()


def begin(inputs):
    """Let the steps of this tab begin where it is: nothing before it can be undone."""
    _HISTORY.put(History((history(inputs).now,)))


def describe(inputs, told):
    """Give the current scenario what it came with from a file, unless it belongs to something saved."""
    here = history(inputs)
    if not here.now.item:
        steps = (*here.steps[: here.at], replace(here.now, told=told), *here.steps[here.at + 1 :])
        _HISTORY.put(replace(here, steps=steps))


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
    continues = len(moved) == 1 and moved == _MOVED.get()
    _go(here.add(step))
    _MOVED.put(moved)
    _CONTINUES.put(continues)


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
    for slot in (_REFUSED, _REPLAYING, _MOVED, _CONTINUES):
        slot.empty()
    notices.hush()
    _HISTORY.put(steps)


def continues():
    """Whether the last change moved the same single lever as the one before it."""
    return _CONTINUES.get()


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
    _REFUSED.put(entry)


def refused(field):
    """The last entry of a field if it was not taken, else ``None``."""
    entry = _REFUSED.get()
    return entry if entry and entry.field == field else None


def forget_refused():
    """Forget the last entry that was not taken."""
    _REFUSED.empty()


def last_change(inputs):
    """The scenarios before and after the last change; at first, the baseline and what the app opened on."""
    here = history(inputs)
    return here.before.scenario if here.before else scenario.Scenario(), here.now.scenario


def replaying():
    """Whether the page shows the state before the last change."""
    return _REPLAYING.get()


def replay():
    """Show the state before the last change, or go on from there."""
    _REPLAYING.put(not replaying())


def ask(name, *arguments):
    """Open a dialog when the page is next drawn."""
    _REPLAYING.empty()  # what is saved or shared is what the page shows
    _DIALOG.put((name, arguments))


def asked():
    """The dialog to open, once: its name and arguments, or ``None``."""
    return _DIALOG.take()


def known(item):
    """What this tab opened or saved of an item, latest last: pairs of revision and scenario."""
    return _KNOWN.get().get(item, ())


def know(revision, chosen):
    """Remember a revision that this tab opened or saved; the next save goes on top of the newest."""
    others = [pair for pair in known(revision.id) if pair[0].version != revision.version]
    _KNOWN.put({**_KNOWN.get(), revision.id: (*others, (revision, chosen))})


def result(name, depends):
    """What was found before under a name, if it depends on the same things still; else ``None``."""
    before, found = _result(name).get()
    return found if before == depends else None


def put_result(name, depends, found):
    """Keep what took long to find, with what it depends on, and hand it on."""
    _result(name).put((depends, found))
    return found


def _result(name):
    return Slot(f"result.{name}", (None, None))
