"""A briefing -> a tagged PDF hand-out on A4: every figure with its text, its numbers and its source."""

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import typst

from scenarios import palette
from scenarios.exports import paper, picture
from scenarios.exports.failure import ExportError
from scenarios.typesetting.faces import FONTS

TEMPLATE = Path(__file__).with_name("handout.typ")

_NARROW, _WIDE = 0.72, 0.89
"""Points that a pixel of a figure takes beside its table, and across the page."""

_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def write(deck, words):
    """The hand-out of a briefing; the same briefing gives the same bytes on one machine.

    Parameters
    ----------
    deck : scenarios.briefing.Deck
    words : callable
        Words by key; those of the hand-out are in the section ``handout``.

    Returns
    -------
    bytes
        A PDF file after PDF/UA-1.

    Raises
    ------
    ExportError
        If the file would not be accessible, for instance a figure without a text.
    """
    _check(deck)
    content = _content(deck, words)
    codes: dict[int, str] = {}
    while True:
        shown = _coded(content["shown"], codes)
        shown["remarks"] = [words("handout.coded")] if codes else []
        try:
            return _compile({**content, "shown": shown}, deck.credit.noon)
        except typst.TypstError as error:
            missing = {ord(letter): f"[U+{ord(letter):04X}]" for letter in _missing(error)}
            if missing.keys() <= codes.keys():
                raise ExportError(f"the PDF would not be accessible: {error.message}") from error
            codes |= missing


def _check(deck):
    """Refuse here, by its step, what typst would refuse by a line of the template."""
    if not deck.title.strip():
        raise ExportError("the briefing has no title; a PDF needs one")
    for slide in deck.slides:
        if not slide.message.strip():
            raise ExportError(f"step {slide.number} has no message; a PDF needs one as its heading")
        if slide.plate.figure and not slide.plate.figure.alt.strip():
            raise ExportError(f"step {slide.number}: the chart {slide.plate.chart!r} has no text for readers")


@lru_cache(maxsize=1)
def _fonts():
    """Our own typeface first; those of the machine for scripts that it lacks."""
    return typst.Fonts(include_system_fonts=True, font_paths=[str(FONTS)])


def _compile(content, noon):
    text = json.dumps(content, ensure_ascii=False)
    return typst.compile(
        TEMPLATE,
        font_paths=_fonts(),
        # Half of a surrogate pair has no place in any encoding.
        sys_inputs={"data": text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")},
        pdf_standards=["ua-1"],
        timestamp=noon,
    )


def _missing(error):
    """The letters that no typeface of the machine has: a PDF/UA file must not hold them as text."""
    for found in _MISSING.findall(error.message + error.diagnostic):
        cluster = [letter for letter in _ESCAPE.sub(_letter, found) if not " " <= letter <= "~"]
        # The letter under a strange accent is not strange itself; if it is, the next attempt names it alone.
        yield from [letter for letter in cluster if unicodedata.combining(letter)] or cluster


def _letter(match):
    code, sign = match.groups()
    return chr(int(code, 16)) if code else _CONTROL.get(sign, sign)


def _coded(value, codes):
    """What is printed with codes in place of letters; what is only spoken or stored stays as it is."""
    if isinstance(value, str):
        return value.translate(codes)
    if isinstance(value, dict):
        return {key: part if key == "alt" else _coded(part, codes) for key, part in value.items()}
    return [_coded(part, codes) for part in value] if isinstance(value, list) else value


def _content(deck, words):
    """All that the template sets in type, as plain lists and dictionaries."""
    saved = words("handout.version", version=deck.version) if deck.version else ""
    return {
        "meta": {
            "title": deck.title,
            "author": deck.author or deck.credit.product,
            "lang": words("app.lang"),
        },
        "colours": palette.NAMED,
        "size": {"margin": paper.MARGIN, "gap": paper.GAP, "figure": paper.FIGURE},
        "shown": {
            "stamp": deck.credit.stamp,
            "title": deck.title,
            "byline": " · ".join(part for part in (deck.author, deck.credit.day, saved) if part),
            "note": deck.note,
            "sentence": deck.sentence,
            "line": deck.credit.line,
            "page": words("handout.page"),
            "slides": [_slide(slide, words) for slide in deck.slides],
            "about_heading": words("handout.about"),
            "about": [{"heading": heading, "lines": list(lines)} for heading, lines in deck.about],
        },
    }


def _slide(slide, words):
    plate = slide.plate
    table, layout = paper.twin(plate, words)
    return {
        "number": slide.number,
        "message": slide.message,
        "note": slide.note,
        "layout": layout,
        "caption": plate.caption[0],
        "line": plate.credit.line,
        "figure": _figure(plate.figure, layout) if plate.figure else None,
        "table": table,
    }


def _figure(figure, layout):
    """The drawing without its caption, which the page sets; no type in it is smaller than on the page."""
    room, point = (paper.ACROSS, _WIDE) if layout == paper.BELOW else (paper.FIGURE, _NARROW)
    drawing = picture.svg(figure, int(room / point), caption=False)
    legible = re.sub(
        r'font-size="([\d.]+)px"',
        lambda size: f'font-size="{max(float(size[1]), paper.TYPE / point):g}px"',
        drawing,
    )
    return {"svg": legible, "alt": figure.alt}
