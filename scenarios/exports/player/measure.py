"""A text, a size of type and a width -> how many lines it takes, near enough to plan a slide without a browser."""

import unicodedata

_NARROW = frozenset("iIjlrtf.,:;'|!()[]{}/·` -–")
_WIDE = frozenset("mwMW@%—…&OQGDHNU")
_EMS = {"none": 0.0, "narrow": 0.3, "usual": 0.52, "capital": 0.62, "wide": 0.8, "full": 1.0, "other": 0.72}
_LATIN_TO_CYRILLIC = 0x0530


def lines(text, size, width):
    """Lines that a text takes, rather one too many than one too few.

    Parameters
    ----------
    text : str
        Its line breaks count.
    size : float
        Of the type, in pixels.
    width : float
        Of the column, in pixels; a word that is longer is broken.

    Returns
    -------
    int
        At least 1.
    """
    return sum(_wrapped(part, width / size) for part in text.split("\n"))


def ems(text):
    """How wide a text is on one line, in units of its size of type."""
    return sum(_EMS[_kind(letter)] for letter in text)


def _wrapped(text, width):
    """Lines of one paragraph in a column of so many ems."""
    count, filled = 1, 0.0
    for word in text.split():
        wide = ems(word)
        if filled and filled + _EMS["narrow"] + wide > width:
            count, filled = count + 1, 0.0
        filled += wide + (_EMS["narrow"] if filled else 0.0)
        while filled > width:
            count, filled = count + 1, filled - width
    return count


def _kind(letter):
    if unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return "none"
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return "full"
    if letter in _NARROW:
        return "narrow"
    if letter in _WIDE:
        return "wide"
    if ord(letter) >= _LATIN_TO_CYRILLIC:
        return "other"
    return "capital" if letter.isupper() else "usual"
