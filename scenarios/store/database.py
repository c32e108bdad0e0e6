"""A place -> transactions on it: SQLite and PostgreSQL differ here, and nowhere above."""

import os
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import Literal, TypeVar, get_args
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection

from scenarios.store import failures, schema
from scenarios.store.place import Place
from scenarios.store.records import StoreError

# Whatever hangs is told within ten seconds: a lock of SQLite is waited for twice at most; a connection to PostgreSQL
# that is left over is given its time, and then the try to make a new one.
LOCK_TIMEOUT = 4
"""Seconds to wait for somebody else's lock."""

CONNECT_TIMEOUT = 4
"""Seconds to wait for a PostgreSQL server to take a connection."""

ANSWER_TIMEOUT = 5
"""Seconds that a transaction of PostgreSQL may take; the server is given half a second less."""

UPGRADE_TIMEOUT = 60
"""Seconds for the transaction that brings the tables up to date."""

Purpose = Literal["read", "write", "upgrade", "frozen"]
Result = TypeVar("Result")
Nothing = TypeVar("Nothing")


class _Saved(Enum):
    NOTHING = auto()


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

    def __init__(self, place: Place) -> None:
        self.place = place
        purposes: tuple[Purpose, ...] = get_args(Purpose)
        with failures.told(place, "open"):
            if place.file is None:
                self._engines = dict.fromkeys(purposes, _postgres(place.url, ANSWER_TIMEOUT))
                self._engines["upgrade"] = _postgres(place.url, UPGRADE_TIMEOUT)
            else:
                self._engines = {purpose: _sqlite(place.file, purpose) for purpose in purposes}

    def read(self, work: Callable[[sa.Connection], Result], nothing: Nothing) -> Result | Nothing:
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

    def write(self, work: Callable[[sa.Connection], Result], nothing: Nothing) -> Result | Nothing:
        """``work(connection)`` in one transaction, or ``nothing`` where nothing has been saved yet."""
        if not self.place.is_there():
            return nothing
        with failures.told(self.place, "save"):
            return self._write(work, nothing)

    def create(self, work: Callable[[sa.Connection], Result]) -> Result:
        """``work(connection)`` in one transaction; makes file and tables first, where there are none."""
        with failures.told(self.place, "save"):
            self.place.prepare()
            result = self._write(work, _Saved.NOTHING)
            if result is _Saved.NOTHING:
                self._upgrade()
                result = self._write(work, _Saved.NOTHING)
            if result is _Saved.NOTHING:
                raise StoreError(
                    f"Cannot save {self.place.shown}: its tables went away again. Try once more."
                )
            return result

    def _write(self, work: Callable[[sa.Connection], Result], nothing: Nothing) -> Result | Nothing:
        try:
            return self._run("write", work, nothing)
        except sa.exc.IntegrityError:
            # Another try of the same save was first, or the random id is taken: the second time settles both.
            return self._run("write", work, nothing)

    def _run(
        self, purpose: Purpose, work: Callable[[sa.Connection], Result], nothing: Nothing
    ) -> Result | Nothing:
        with self._begin(purpose) as connection:
            version = schema.found(connection, self.place)
            if version is None:
                return nothing
            if version == schema.KNOWN[-1]:
                return work(connection)
        self._upgrade()
        return self._run(purpose, work, nothing)

    def _upgrade(self) -> None:
        schema.upgrade(lambda: self._begin("upgrade"), self.place)

    @contextmanager
    def _begin(self, purpose: Purpose) -> Iterator[sa.Connection]:
        with self._engines[purpose].connect() as connection, connection.begin():
            yield connection


def _postgres(url: str, seconds: float) -> sa.Engine:
    """An engine that gives every transaction so many seconds from the moment that it has a connection."""
    engine = sa.create_engine(
        url,
        isolation_level="READ COMMITTED",  # the version check relies on seeing what others committed
        max_overflow=-1,  # nobody waits for the connection of somebody who waits for the server
        hide_parameters=True,
        # Prepared statements break behind a pooler that hands every transaction another connection.
        connect_args={"connect_timeout": CONNECT_TIMEOUT, "prepare_threshold": None},
    )
    limits = f"SELECT set_config('lock_timeout', '{LOCK_TIMEOUT}s', true), " + ", ".join(
        f"set_config('{name}', '{seconds - 0.5}s', true)"
        for name in ("statement_timeout", "idle_in_transaction_session_timeout")
    )

    @sa.event.listens_for(engine, "connect", insert=True)
    def _(connection: DBAPIConnection, record: sa.pool.ConnectionPoolEntry) -> None:
        record.info["limit"] = _Limit(connection, seconds)

    @sa.event.listens_for(engine, "checkout")
    def _(connection: DBAPIConnection, record: sa.pool.ConnectionPoolEntry, _: object) -> None:
        if "limit" in record.info:  # it is a new one
            return
        limit = record.info["limit"] = _Limit(connection, seconds)
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:  # left over from before the server went away
            limit.lift()
            raise sa.exc.DisconnectionError from error

    @sa.event.listens_for(engine, "checkin")
    def _(connection: DBAPIConnection, record: sa.pool.ConnectionPoolEntry) -> None:
        if "limit" in record.info:  # not where a new connection could not be made
            record.info.pop("limit").lift()

    @sa.event.listens_for(engine, "begin")
    def _(connection: sa.Connection) -> None:
        connection.exec_driver_sql(limits)

    return engine


class _Limit:
    """Breaks a connection off after some seconds: a server that hangs keeps no time limit of its own."""

    def __init__(self, connection: DBAPIConnection, seconds: float) -> None:
        self._connection, self._lock, self._lifted = connection, threading.Lock(), False
        self._timer = threading.Timer(seconds, self._break_off)
        self._timer.daemon = True
        self._timer.start()

    def lift(self) -> None:
        """Let the connection be: its transaction is over."""
        with self._lock:
            self._lifted = True
        self._timer.cancel()

    def _break_off(self) -> None:
        with self._lock, suppress(Exception):
            if not self._lifted:
                # A copy of the socket: whoever waits on the connection sees it end.
                with socket.fromfd(self._connection.fileno(), socket.AF_INET, socket.SOCK_STREAM) as copy:
                    copy.shutdown(socket.SHUT_RDWR)


def _sqlite(file: Path, purpose: Purpose) -> sa.Engine:
    """An engine that opens the file anew for every transaction.

    So no handle outlives a file that somebody moves or deletes, and while nobody reads or writes, everything
    is in the one file that people copy.
    """
    engine = sa.create_engine(
        "sqlite://", creator=lambda: _open(file, purpose), poolclass=sa.NullPool, hide_parameters=True
    )

    @sa.event.listens_for(engine, "begin")
    def _(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN" if purpose in {"read", "frozen"} else "BEGIN IMMEDIATE")

    return engine


def _open(file: Path, purpose: Purpose) -> sqlite3.Connection:
    name = quote(os.fsencode(file.as_posix()), safe="/:")
    root = "" if name.startswith("/") else "/"  # C:/folder
    options = "mode=ro&immutable=1" if purpose == "frozen" else "mode=rw"
    connection = sqlite3.connect(
        f"file://{root}{name}?{options}",
        uri=True,
        timeout=LOCK_TIMEOUT,
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


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; two that switch at once do not wait for each other, so try again."""
    deadline = time.monotonic() + LOCK_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
