"""The files that a whole briefing can be written to; a new format is one module and one line here."""

from functools import partial

from scenarios.exports import html, pdf, pptx
from scenarios.exports.failure import guarded

WRITERS = {
    "pptx": guarded("pptx", pptx.write),
    "pdf": guarded("pdf", pdf.write),
    "html": guarded("html", html.write),
    "presenter": guarded("presenter", partial(html.write, presenter=True)),
}
"""Kind -> the function from a :class:`~scenarios.briefing.deck.Deck` and words to the bytes of the file."""

ENDING = {name: name for name in WRITERS} | {"presenter": "presenter.html"}
"""Kind -> what the name of its file ends in."""

MIME = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "html": "text/html",
    "presenter": "text/html",
}
