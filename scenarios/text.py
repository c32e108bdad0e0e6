"""Interface words of one language, from ``data/text/<lang>.toml``; what is missing falls back to English."""

import tomllib
from functools import lru_cache
from pathlib import Path

FALLBACK = "en"


class Words:
    """Words by dotted key, such as ``words("levers.more", count=4)``."""

    def __init__(self, entries):
        self._entries = entries

    def __call__(self, key, **fill):
        """The words of a key with its blanks filled.

        Raises
        ------
        KeyError
            If neither the language nor English has the key.
        """
        text = self._entries[key]
        return text.format(**fill) if fill else text

    def has(self, key):
        """Whether there are words for a key."""
        return key in self._entries


@lru_cache(maxsize=8)
def words(folder, lang=FALLBACK):
    """Words of a language, with English where it has none.

    Parameters
    ----------
    folder : pathlib.Path
        The data folder.
    lang : str
        A file name in its ``text`` folder, without the ending.

    Returns
    -------
    Words
    """
    entries: dict[str, str] = {}
    for name in dict.fromkeys((FALLBACK, lang)):
        table = tomllib.loads((Path(folder) / "text" / f"{name}.toml").read_text(encoding="utf-8"))
        for section, content in table.items():
            entries.update({f"{section}.{key}": text for key, text in content.items()})
    return Words(entries)
