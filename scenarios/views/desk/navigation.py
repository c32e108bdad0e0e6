"""Which page a tab is on, which page it goes to, and what a widget has to be told on arriving there."""

from scenarios.views.desk import memory, notices
from scenarios.views.desk.memory import Slot

_PAGES, _PARTS, _HERE = Slot("pages"), Slot("parts"), Slot("here", "")
_ARRIVED, _SENT = Slot("arrived", False), Slot("sent")


def know_pages(pages):
    """Keep the pages of the app by their names, for those that lead to another one."""
    _PAGES.put(pages)


def know_parts(parts):
    """Keep the parts of the pages that have some, each under its page's name."""
    _PARTS.put(parts)


def parts():
    """Page -> its parts."""
    return _PARTS.get()


def page(name):
    """A page by its name, to switch to."""
    return _PAGES.get()[name]


def send(name):
    """Have another page drawn next."""
    _SENT.put(name)


def sent():
    """The name of the page to draw instead, once, or ``None``."""
    return _SENT.take()


def go(name):
    """Say which page is drawn. It is arrived at until one run of it has ended: see :func:`drawn`."""
    arrived = _ARRIVED.put(_ARRIVED.get() or _HERE.get() != name)
    if _HERE.filled() and arrived and not _SENT.filled():
        notices.hush()
    _HERE.put(name)


def drawn():
    """Say that a run has drawn the whole page, so that every widget was told its value."""
    _ARRIVED.put(False)


def leave():
    """Have the page drawn as one that is arrived at, with every widget told its value anew."""
    _HERE.empty()


def here():
    """The name of the page that is drawn."""
    return _HERE.get()


def keep(key, value):
    """Give a widget its value before it is drawn, unless it has that value already.

    On arriving at a page each widget is a new one to the browser, even if its key has the value of the page
    before; it would stand at its lowest.
    """
    if memory.entered(key) != value or _ARRIVED.get():
        memory.enter(key, value)
