"""The typefaces in use: Source Sans 3 on pages, in pictures and on paper, Arial on slides of PowerPoint."""

from pathlib import Path

from scenarios.typesetting.advances import advances
from scenarios.typesetting.face import Face

FONTS = Path(__file__).with_name("fonts")
"""Folder of the typeface that the app shows, so that exports look like it on any machine."""

REGULAR = Face(advances(FONTS / "SourceSans3-Regular.ttf"))
SEMIBOLD = Face(advances(FONTS / "SourceSans3-Semibold.ttf"))

_ARIAL = {
    191: "'",
    222: "ijl’‘",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r·“”",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    549: "±≤≥",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~×−",
    611: "FTZß",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…→",
    1015: "@",
}
_ARIAL_BOLD = {
    238: "'",
    278: " ,./I\\ijl’‘",
    280: "|",
    333: "!()-:;[]`ft·",
    389: "*r{}",
    474: '"',
    500: "z“”",
    549: "±≤≥",
    556: "#$0123456789J_aceksvxy–",
    584: "+<=>^~×−",
    611: "?FLTZbdghnopquß",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
    1000: "—…→",
}


def _printed(thousandths: dict[int, str]) -> Face:
    """A typeface from its published widths, since its file is not free."""
    return Face({letter: width / 1000 for width, letters in thousandths.items() for letter in letters})


ARIAL, ARIAL_BOLD = _printed(_ARIAL), _printed(_ARIAL_BOLD)
