"""What the store takes, what it gives back, and what it says when it cannot."""

from dataclasses import dataclass
from datetime import datetime

from scenarios.refusals import quoted


@dataclass(frozen=True)
class Record:
    """What somebody saves.

    Attributes
    ----------
    title, note, author : str
    body : str
        JSON text; the store never looks inside.
    tags : tuple of str
    """

    title: str
    body: str
    note: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()


def split_reference(text: str) -> tuple[str, int]:
    """``id@version`` -> (id, version); raises :class:`StoreError` if it is none."""
    name, _, version = text.partition("@")
    # int() refuses thousands of digits in words of its own; no version has more than ten.
    if not (version.isdecimal() and len(version) <= 10):
        raise StoreError(f"{quoted(text)} is not id@version; the version is a whole number")
    return name, int(version)


@dataclass(frozen=True)
class Revision:
    """What is kept; ``record``, ``saved_at`` and ``action`` never change once written.

    Attributes
    ----------
    id : str
        Of the item: ten lower-case letters and digits, the first a letter.
    kind : str
        What the body is, such as "scenario" or "comparison".
    version : int
        1, 2, ... without a gap.
    record : Record
    saved_at : datetime
        Aware, UTC.
    action : str
        Why it was saved, in the caller's words: "saved", "renamed", "restored", ...
    newest : int
        The newest version of the item when this was read.
    deleted_at : datetime or None
        When the item was deleted; aware, UTC.
    """

    id: str
    kind: str
    version: int
    record: Record
    saved_at: datetime
    action: str
    newest: int
    deleted_at: datetime | None

    @property
    def reference(self) -> str:
        """``id@version``, which means the same for as long as the store exists."""
        return f"{self.id}@{self.version}"


class StoreError(Exception):
    """The store cannot read or write; the message names what, where, and how to mend it."""


class Missing(StoreError):
    """There is no such item, or no such version of it."""


class Stale(StoreError):
    """Somebody saved in between; nothing was written.

    Attributes
    ----------
    newest : Revision
        What is there now.
    """

    def __init__(self, message: str, newest: Revision) -> None:
        super().__init__(message, newest)
        self.newest = newest

    def __str__(self) -> str:
        return str(self.args[0])
