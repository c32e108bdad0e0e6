"""The slide player: slides of a briefing -> markup, with one style and one script for the HTML deck and the stage."""

import json
from functools import lru_cache
from pathlib import Path

from scenarios import numerals, palette

_FOLDER = Path(__file__).parent
_SCRIPTS = ("elements.js", "frame.js", "numerals.js", "lever.js", "notes.js", "keys.js", "player.js")
_WORDS = (
    "previous", "next", "all_slides", "full_screen", "notes", "keys", "close", "leave", "controls", "place",
    "no_slide", "blank", "blocked", "no_full_screen", "room", "refused", "asked", "following", "clock", "clock_reset",
    "end",
    "key_next", "key_previous", "key_ends", "key_jump", "key_overview", "key_blank", "key_full", "key_notes",
    "key_help", "key_escape",
)  # fmt: skip


@lru_cache(maxsize=1)
def script():
    """The JavaScript, whose function ``start(root, options)`` runs the slides inside an element."""
    parts = [(_FOLDER / name).read_text(encoding="utf-8") for name in _SCRIPTS]
    return "\n".join([f"const NUMERALS = {json.dumps(numerals.rules())};", *parts])


@lru_cache(maxsize=1)
def style():
    """The CSS; it brings no typeface, so that the page around decides where that comes from."""
    return palette.inlined((_FOLDER / "player.css").read_text(encoding="utf-8"))


def words(interface):
    """What the script says, by name, from the interface words."""
    return {name: interface(f"player.{name}") for name in _WORDS}
