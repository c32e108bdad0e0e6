"""The frame of every page of a deck, its title page, and the pages that say what its results rest on."""

import math
from html import escape

from scenarios.typesetting.faces import REGULAR

_COLUMN, _TYPE, _ROOM = 560, 18, 21
_NOTE_STEPS = (("large", 24, 4), ("medium", 18, 9))


def page(deck, words, number, count, body, kind="", source="", shape="", name=""):
    """One page with what stands on every page: deck, stamp, source, number.

    Parameters
    ----------
    deck : scenarios.briefing.Deck
    words : scenarios.text.Words
    number, count : int
        Which page of how many.
    body : str
        Markup.
    kind : str
        Class of the page.
    source : str
        Its source line; that of the deck if there is none.
    shape : str
        Further attributes, as markup.
    name : str
        What stands beside the stamp; the title of the deck if there is nothing else.

    Returns
    -------
    str
    """
    label = escape(words("player.place", number=number, count=count))
    return (
        f'<section class="{f"pf-slide {kind}".strip()}" tabindex="-1" aria-label="{label}"{shape}>'
        f'<div class="pf-top"><p class="pf-deck" dir="auto">{escape(name or deck.title)}</p>'
        f'<p class="pf-stamp">{escape(deck.credit.stamp)}</p></div>{body}'
        f'<div class="pf-foot"><p class="pf-source" dir="auto">{escape(source or deck.credit.line)}</p>'
        f'<p class="pf-number">{number} / {count}</p></div>'
        f'<svg class="pf-progress" viewBox="0 0 {count} 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{number}" height="1"/></svg></section>'
    )


def title(deck, words):
    """The inside of the title page."""
    by = " · ".join(part for part in (deck.author, deck.credit.day) if part)
    version = f" · {words('player.version', version=deck.version)}" if deck.version else ""
    size = next(
        (step for step, px, most in _NOTE_STEPS if len(REGULAR.lines(deck.note, px, 1000)) <= most), "small"
    )
    note = f'<p class="pf-lead" data-step="{size}" dir="auto">{escape(deck.note)}</p>' if deck.note else ""
    return (
        f'<div class="pf-opening"><h1 class="pf-title" dir="auto">{escape(deck.title)}</h1>{note}'
        f'<p class="pf-by" dir="auto">{escape(by)}{escape(version)}</p></div>'
        f'<p class="pf-sentence">{escape(deck.sentence)}</p>'
    )


def about(deck, words):
    """The insides of the last pages, as many as the lines take."""
    pairs = _even(deck.about)
    heading = escape(words("player.about"))
    return [
        f'<h1 class="pf-message">{heading}</h1><div class="pf-columns">'
        f"{''.join(f'<div>{column}</div>' for column in pairs[first : first + 2])}</div>"
        f'<p class="pf-sentence">{escape(deck.sentence)}</p>'
        for first in range(0, len(pairs), 2)
    ]


def _even(blocks):
    """Columns as short as they can be without a page more."""
    sides = 2 * math.ceil(len(_columns(blocks, _ROOM)) / 2)
    return next(found for room in range(1, _ROOM + 1) if len(found := _columns(blocks, room)) <= sides)


def _columns(blocks, room):
    """Markup of columns, filled one after the other; a heading is said again where its lines go on."""
    columns, left = [[]], room
    for heading, entries in blocks:
        open_here = False
        for entry in entries:
            need = len(REGULAR.lines(entry, _TYPE, _COLUMN)) + 0.35
            if need + (0 if open_here else 2.2) > left and columns[-1]:
                columns.append([])
                open_here, left = False, room
            if not open_here:
                columns[-1].append((heading, []))
                open_here, left = True, left - 2.2
            columns[-1][-1][1].append(entry)
            left -= need
    return [_column(column) for column in columns]


def _column(blocks):
    return "".join(
        f'<h2 dir="auto">{escape(heading)}</h2><ul>{"".join(map(_item, entries))}</ul>'
        for heading, entries in blocks
    )


def _item(entry):
    return f'<li dir="auto">{escape(entry)}</li>'
