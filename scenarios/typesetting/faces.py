"""The typefaces in use: Source Sans 3 on pages, in pictures and on paper, Arial on slides of PowerPoint."""

from pathlib import Path

from scenarios.typesetting.advances import advances
from scenarios.typesetting.face import Face

FONTS = Path(__file__).with_name("fonts")
"""Folder of the typeface that the app shows, so that exports look like it on any machine."""

_ARIAL_BOLD = {
    238: "'",
    278: " ,./\\Iijl·’‘",
    280: "|",
    333: "!-:;[]()`ft",
    389: "r*{}",
    474: '"',
    500: "z“”",
    549: "±≤≥",
    556: "0123456789aceksvxyJ$_#–",
    584: "+<>=~^×−",
    611: "bdghnopquFLTZ?ß",
    667: "EPSVXY",
    722: "ABCDHKNRU&",
    778: "wGOQ",
    833: "M",
    889: "m%",
    944: "W",
    975: "@",
    1000: "—…→",
}

REGULAR = Face(advances(FONTS / "SourceSans3-Regular.ttf"))
SEMIBOLD = Face(advances(FONTS / "SourceSans3-Semibold.ttf"))
ARIAL = Face({letter: width / 1000 for width, letters in _ARIAL_BOLD.items() for letter in letters})
"""Without its file, which is not free: the widths of the bold cut, so that a text takes this much at most."""
