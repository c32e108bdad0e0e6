"""What the pages of a tab are about: a group, a destination, the parts that are open, what is not drawn."""

from scenarios.engine.group import TOTAL
from scenarios.views.desk import memory
from scenarios.views.desk.memory import Slot

GROUP, HIDDEN = "segment", "hidden"
"""Keys of the widgets of Explore that hold the group and the destinations that are not drawn."""

_WEIGHTED, _PLACE = Slot("weighted", False), Slot("place")


def chosen():
    """Id of the group that somebody chose, all of them (:data:`scenarios.briefing.storyboard.ALL`), or ``None``."""
    return memory.entered(GROUP)


def segment(inputs):
    """Id of the group on the page; the opening one where that is all of them, or nobody chose any."""
    known = [row.id for row in inputs.segments]
    return chosen() if chosen() in known else inputs.about.opening.segment


def show_group(name):
    """Let the pages be about a group, or about all of them side by side."""
    memory.enter(GROUP, name)


def weighted():
    """Whether the pages on one destination are about all groups as one, weighted by their pools."""
    return _WEIGHTED.get()


def show_weighted(whether):
    """Let the pages on one destination be about all groups as one, or about one group."""
    _WEIGHTED.put(whether)


def of_one_destination(inputs):
    """Id of the group, or :data:`TOTAL`, that a page on one destination is about."""
    return TOTAL if weighted() else segment(inputs)


def place(inputs):
    """Id of the destination that the pages are about."""
    return _PLACE.get() or inputs.about.opening.destination


def show_place(name):
    """Let the pages be about a destination."""
    _PLACE.put(name)


def hidden(inputs):
    """Ids of the destinations that are not drawn; never all of them."""
    names = memory.entered(HIDDEN, [])
    return names if len(names) < len(inputs.destinations) else []


def part_key(page):
    """Key of the widget that holds the open part of a page."""
    return f"{page}_part"


def part(page):
    """The open part of a page, or ``None``."""
    return memory.entered(part_key(page))


def show_part(page, name):
    """Open a part of a page."""
    memory.enter(part_key(page), name)
