"""Interface words of one language, from ``data/text/<lang>.toml``; what is missing falls back to English."""

import tomllib
from functools import lru_cache
from pathlib import Path

from scenarios.inputs import Inputs
from scenarios.refusals import PATH, DataError, Problem, cut

FALLBACK = "en"


class Words:
    """Words by dotted key, such as ``words("levers.more", count=4)``."""

    def __init__(self, entries: dict[str, str]) -> None:
        self._entries = entries

    def __call__(self, key: str, **fill: object) -> str:
        """The words of a key with its blanks filled.

        Raises
        ------
        KeyError
            If neither the language nor English has the key.
        """
        text = self._entries[key]
        return text.format(**fill) if fill else text

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in self._entries


def of(inputs: Inputs) -> Words:
    """Words of the language that ``about.toml`` names; raises like :func:`words`."""
    return words(inputs.folder, inputs.about.language)


@lru_cache(maxsize=8)
def words(folder: Path, lang: str = FALLBACK) -> Words:
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

    Raises
    ------
    DataError
        If a file is missing or cannot be read.
    """
    entries: dict[str, str] = {}
    for name in dict.fromkeys((FALLBACK, lang)):
        path = Path(folder) / "text" / f"{name}.toml"
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            entries |= {
                f"{section}.{key}": text for section, part in table.items() for key, text in part.items()
            }
        except (OSError, RecursionError, ValueError, AttributeError) as error:
            reason = cut(str(error), PATH)
            remedy = "restore it from the project"
            if name != FALLBACK:
                remedy = "mend it, or name another language in about.toml"
            raise DataError([Problem(f"text/{path.name}", None, None, reason, remedy)]) from None
    return Words(entries)
