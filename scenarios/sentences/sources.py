"""One source -> a line that cites it."""

from scenarios.inputs.rows import Source
from scenarios.text import Words


def cited(words: Words, row: Source) -> str:
    """Author, year, title and publisher of a source as far as they are known, each once."""
    known = (row.author, row.year, row.title, row.publisher)
    parts = [part for part in known if part not in ("", "-", words("evidence.not_in_sources"))]
    return ", ".join(dict.fromkeys(parts))
