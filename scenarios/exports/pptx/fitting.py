"""A text and a size -> the height that it takes on a slide, and the size at which it fits."""

from scenarios.typesetting.faces import ARIAL

POINT = 12700
"""English Metric Units, the unit of slides, in a point."""

LEADING = 1.2
"""Height of a line over the size of its type."""

_ORPHAN = 0.2


def height(text, size, room, face=ARIAL):
    """Points that a text is high where ``room`` points are free from left to right."""
    return LEADING * size * len(face.lines(text, size, room))


def fitting(text, sizes, room, free, face=ARIAL):
    """The first of ``sizes`` at which a text fits into ``room`` by ``free`` points, else the last.

    A last line of one short word is worth one size less if it goes away then.
    """
    at = next((n for n, size in enumerate(sizes) if height(text, size, room, face) <= free), len(sizes) - 1)
    rows = face.lines(text, sizes[at], room)
    alone = len(rows) > 1 and " " not in rows[-1] and face.width(rows[-1], sizes[at]) < _ORPHAN * room
    if alone and at + 1 < len(sizes):
        at += len(face.lines(text, sizes[at + 1], room)) < len(rows)
    return sizes[at]
