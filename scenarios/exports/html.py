"""A deck -> one HTML file that shows it anywhere, without a network, with a speaker's notes only if asked for."""

import base64
import hashlib
import json
from functools import lru_cache
from html import escape

from scenarios.exports import player
from scenarios.exports.player import slides
from scenarios.typesetting.faces import FONTS

_FONTS = ((400, "SourceSans3-Regular.ttf.woff2"), (600, "SourceSans3-Semibold.ttf.woff2"))

_PAGE = """
html, body { margin: 0; background: #fff; }
@media screen and (min-width: 600px) { html:has(.pf-on), html:has(.pf-on) body { height: 100%; overflow: hidden; } }
@page { size: 13.333in 7.5in; margin: 0; }
"""

_START = """
const told = JSON.parse(document.getElementById("pf-told").textContent);
start(document.getElementById("pf-player"), { ...told, hash: true });
"""


def write(deck, words, presenter=False):
    """A deck as the bytes of an HTML file.

    Parameters
    ----------
    deck : scenarios.briefing.Deck
    words : scenarios.text.Words
    presenter : bool
        Whether the speaker's notes are in it. A file to hand out has none.

    Returns
    -------
    bytes
    """
    told = {"words": player.words(words), "notes": slides.notes(deck, words) if presenter else []}
    style = _fonts() + player.style() + _PAGE
    script = f'"use strict";\n(() => {{\n{player.script()}{_START}}})();'
    title = words("deck.presenter", title=deck.title) if presenter else deck.title
    sections = "".join(slides.sections(deck, words))
    page = (
        f'<!doctype html>\n<html lang="{escape(words("app.lang"))}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="description" content="{escape(f"{deck.credit.stamp}. {deck.sentence}")}">'
        f"<title>{escape(f'{title} · {deck.credit.stamp}')}</title><style>{style}</style></head><body>"
        f'<div class="pf-player" id="pf-player"><main class="pf-frame">{sections}</main></div>'
        f'<script type="application/json" id="pf-told">{_data(told)}</script><script>{script}</script>'
        "</body></html>\n"
    )
    # A lone half of a surrogate pair can be typed but not be written as UTF-8.
    return page.encode("utf-8", "replace")


def _policy(style, script):
    """Nothing is loaded, and only these two texts count as style and script."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(content):
    """JSON that cannot end the element it stands in."""
    return json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")


@lru_cache(maxsize=1)
def _fonts():
    faces = []
    for weight, name in _FONTS:
        data = base64.b64encode((FONTS / name).read_bytes()).decode()
        faces.append(
            f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; '
            f'src: url(data:font/woff2;base64,{data}) format("woff2"); }}\n'
        )
    return "".join(faces)
