"""One source -> a line that cites it."""


def cited(words, row):
    """Author, year, title and publisher of a source as far as they are known, each once."""
    known = (row.author, row.year, row.title, row.publisher)
    parts = [part for part in known if part not in ("", "-", words("evidence.not_in_sources"))]
    return ", ".join(dict.fromkeys(parts))
