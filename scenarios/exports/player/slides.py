"""A deck -> the markup of its pages: title, one section a slide, about; everything that people wrote is escaped."""

import json
import re
from dataclasses import dataclass
from html import escape

from scenarios.exports.player import drawing, layout, pages

_HYPHENED = re.compile(r"(?<=\w)-(?=\d)")


@dataclass(frozen=True)
class Slider:
    """A lever that is moved on stage."""

    id: str
    label: str
    values: tuple[float, ...]
    """Where it stops, from low to high; one of them is ``value``."""
    value: float
    texts: tuple[str, ...]
    """How each of them reads."""


def sections(deck, words, levers=None, narrow=True):
    """Every page of a deck as markup.

    Parameters
    ----------
    deck : scenarios.briefing.Deck
    words : scenarios.text.Words
    levers : dict of int to Slider, optional
        By the number of the slide that it stands on.
    narrow : bool
        Whether figures are drawn a second time for phones.

    Returns
    -------
    tuple of str
        The title page, the slides, then what is known about the results on one page or more.
    """
    about = pages.about(deck, words)
    count = 1 + len(deck.slides) + len(about)
    levers = levers or {}
    found = [pages.page(deck, words, 1, count, pages.title(deck, words), "pf-title-page")]
    found += [section(deck, words, slide, count, levers.get(slide.number), narrow) for slide in deck.slides]
    found += [
        pages.page(deck, words, number, count, body, "pf-about-page")
        for number, body in enumerate(about, count - len(about) + 1)
    ]
    return tuple(found)


def section(deck, words, slide, count, lever=None, narrow=True):
    """One slide of a deck as markup; see :func:`sections`."""
    content = parts(slide, words, lever is not None, narrow)
    body = (
        '<div class="pf-body"><div class="pf-head">'
        f'<h1 class="pf-message" dir="auto">{escape(content["message"])}</h1>'
        '<div class="pf-under">'
        f'<p class="pf-note" dir="auto">{escape(content["note"])}</p>{_answer(slide, content["answer"])}</div></div>'
        f'<div class="pf-show"><div class="pf-figure">{content["figure"]}</div>'
        f'<p class="pf-measure" dir="auto">{escape(content["measure"])}</p></div></div>'
        f"{_values(slide, words)}{_question(slide, words)}{live_lever(lever) if lever else ''}"
    )
    shape = f' data-step="{content["step"]}" data-layout="{content["layout"]}"'
    shape += f' data-lever="{escape(lever.id)}"' if lever else ""
    return pages.page(
        deck, words, slide.number + 1, count, body, "", slide.plate.credit.line, shape, _name(slide)
    )


def parts(slide, words, live=True, narrow=False):
    """What changes on a slide when a lever moves, for ``replaceSlide`` of the script.

    Parameters
    ----------
    slide : scenarios.briefing.Slide
    words : scenarios.text.Words
    live : bool
        Whether a lever stands below; nothing then moves with the length of a message.
    narrow : bool
        Whether the figure is drawn a second time for phones.

    Returns
    -------
    dict
        That of :func:`wording` with ``figure``, which is markup and takes most of the time.
    """
    return wording(slide, words, live) | {"figure": _figure(slide, words, layout.divide(slide, live), narrow)}


def wording(slide, words, live=True):
    """The plain texts among :func:`parts`, and how the slide is divided."""
    plan = layout.divide(slide, live)
    return {
        "message": slide.message,
        "note": slide.note,
        "answer": words("player.result", answer=slide.answer) if slide.question else "",
        "name": _name(slide),
        "source": slide.plate.credit.line,
        "measure": _measure(slide.plate) if plan.width else "",
        "step": plan.step,
        "layout": plan.side,
    }


def notes(deck, words):
    """What the speaker alone sees, one text a page of :func:`sections`."""
    after = len(pages.about(deck, words))
    return ["", *(slide.notes for slide in deck.slides), *[""] * after]


def live_lever(lever):
    """A slider over its values, with its label, its value as text and its ends."""
    texts = escape(json.dumps(lever.texts, ensure_ascii=False))
    index = lever.values.index(lever.value)
    now = escape(lever.texts[index])
    return (
        '<div class="pf-lever"><label class="pf-lever-name"><span dir="auto">'
        f'{escape(lever.label)}</span><input type="range" min="0" max="{len(lever.values) - 1}" '
        f'value="{index}" aria-valuetext="{now}" data-values="{json.dumps(lever.values)}" data-texts="{texts}">'
        f'</label><output class="pf-lever-value">{now}</output>'
        f'<span class="pf-lever-ends" aria-hidden="true"><span>{escape(lever.texts[0])}</span>'
        f"<span>{escape(lever.texts[-1])}</span></span></div>"
    )


def _whole(text):
    """The text with names such as H-1B kept on one line, by a joiner that nobody sees."""
    return _HYPHENED.sub("-\u2060", text)


def _figure(slide, words, plan, narrow):
    plate = slide.plate
    if not plan.width:
        return drawing.table(plate.table, words, layout.rows_that_fit(plate.table, plan.height))
    name = f"s{slide.number}"
    wide = drawing.inline(plate.figure, plan.width, f"{name}w", "pf-drawn pf-drawn-wide")
    if not narrow:
        return wide
    return wide + drawing.inline(plate.figure, layout.PHONE, f"{name}n", "pf-drawn pf-drawn-narrow")


def _name(slide):
    """Which scenarios a slide shows, and of which group."""
    plate = slide.plate
    return " · ".join(part for part in (" | ".join(plate.credit.titles), plate.about) if part)


def _measure(plate):
    """The line of the caption that says what is drawn, without the stamp, which the slide shows itself."""
    return plate.caption[0].removeprefix(plate.credit.stamp).removeprefix(" · ")


def _answer(slide, answer):
    if not slide.question:
        return ""
    return f'<p class="pf-answer"><span class="pf-room"></span><span class="pf-result">{escape(answer)}</span></p>'


def _values(slide, words):
    """The numbers behind a figure, for those who do not see it and for phones."""
    if slide.plate.figure is None:
        return ""
    name = escape(words("player.values"))
    return f'<details class="pf-values"><summary>{name}</summary>{drawing.table(slide.plate.table, words)}</details>'


def _question(slide, words):
    if not slide.question:
        return ""
    return (
        f'<form class="pf-question" novalidate><h1 class="pf-asked" dir="auto">{escape(_whole(slide.question))}</h1>'
        f"<label>{escape(words('player.guess'))}"
        '<input class="pf-guess" type="text" autocomplete="off"></label>'
        f'<button type="submit">{escape(words("player.reveal"))}</button>'
        '<p class="pf-refused" role="alert"></p></form>'
    )
