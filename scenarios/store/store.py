"""Saved things by id and version: each call is one transaction, and each refusal says why."""

import importlib
import re
import threading
from typing import TYPE_CHECKING

from scenarios.refusals import quoted
from scenarios.store.place import location, parse
from scenarios.store.records import Missing, Record, Revision, Stale, StoreError

if TYPE_CHECKING:
    from scenarios.store.transactions import Transactions

LARGEST_VERSION = 2**31 - 1


class Store:
    """The items of one database; one object serves all threads of a process.

    Nothing is opened before the first call, and nothing made before the first :meth:`create`.

    Parameters
    ----------
    url : str, optional
        Of the database; :func:`location` by default.

    Raises
    ------
    StoreError
        Here for a URL that names no usable database; from every method when reading or writing fails. The store
        can be used again after any of them.
    """

    def __init__(self, url: str | None = None) -> None:
        self.place = parse(url or location())
        self._loading = threading.Lock()
        self._loaded: Transactions | None = None

    def items(self, kind: str | None = None, deleted: bool = False) -> list[Revision]:
        """The newest revision of each item, latest saved first.

        Parameters
        ----------
        kind : str, optional
            Only items of this kind.
        deleted : bool
            Only deleted items, instead of only those that are not.

        Returns
        -------
        list of Revision
        """
        return self._load().items(kind, deleted) if self.place.is_there() else []

    def get(self, id: str, version: int | None = None) -> Revision:
        """One revision, the newest by default, of an item that may be deleted.

        Raises
        ------
        Missing
        """
        found = None
        if self._may_have(id) and (version is None or 1 <= version <= LARGEST_VERSION):
            found = self._load().get(id, version)
        if found:
            return found
        if version is None:
            raise self._missing(id)
        raise Missing(f"{id} has no version {version}; it has 1 to {self.get(id).newest}.")

    def history(self, id: str) -> list[Revision]:
        """Every revision of an item, newest first; of a deleted one too.

        Raises
        ------
        Missing
        """
        found = self._load().history(id) if self._may_have(id) else []
        if not found:
            raise self._missing(id)
        return found

    def create(self, kind: str, record: Record, save_id: str) -> Revision:
        """Save something new, as version 1.

        Parameters
        ----------
        kind : str
        record : Record
        save_id : str
            The same for every try of one save, and for no other save; up to 200 characters.

        Returns
        -------
        Revision
            What was written now, or by an earlier try.
        """
        _check(record, kind, save_id)
        return self._load().create(kind, record, save_id)

    def save(self, id: str, expected: int, record: Record, save_id: str, action: str = "saved") -> Revision:
        """Save the next version of an item.

        Parameters
        ----------
        id : str
        expected : int
            The version that the caller last saw, on which the record is based.
        record : Record
        save_id : str
            As in :meth:`create`.
        action : str

        Returns
        -------
        Revision
            What was written now, or by an earlier try.

        Raises
        ------
        Missing
            No such item, or no such version yet.
        Stale
            Somebody saved in between; nothing was written.
        StoreError
            Also when the item is deleted.
        """
        _check(record, action, save_id)
        written = None
        if self._may_have(id) and 1 <= expected < LARGEST_VERSION:
            written = self._load().save(id, expected, record, save_id, action)
        if written is None:
            raise self._refusal(id, expected)
        if written.id != id:
            raise StoreError(f"This save was already written, to {written.reference}. Start a new save.")
        return written

    def delete(self, id: str) -> Revision:
        """Delete an item, in a way that can be taken back; the newest revision, raises :class:`Missing`."""
        return self._mark(id, True)

    def undelete(self, id: str) -> Revision:
        """Take a deletion back; the newest revision, raises :class:`Missing`."""
        return self._mark(id, False)

    def _mark(self, id: str, deleted: bool) -> Revision:
        found = self._load().mark(id, deleted) if self._may_have(id) else None
        if found is None:
            raise self._missing(id)
        return found

    def _refusal(self, id: str, expected: int) -> StoreError:
        newest = self.get(id)
        if newest.deleted_at:
            return StoreError(f"{newest.record.title!r} ({id}) is deleted. Undelete it, then save.")
        if newest.version < expected:
            return Missing(f"{id} has no version {expected} yet; it has 1 to {newest.version}.")
        return Stale(
            f"{newest.record.title!r} was saved in between: you last saw {id}@{expected}, now there is "
            f"{newest.reference}. Nothing was written.",
            newest,
        )

    def _missing(self, id: object) -> Missing:
        return Missing(f"There is no {quoted(str(id))} in {self.place.shown}.")

    def _may_have(self, id: object) -> bool:
        """Whether something of this name may have been saved here."""
        return (
            isinstance(id, str)
            and re.fullmatch(r"[a-z][a-z0-9]{0,39}", id) is not None
            and self.place.is_there()
        )

    def _load(self) -> "Transactions":
        """The parts that need SQLAlchemy, which takes longer to load than most pages take to show."""
        with self._loading:
            if self._loaded is None:
                module = importlib.import_module("scenarios.store.transactions")
                self._loaded = module.Transactions(self.place)
            return self._loaded


def _check(record: Record, *words: str) -> None:
    """Refuse text that one of the databases could not give back exactly."""
    if not words[-1] or len(words[-1]) > 200:
        raise StoreError("A save needs a save_id of 1 to 200 characters.")
    texts = {"title": record.title, "body": record.body, "note": record.note, "author": record.author}
    texts |= {"tags": "".join(record.tags), "kind, action or save_id": "".join(words)}
    for name, text in texts.items():
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise StoreError(
                f"The {name} holds a character that cannot be saved (NUL or half a pair). Remove it."
            )
