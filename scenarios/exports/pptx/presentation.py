"""A briefing -> the bytes of a PowerPoint file: cover, one slide a step, and what it rests on."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scenarios.exports.pptx import about, cover, steps, template
from scenarios.exports.pptx.printable import printable
from scenarios.refusals import cut

_LONGEST_PROPERTY = 255
"""Letters that the format allows; the whole text stands on the slides."""

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write(deck, words):
    """A briefing as a PowerPoint file.

    Parameters
    ----------
    deck : scenarios.briefing.Deck
    words : scenarios.text.Words

    Returns
    -------
    bytes
        The same for the same briefing, whenever it is written.
    """
    deck = printable(deck)
    presentation = template.blank(deck.credit.stamp)
    cover.add(presentation, deck, words)
    for slide in deck.slides:
        steps.add(presentation, slide, words)
    about.add(presentation, deck, words)
    _describe(presentation.core_properties, deck)
    stream = io.BytesIO()
    presentation.save(stream)
    return _timeless(stream)


def _describe(properties, deck):
    """What a search over files finds: title, author, stamp and run ids."""
    ids = dict.fromkeys(run for credit in _credits(deck) for run in credit.run_ids)
    properties.title = cut(deck.title, _LONGEST_PROPERTY)
    properties.author = cut(deck.author or deck.credit.product, _LONGEST_PROPERTY)
    properties.subject = cut(deck.credit.stamp, _LONGEST_PROPERTY)
    properties.keywords = cut(" ".join(ids), _LONGEST_PROPERTY)
    properties.comments = cut(deck.sentence, _LONGEST_PROPERTY)
    properties.last_modified_by = cut(deck.credit.product, _LONGEST_PROPERTY)
    properties.created = properties.modified = deck.credit.noon.replace(tzinfo=None)
    properties.revision = max(deck.version, 1)


def _credits(deck):
    return [deck.credit, *(slide.plate.credit for slide in deck.slides)]


def _timeless(stream):
    """The same archive without the time of day that it was packed."""
    packed = io.BytesIO()
    with ZipFile(stream) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _ZIP_DATE), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()
