"""A text and a size -> the room that it takes on a page in Arial, without the font.

The widths are those of the bold cut, so that a text takes this much at most; scripts that Arial does not
have are taken as one square a letter.
"""

import unicodedata
from itertools import pairwise

POINT = 12700
"""English Metric Units, the unit of slides, in a point."""

LEADING = 1.2
"""Height of a line over the size of its type."""

_WIDTHS = {
    278: " ,./\\I|ijl'",
    333: "!-:;[]()`ft{}",
    389: "r*",
    474: '"',
    556: "0123456789abcdefghkJnopqsuvxyz$_?z+<>=#",
    611: "FLTZ",
    667: "EPSVXY",
    722: "ABCDHKNRU&",
    778: "GOQw",
    889: "Mm%",
    975: "W@",
}
_WIDTH = {letter: width / 1000 for width, letters in _WIDTHS.items() for letter in letters}
_OTHER, _SQUARE = 0.62, 1.0
_ORPHAN = 0.2


def width(text, size):
    """Points that a text is wide on one line at a size in points."""
    return size * sum(map(_letter, text))


def lines(text, size, room):
    """The lines that a text breaks into where ``room`` points are free.

    Parameters
    ----------
    text : str
    size, room : float
        Points.

    Returns
    -------
    list of str
        At least one; a word that is wider than a line is broken.
    """
    return [line for paragraph in text.split("\n") for line in _broken(paragraph, size, room)]


def height(text, size, room):
    """Points that a text is high where ``room`` points are free from left to right."""
    return LEADING * size * len(lines(text, size, room))


def fitting(text, sizes, room, free):
    """The first of ``sizes`` at which a text fits into ``room`` by ``free`` points, else the last.

    A last line of one short word is worth one size less if it goes away then.
    """
    place = next((n for n, size in enumerate(sizes) if height(text, size, room) <= free), len(sizes) - 1)
    rows = lines(text, sizes[place], room)
    if len(rows) > 1 and place + 1 < len(sizes) and width(rows[-1], sizes[place]) < _ORPHAN * room:
        place += len(lines(text, sizes[place + 1], room)) < len(rows)
    return sizes[place]


def _letter(letter):
    if letter in _WIDTH:
        return _WIDTH[letter]
    if unicodedata.combining(letter):
        return 0.0
    return _SQUARE if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0x2E7F else _OTHER


def _broken(paragraph, size, room):
    """Greedy lines: a break after a space or between two squares, else inside the word."""
    done, line, used = [], "", 0.0
    for piece in _pieces(paragraph):
        wide = width(piece.rstrip(), size)
        if line and used + wide > room:
            done.append(line.rstrip())
            line, used = "", 0.0
        while wide > room and len(piece) > 1:
            kept = _most(piece, size, room)
            done.append(piece[:kept])
            piece = piece[kept:]
            wide = width(piece.rstrip(), size)
        line += piece
        used += width(piece, size)
    return [*done, line.rstrip()]


def _pieces(paragraph):
    """What stays together: a word with the space after it, or one square letter."""
    if not paragraph:
        return []
    ends = [
        place
        for place, (left, right) in enumerate(pairwise(paragraph), 1)
        if (left == " " and right != " ") or _letter(left) == _SQUARE or _letter(right) == _SQUARE
    ]
    return [paragraph[start:end] for start, end in pairwise([0, *ends, len(paragraph)])]


def _most(piece, size, room):
    """How many letters of a word fit on a line, at least one."""
    kept, used = 0, 0.0
    for letter in piece:
        used += width(letter, size)
        if used > room and kept:
            break
        kept += 1
    return kept
