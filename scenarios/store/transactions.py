"""What the store does, each as one transaction of its database."""

from scenarios.store import statements
from scenarios.store.database import Database
from scenarios.store.place import Place
from scenarios.store.records import Record, Revision


class Transactions:
    """The statements of a store, each in a transaction of its own; arguments and results are those of the statement.

    Parameters
    ----------
    place : Place

    Raises
    ------
    StoreError
        As of :class:`~scenarios.store.database.Database`.
    """

    def __init__(self, place: Place) -> None:
        self.database = Database(place)

    def items(self, kind: str | None, deleted: bool) -> list[Revision]:
        """The newest revision of each item, or of each deleted one; none where nothing has been saved yet."""
        return self.database.read(lambda connection: statements.items(connection, kind, deleted), [])

    def history(self, id: str) -> list[Revision]:
        """Every revision of an item, newest first; none of one that there is not."""
        return self.database.read(lambda connection: statements.history(connection, id), [])

    def get(self, id: str, version: int | None) -> Revision | None:
        """One revision of an item, the newest without a version."""
        return self.database.read(lambda connection: statements.get(connection, id, version), None)

    def create(self, kind: str, record: Record, save_id: str) -> Revision:
        """A new item and its version 1, unless an earlier try wrote it; makes the database where there is none."""
        return self.database.create(lambda connection: statements.create(connection, kind, record, save_id))

    def save(self, id: str, expected: int, record: Record, save_id: str, action: str) -> Revision | None:
        """The next version of an item, or the one that an earlier try wrote."""
        return self.database.write(
            lambda connection: statements.save(connection, id, expected, record, save_id, action), None
        )

    def mark(self, id: str, deleted: bool) -> Revision | None:
        """Delete an item or take that back; its newest revision."""
        return self.database.write(lambda connection: statements.mark(connection, id, deleted), None)
