"""The files that a whole briefing can be written to; a new format is one module and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from scenarios.exports import html, pdf, pptx
from scenarios.exports.failure import guarded

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class Format:
    """A kind of file that a briefing can be written to."""

    write: Callable
    """From a :class:`~scenarios.briefing.deck.Deck` and words to the bytes of the file."""
    mime: str
    ending: str
    """What the name of its file ends in."""


FORMATS = {
    "pptx": Format(pptx.write, _PPTX, "pptx"),
    "pdf": Format(pdf.write, "application/pdf", "pdf"),
    "html": Format(html.write, "text/html", "html"),
    "presenter": Format(partial(html.write, presenter=True), "text/html", "presenter.html"),
}
"""Kind -> :class:`Format`."""

WRITERS = {kind: guarded(kind, row.write) for kind, row in FORMATS.items()}
"""Kind -> the writer of its format, which tells whatever goes wrong as an ``ExportError``."""
