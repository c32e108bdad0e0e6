"""A database URL -> where the store is, what may be said of it aloud, and whether it is there yet."""

import importlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from scenarios.store.records import StoreError

VARIABLE = "PULL_FACTORS_DB"
SQLITE = "sqlite:///"
HOW = (
    f"Set {VARIABLE} to sqlite:////folder/scenarios.db (Windows: sqlite:///C:/folder/scenarios.db) "
    "or to postgresql://user:password@host/database, or leave it out."
)


@dataclass(frozen=True)
class Place:
    """Where a store is.

    Attributes
    ----------
    shown : str
        Path or URL without user, password and options, for messages.
    file : Path or None
        The SQLite file, absolute; None for PostgreSQL.
    url : str
        The URL of PostgreSQL, password included; empty for SQLite.
    secrets : tuple of str
        What no message may contain.
    """

    shown: str
    file: Path | None = None
    url: str = field(default="", repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def is_there(self) -> bool:
        """Whether something may have been saved here; only a look at the file, never a connection."""
        try:
            return self.file is None or self.file.exists()
        except OSError:  # a folder that may not be looked into: opening the file will say why
            return True

    def prepare(self) -> None:
        """Make the folder and an empty file, where there is none, for this user alone; who shares them says so."""
        if self.file is not None and not self.file.exists():
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file.touch(mode=0o600)

    def censor(self, words: str) -> str:
        """The words of somebody else, such as a driver, without any secret."""
        for secret in self.secrets:
            words = words.replace(secret, "***")
        return words


def location() -> str:
    """The database URL: the environment variable ``PULL_FACTORS_DB``, or a file in the user's data folder."""
    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen:
        return chosen
    folder = importlib.import_module("platformdirs").user_data_path("pull-factors", appauthor=False)
    return f"{SQLITE}{folder / 'scenarios.db'}"


def parse(url: str) -> Place:
    """The place that a database URL names.

    Parameters
    ----------
    url : str
        ``sqlite:///`` and a path (all of the rest), or ``postgresql://...``.

    Returns
    -------
    Place

    Raises
    ------
    StoreError
        For any other URL. The message repeats nothing that could be part of a password.
    """
    scheme = url.partition("://")[0] if "://" in url else ""
    if scheme == "sqlite":
        return _file(url)
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return _server(url.partition("://")[2])
    known = re.fullmatch(r"[a-z0-9+]{1,30}", scheme)
    what = f"{scheme}:// is not a database that can keep scenarios" if known else "This is not a database URL"
    raise StoreError(f"{what}. {HOW}")


def _file(url: str) -> Place:
    name = url.removeprefix(SQLITE)
    if name == url or name in {"", ":memory:"} or "\0" in name:
        raise StoreError(f"The database URL must name a file. {HOW}")
    if "?" in name:
        raise StoreError(f"The database URL of a file takes no options after '?'. {HOW}")
    file = Path(os.path.abspath(os.path.expanduser(name)))
    return Place(str(file), file=file)


def _server(rest: str) -> Place:
    if rest.count("@") > 1:
        raise StoreError(
            f"The database URL has more than one '@'; inside a password it is written %40. {HOW}"
        )
    account, _, address = rest.rpartition("@")
    address, _, options = address.partition("?")
    if not address or any(letter.isspace() for letter in rest):
        raise StoreError(f"The database URL must name a host or a database, without spaces. {HOW}")
    port = re.search(r":([^\]]*)$", address.partition("/")[0])
    if port and not (port[1].isdigit() and int(port[1]) < 65536):
        raise StoreError(f"The port in the database URL must be a number up to 65535. {HOW}")
    secrets = [account.partition(":")[2]]
    secrets += [value for name, value in parse_qsl(options) if "pass" in name]
    # An '@' in the options would make the part behind it look like the address.
    shown = "postgresql://" + ("..." if "?" in account else address)
    every = {form for secret in secrets for form in (secret, unquote(secret)) if form}
    return Place(
        shown, url=f"postgresql+psycopg://{rest}", secrets=tuple(sorted(every, key=len, reverse=True))
    )
