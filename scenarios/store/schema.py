"""A database of any age -> one with the tables of this code, exactly once however many processes start.

A new migration is a file in ``migrations/versions`` and its number at the end of ``KNOWN``.
"""

import importlib
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from scenarios.store import tables
from scenarios.store.place import VARIABLE, Place
from scenarios.store.records import StoreError

if TYPE_CHECKING:
    from alembic.config import Config
KNOWN = ("0001",)
"""Every schema version that this code can read or bring up to date, oldest first."""

VERSION_TABLE = "pull_factors_version"
FOLDER = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 0x70756C6C  # "pull": the number is arbitrary, but must never change

_version = sa.table(VERSION_TABLE, sa.column("version_num"))
_one_at_a_time = threading.Lock()  # alembic keeps its context in module globals


def found(connection: sa.Connection, place: Place) -> str | None:
    """The schema version of a database, or None where nothing has been saved yet.

    Raises
    ------
    StoreError
        When a newer Pull Factors wrote it.
    """
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    version = connection.scalar(sa.select(_version.c.version_num))
    if version is not None and version not in KNOWN:
        raise StoreError(
            f"{place.shown} was written by a newer Pull Factors (its schema is {version}, this one knows up to "
            f"{KNOWN[-1]}). Update Pull Factors; nothing was changed."
        )
    return version


def upgrade(begin: Callable[[], AbstractContextManager[sa.Connection]], place: Place) -> None:
    """Bring a database up to date, unless somebody else just has.

    Parameters
    ----------
    begin : callable returning a context manager
        Opens the transaction that does it all; on SQLite it holds the write lock from the start.
    place : Place
    """
    with _one_at_a_time, begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADVISORY_LOCK)))
        before = found(connection, place)
        if before == KNOWN[-1]:
            return
        if before is None:
            _refuse_foreign(connection, place)
        importlib.import_module("alembic.command").upgrade(settings(connection), KNOWN[-1])
        if (
            connection.dialect.name == "sqlite"
            and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
        ):
            raise StoreError(
                f"Updating {place.shown} would leave versions without their item; nothing was changed."
            )


def _refuse_foreign(connection: sa.Connection, place: Place) -> None:
    """Refuse a database in which another program keeps a table of the same name."""
    theirs = [name for name in tables.metadata.tables if sa.inspect(connection).has_table(name)]
    if theirs:
        raise StoreError(
            f"{place.shown} belongs to another program: it has a table {theirs[0]!r} that Pull Factors did not "
            f"make. Nothing was changed; set {VARIABLE} to a file or a database of its own."
        )


def settings(connection: sa.Connection) -> "Config":
    """What alembic needs to know, on any working directory."""
    config: Config = importlib.import_module("alembic.config").Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))  # '%' is special to its parser
    config.attributes.update(
        connection=connection, version_table=VERSION_TABLE, target_metadata=tables.metadata
    )
    return config
