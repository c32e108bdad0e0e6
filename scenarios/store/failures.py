"""What a driver or the operating system reports -> a StoreError that says what, where, and how to mend it."""

import errno
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import sqlalchemy as sa

from scenarios.store.place import VARIABLE, Place
from scenarios.store.records import StoreError

FULL = "the disk is full. Make room and try again; everything saved before is still there."
LOCKED = "another program has kept it locked for too long. Close that program, or try again in a minute."
READONLY = (
    "it is read-only for this user. Give yourself write permission on the file and its folder, "
    f"or set {VARIABLE} to another place."
)
CANNOT_OPEN = (
    "the file cannot be opened. Check that its folder exists and that you may write there, "
    f"or set {VARIABLE} to another place."
)
NOT_A_DATABASE = f"the file is not a database. Move it away, or set {VARIABLE} to another place."
DAMAGED = "the file is damaged. Move it away and put a copy from a backup in its place."
INPUT_OUTPUT = (
    "the disk cannot be read or written; it may be full, or broken. Make room and check the disk, "
    f"or set {VARIABLE} to another place."
)
SLOW = "the server did not answer in time. See whether it runs and is not overloaded, then try again."
UNKNOWN = " It may have saved this all the same: look into the library before you save once more."
NO_DRIVER = 'the PostgreSQL driver is not installed. Run: python -m pip install "psycopg[binary]"'
NO_PACKAGE = "the package {} is not installed. Run: python -m pip install -r requirements.txt"

SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: FULL,  # no room for one of the files beside the database
    sqlite3.SQLITE_IOERR: INPUT_OUTPUT,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_PROTOCOL: LOCKED,
    sqlite3.SQLITE_READONLY: READONLY,
    sqlite3.SQLITE_PERM: READONLY,
    sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
    sqlite3.SQLITE_NOTADB: NOT_A_DATABASE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
}
SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: READONLY,
    errno.EPERM: READONLY,
    errno.EROFS: READONLY,
}
POSTGRES = {
    "53100": FULL,
    "55P03": LOCKED,
    "57014": SLOW,
    "25P03": SLOW,
    "25006": READONLY,
    "42501": "this user may not do that there. Ask for the right to create tables, to read and to write.",
}
"""SQLSTATE -> words."""


PATIENCE = 3.5
"""Seconds after which a server that fails did so by not answering."""


@contextmanager
def told(place: Place, doing: Literal["open", "read", "save"]) -> Iterator[None]:
    """Turn whatever fails inside into a StoreError.

    Parameters
    ----------
    place : Place
    doing : {"open", "read", "save"}
    """
    began = time.monotonic()
    try:
        yield
    except StoreError:
        raise
    except ImportError as error:
        known = NO_DRIVER if "psycopg" in (error.name or "psycopg") else NO_PACKAGE.format(error.name)
        raise StoreError(f"Cannot {doing} {place.shown}: {known}") from error
    except (sa.exc.SQLAlchemyError, OSError) as error:
        # Not chained: the driver's text may hold the URL, and with it the password.
        reason = _reason(error, place, slow=time.monotonic() - began >= PATIENCE)
        more = UNKNOWN if (doing, reason) == ("save", SLOW) else ""
        raise StoreError(f"Cannot {doing} {place.shown}: {reason}{more}") from None


def is_beside(error: Exception, place: Place) -> bool:
    """Whether SQLite only failed to make its files beside the database, and none with content is there."""
    beside = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
    if place.file is None or _code(error) & 0xFF not in beside:
        return False
    log = place.file.with_name(place.file.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def _code(error: Exception) -> int:
    """SQLite's number for what went wrong: the detailed one where there are words for it, or the general one."""
    detailed = getattr(getattr(error, "orig", None), "sqlite_errorcode", -1)
    return detailed if detailed in SQLITE else detailed & 0xFF


def _reason(error: sa.exc.SQLAlchemyError | OSError, place: Place, slow: bool) -> str:
    if isinstance(error, OSError):
        known, words = SYSTEM.get(error.errno or 0), error.strerror or str(error)
    else:
        cause = getattr(error, "orig", None) or error
        known = SQLITE.get(_code(error)) or POSTGRES.get(getattr(cause, "sqlstate", None) or "")
        words = str(cause)
    if known:
        return known
    said = place.censor(" ".join(words.split())).rstrip(".")
    if place.file is not None:
        return f"{said}. Check the disk and the folder, or set {VARIABLE} to another place."
    if isinstance(error, sa.exc.OperationalError):
        if slow:
            return SLOW
        return f"the server cannot be reached or broke off ({said}). Check that it runs, and {VARIABLE}."
    return f"{said}. Check {VARIABLE} and the server."
