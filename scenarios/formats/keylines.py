"""The text of a TOML file -> the line of each key, for what is told of a file that is not right.

The reader of the standard library gives values without their places, and no library that is kept well gives both
and stays fast whatever a file holds. So keys are looked for in the text; one that is not found has no line.
"""

import re
from collections import Counter
from collections.abc import Mapping

Keys = tuple[str | int, ...]
"""Keys that lead to a place in a file; the items of a list are counted from one."""
QUOTED = re.compile(
    r'''"""(?:[^\\"]|\\[\s\S]|"{1,2}(?!"))*+(?:"""|\Z)|'''
    r"""'''(?:[^']|'{1,2}(?!'))*+(?:'''|\Z)|"""
    r""""(?:[^\\"\n]|\\.)*+"?|'[^'\n]*+'?|\#[^\n]*+"""
)
"""Strings and comments of TOML, which hold no keys; one that does not end takes what is left."""

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"({_PART}(?:[ \t]*\.[ \t]*{_PART})*)"
_TABLE = re.compile(rf"[ \t]*(\[\[?)[ \t]*{_DOTTED}[ \t]*\]")
_PAIR = re.compile(rf"[ \t]*{_DOTTED}[ \t]*=")


def of(where: Keys, lines: Mapping[Keys, int]) -> int:
    """The line of the innermost key that leads to a place, 0 if none is found; ``lines`` is of :func:`lines`."""
    return next((lines[where[:end]] for end in range(len(where), 0, -1) if where[:end] in lines), 0)


def key(line: str) -> str:
    """The key of a line that is one with its value, or nothing."""
    found = _PAIR.match(line)
    return found[1] if found else ""


def alone(line: str) -> bool:
    """Whether a line is a key with its value, so that the others mean the same without it."""
    bare = plain(line)
    return bool(_PAIR.match(bare)) and _depth(bare) == 0 and '"""' not in line and "'''" not in line


def lines(text: str) -> dict[Keys, int]:
    """Keys that lead to a value or a table (items of lists counted from one) -> its line."""
    found: dict[Keys, int] = {}
    counts: Counter[Keys] = Counter()
    table: Keys = ()
    depth = 0
    for number, line in enumerate(plain(text).split("\n"), 1):
        head = _TABLE.match(line) if depth == 0 else None
        pair = _PAIR.match(line) if depth == 0 and not head else None
        if head:
            table = _numbered(_keys(head[2]), head[1] == "[[", counts)
            found.setdefault(table, number)
            continue
        if pair:
            found.setdefault(table + _keys(pair[1]), number)
        depth += _depth(line)
    return found


def plain(text: str) -> str:
    """The text with nothing in its strings and comments that could be taken for a bracket or a key."""

    def blank(found: re.Match[str]) -> str:
        string = found[0]
        if string[:1] == "#" or string[:3] in ('"""', "'''"):
            return "\n" * string.count("\n")
        return re.sub(r"[\[\]{}=.\\]", "_", string)

    return QUOTED.sub(blank, text.replace("\r\n", "\n"))


def _depth(line: str) -> int:
    """How many more lists and tables a line begins than it ends."""
    return sum(map(line.count, "[{")) - sum(map(line.count, "]}"))


def _keys(text: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in text.split("."))


def _numbered(keys: tuple[str, ...], item: bool, counts: Counter[Keys]) -> Keys:
    """The keys of a table, with the number of the item after each list of tables."""
    path: Keys = ()
    for place, key in enumerate(keys, 1):
        path += (key,)
        if item and place == len(keys):
            counts[path] += 1
        if path in counts:
            path += (counts[path],)
    return path
