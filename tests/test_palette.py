"""One home for the colours: nobody else writes them down, and the files that cannot read it agree with it."""

import re
import tomllib
from pathlib import Path

import pytest

from scenarios import palette
from scenarios.charts import compare

ROOT = Path(__file__).parents[1]
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
READERS = [
    path
    for path in sorted((ROOT / "scenarios").rglob("*"))
    if path.suffix in (".py", ".css", ".js", ".typ") and path != ROOT / "scenarios/palette.py"
]


def found(text):
    """The colours of a text, in capitals."""
    return {colour.upper() for colour in COLOUR.findall(text)}


def test_nobody_else_writes_a_named_colour_down():
    twice = {
        str(path): found(path.read_text(encoding="utf-8")) & {*palette.NAMED.values()} for path in READERS
    }
    assert len(READERS) > 100
    assert not {path: colours for path, colours in twice.items() if colours}


def test_a_style_sheet_gets_the_colours_in_place_of_their_names():
    style = "p { color: var(--pf-stamp-ground); width: var(--u); } i { color: var(--pf-link); }"
    assert palette.inlined(style) == "p { color: #FFF4E0; width: var(--u); } i { color: #0B5CAD; }"


def test_a_name_that_is_not_in_the_palette_is_refused():
    with pytest.raises(KeyError, match="puce"):
        palette.inlined("p { color: var(--pf-puce); }")


def test_the_theme_of_the_app_is_that_of_the_palette():
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    named = {"primaryColor": "LINK", "textColor": "TEXT", "linkColor": "LINK", "borderColor": "EDGE"}
    assert {name: theme[name] for name in named} == {
        name: getattr(palette, colour) for name, colour in named.items()
    }


def test_the_theme_of_slides_takes_its_colours_from_palette_and_series():
    template = ROOT / "scenarios/exports/pptx/template"
    used = {
        f"#{colour}"
        for path in template.rglob("*.xml")
        for colour in re.findall(r'srgbClr val="([0-9A-F]{6})"', path.read_text(encoding="utf-8"))
    }
    assert palette.TEXT in used
    assert used <= {*palette.NAMED.values(), *compare.COLOURS, "#FFFFFF"}
