"""A place -> transactions on it: SQLite and PostgreSQL differ here, and nowhere above."""

import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from urllib.parse import quote

import sqlalchemy as sa

from scenarios.store import failures, schema

TIMEOUT = 20
"""Seconds to wait for somebody else's lock."""

CONNECT_TIMEOUT = 10
"""Seconds to wait for a PostgreSQL server that does not answer."""

_ABSENT = object()


class Database:
    """One database; safe to share between threads, and usable again after any failure.

    Parameters
    ----------
    place : Place

    Raises
    ------
    StoreError
        When the driver of the database is not installed.
    """

    def __init__(self, place):
        self.place = place
        purposes = ["read", "write", "upgrade", "frozen"]
        with failures.told(place, "open"):
            if place.file is None:
                self._engines = dict.fromkeys(purposes, _postgres(place.url))
            else:
                self._engines = {purpose: _sqlite(place.file, purpose) for purpose in purposes}

    def read(self, work, nothing):
        """``work(connection)`` in one transaction, or ``nothing`` where nothing has been saved yet."""
        if not self.place.is_there():
            return nothing
        with failures.told(self.place, "read"):
            try:
                return self._run("read", work, nothing)
            except sa.exc.OperationalError as error:
                # SQLite makes two files beside its own while it is open. Where it cannot, because the folder is
                # read-only or the disk full, what is saved can be read all the same.
                if failures.is_beside(error, self.place):
                    with suppress(sa.exc.SQLAlchemyError):
                        return self._run("frozen", work, nothing)
                raise

    def write(self, work, nothing):
        """``work(connection)`` in one transaction, or ``nothing`` where nothing has been saved yet."""
        if not self.place.is_there():
            return nothing
        with failures.told(self.place, "save"):
            return self._write(work, nothing)

    def create(self, work):
        """``work(connection)`` in one transaction; makes file and tables first, where there are none."""
        with failures.told(self.place, "save"):
            self.place.prepare()
            result = self._write(work, _ABSENT)
            if result is _ABSENT:
                self._upgrade()
                result = self._write(work, _ABSENT)
            return result

    def _write(self, work, nothing):
        try:
            return self._run("write", work, nothing)
        except sa.exc.IntegrityError:
            # Another try of the same save was first, or the random id is taken: the second time settles both.
            return self._run("write", work, nothing)

    def _run(self, purpose, work, nothing):
        with self._begin(purpose) as connection:
            version = schema.found(connection, self.place)
            if version is None:
                return nothing
            if version == schema.KNOWN[-1]:
                return work(connection)
        self._upgrade()
        return self._run(purpose, work, nothing)

    def _upgrade(self):
        schema.upgrade(lambda: self._begin("upgrade"), self.place)

    @contextmanager
    def _begin(self, purpose):
        with self._engines[purpose].connect() as connection, connection.begin():
            yield connection


def _postgres(url):
    engine = sa.create_engine(
        url,
        isolation_level="READ COMMITTED",  # the version check relies on seeing what others committed
        pool_pre_ping=True,
        hide_parameters=True,
        # Prepared statements break behind a pooler that hands every transaction another connection.
        connect_args={"connect_timeout": CONNECT_TIMEOUT, "prepare_threshold": None},
    )

    @sa.event.listens_for(engine, "begin")
    def _(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{TIMEOUT}s'")

    return engine


def _sqlite(file, purpose):
    """An engine that opens the file anew for every transaction.

    So no handle outlives a file that somebody moves or deletes, and while nobody reads or writes, everything
    is in the one file that people copy.
    """
    engine = sa.create_engine(
        "sqlite://", creator=lambda: _open(file, purpose), poolclass=sa.NullPool, hide_parameters=True
    )

    @sa.event.listens_for(engine, "begin")
    def _(connection):
        connection.exec_driver_sql("BEGIN" if purpose in {"read", "frozen"} else "BEGIN IMMEDIATE")

    return engine


def _open(file, purpose):
    name = quote(os.fsencode(file.as_posix()), safe="/:")
    root = "" if name.startswith("/") else "/"  # C:/folder
    options = "mode=ro&immutable=1" if purpose == "frozen" else "mode=rw"
    connection = sqlite3.connect(
        f"file://{root}{name}?{options}",
        uri=True,
        timeout=TIMEOUT,
        isolation_level=None,  # transactions begin where the engine says so
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA synchronous=FULL")
        # Altering a table copies and drops it; with the check on, that would take the versions along.
        connection.execute(f"PRAGMA foreign_keys={'OFF' if purpose == 'upgrade' else 'ON'}")
        if purpose == "write":
            _use_wal(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _use_wal(connection):
    """Switch to write-ahead logging; two that switch at once do not wait for each other, so try again."""
    deadline = time.monotonic() + TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
