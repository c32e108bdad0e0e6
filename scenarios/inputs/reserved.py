"""Names that no lever and no disputed fact may have, because a link means something else by them."""

_META = ("label", "link", "model", "data", "group", "to", "part", "gave", "from", "p")
"""What a link says of itself and of the page."""

MOST = 6
"""Scenarios in one comparison."""

_COMPARED = tuple(f"{kind}{number}" for number in range(1, MOST + 1) for kind in ("c", "t", "g"))
"""The compared scenarios of a link, their titles and their results."""

RESERVED = frozenset((*_META, *_COMPARED))
