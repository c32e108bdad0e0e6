"""The widths of the letters of a typeface -> widths, lines and cuts of texts that are set in it."""

import unicodedata
from collections.abc import Mapping
from itertools import pairwise

ELLIPSIS = "…"
"""What ends a text that was cut."""

_UNSEEN = ("Mn", "Me", "Cf", "Cc")
_SQUARE, _OTHER = 1.0, 0.72
"""Widths of a letter of Chinese, Japanese or Korean, and of any other that the typeface lacks: rather too many."""

_SQUARES_FROM = 0x2E80


class Face:
    """A typeface. Sizes and widths are in one unit, pixels or points.

    Parameters
    ----------
    ems : dict of str to float
        Widths of letters in sizes of the type. Letters that are not among them are taken from another typeface
        when they are shown, so their widths are reckoned.
    """

    def __init__(self, ems: Mapping[str, float]) -> None:
        self._ems = {letter: 0.0 if _unseen(letter) else width for letter, width in ems.items()}

    def width(self, text: str, size: float) -> float:
        """How wide a text is on one line."""
        return size * sum(map(self._em, text))

    def lines(self, text: str, size: float, room: float, most: int | None = None) -> list[str]:
        """The lines that a text breaks into.

        Parameters
        ----------
        text : str
            Its line breaks count.
        size, room : float
            Of the type, and of a line. A word that is wider than a line is broken.
        most : int, optional
            The last of so many lines is cut where there are more.

        Returns
        -------
        list of str
            At least one.
        """
        found = [line for paragraph in text.split("\n") for line in self._broken(paragraph, size, room)]
        if most is None or len(found) <= most:
            return found
        return [*found[: most - 1], self.cut(" ".join(found[most - 1 :]), size, room)]

    def cut(self, text: str, size: float, room: float) -> str:
        """The text if it fits, else what fits of its beginning, with :data:`ELLIPSIS` after it."""
        if self.width(text, size) <= room:
            return text
        kept = self._most(text, size, room - self.width(ELLIPSIS, size))
        return text[:kept].rstrip() + ELLIPSIS

    def _em(self, letter: str) -> float:
        """The width of a letter in sizes of the type; one that is not known yet is reckoned once."""
        if letter not in self._ems:
            self._ems[letter] = self._reckoned(letter)
        return self._ems[letter]

    def _reckoned(self, letter: str) -> float:
        if _unseen(letter):
            return 0.0
        plain = unicodedata.normalize("NFD", letter)[0]
        if plain in self._ems:
            return self._ems[plain]
        return _SQUARE if _square(letter) else _OTHER

    def _broken(self, paragraph: str, size: float, room: float) -> list[str]:
        """Greedy lines: a break after a space or beside a square, else inside the word."""
        done, line, used = [], "", 0.0
        for piece in _pieces(paragraph):
            wide = self.width(piece.rstrip(), size)
            if line and used + wide > room:
                done.append(line.rstrip())
                line, used = "", 0.0
            while wide > room and len(piece) > 1:
                kept = max(1, self._most(piece, size, room))
                done.append(piece[:kept])
                piece = piece[kept:]
                wide = self.width(piece.rstrip(), size)
            line += piece
            used += self.width(piece, size)
        return [*done, line.rstrip()]

    def _most(self, text: str, size: float, room: float) -> int:
        """How many letters of a text fit, with the accents that stand on them."""
        used = 0.0
        for count, letter in enumerate(text):
            used += self.width(letter, size)
            if used > room and self._em(letter):
                return count
        return len(text)


def _pieces(paragraph: str) -> list[str]:
    """What stays together: a word with the spaces after it, or one square letter."""
    if not paragraph:
        return []
    ends = [
        place
        for place, (left, right) in enumerate(pairwise(paragraph), 1)
        if right != " " and (left == " " or _square(left) or _square(right))
    ]
    return [paragraph[start:end] for start, end in pairwise([0, *ends, len(paragraph)])]


def _square(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF" or ord(letter) >= _SQUARES_FROM


def _unseen(letter: str) -> bool:
    """Whether a letter takes no room of its own: an accent on the one before, a joiner, a control character."""
    return unicodedata.category(letter) in _UNSEEN
