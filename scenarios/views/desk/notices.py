"""What a tab has to say: a few words in the line of work, and a notice that stays."""

from scenarios.views.desk.memory import Slot

_SAID, _NOTICE = Slot("said", ""), Slot("notice")


def say(text):
    """Say something in the line of work until the next change."""
    _SAID.put(text)


def said():
    """What was said since the last change."""
    return _SAID.get()


def hush():
    """Say nothing any more."""
    _SAID.empty()


def tell(title="", lines=(), rows=()):
    """Keep a notice on the page until it is closed: a title, lines, and rows of (what, then, now)."""
    _NOTICE.put((title, tuple(lines), tuple(rows)))


def told():
    """The notice, or ``None``."""
    return _NOTICE.get()


def close():
    """Take the notice away."""
    _NOTICE.empty()
