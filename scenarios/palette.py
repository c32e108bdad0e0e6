"""The colours of pages, charts and files, by what they are for."""

import re

TEXT = "#111418"
MUTED = "#57606A"
FAINT = "#8C959F"
"""What cannot be pressed."""
RULE = "#E3E6EA"
EDGE = "#D5D9DE"
"""Around a box."""
HOVER = "#EEF3F8"
LINK = "#0B5CAD"
STAMP, STAMP_GROUND = "#8A4B00", "#FFF4E0"
BASELINE = MUTED
SCENARIO = "#D55E00"
ACCENT = "#B84F00"
"""The colour of the scenario where it is type or a thin line."""
DOWN, UP = "#B34700", "#0072B2"
DEEP, SOFT = "#30475E", "#8FA9C4"
"""A strong and a weak tint of one hue, for more and less of a thing."""

NAMED = {
    "text": TEXT, "muted": MUTED, "faint": FAINT, "rule": RULE, "edge": EDGE, "hover": HOVER, "link": LINK,
    "stamp": STAMP, "stamp-ground": STAMP_GROUND, "scenario": SCENARIO, "accent": ACCENT, "down": DOWN, "up": UP,
    "deep": DEEP, "soft": SOFT,
}  # fmt: skip
"""As style sheets name them: ``text`` is ``var(--pf-text)``."""


def inlined(style: str) -> str:
    """A style sheet with the colours in place of their names, so that it can go into any page.

    Parameters
    ----------
    style : str
        CSS with names such as ``var(--pf-text)``.

    Raises
    ------
    KeyError
        For a name that is not in :data:`NAMED`.
    """
    return re.sub(r"var\(--pf-([a-z-]+)\)", lambda name: NAMED[name[1]], style)
