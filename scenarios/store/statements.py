"""What the store does, as SQL on one open transaction: rows in, revisions out."""

import json
import secrets
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from scenarios.store.records import Record, Revision
from scenarios.store.tables import item, revision

FIRST = "bcdfghjkmnpqrstvwxz"
OTHERS = FIRST + "23456789"  # no vowels, so no words; nothing that looks like something else
LENGTH = 10

_select = sa.select(revision, item.c.kind, item.c.version.label("newest"), item.c.deleted_at).join_from(
    item, revision
)
_newest = _select.where(revision.c.version == item.c.version)


def new_id() -> str:
    """A random id, which takes no account of those in use: there are 10 to the 14."""
    return secrets.choice(FIRST) + "".join(secrets.choice(OTHERS) for _ in range(LENGTH - 1))


def now() -> datetime:
    """The time of a save; aware, UTC."""
    return datetime.now(UTC)


def items(connection: sa.Connection, kind: str | None, deleted: bool) -> list[Revision]:
    """The newest revision of each item that is deleted, or of each that is not; latest saved first."""
    query = _newest.where(item.c.deleted_at.is_not(None) if deleted else item.c.deleted_at.is_(None))
    if kind is not None:
        query = query.where(item.c.kind == kind)
    rows = connection.execute(query.order_by(revision.c.saved_at.desc(), item.c.id))
    return [_revision(row) for row in rows]


def history(connection: sa.Connection, id: str) -> list[Revision]:
    """Every revision of an item, newest first."""
    rows = connection.execute(_select.where(item.c.id == id).order_by(revision.c.version.desc()))
    return [_revision(row) for row in rows]


def get(connection: sa.Connection, id: str, version: int | None = None) -> Revision | None:
    """One revision of an item, the newest by default, or None."""
    query = _newest if version is None else _select.where(revision.c.version == version)
    return _one(connection, query.where(item.c.id == id))


def written(connection: sa.Connection, save_id: str) -> Revision | None:
    """The revision that an earlier try with the same ``save_id`` wrote, or None."""
    return _one(connection, _select.where(revision.c.save_id == save_id))


def create(connection: sa.Connection, kind: str, record: Record, save_id: str) -> Revision:
    """A new item and its version 1, unless an earlier try wrote it."""
    earlier = written(connection, save_id)
    if earlier:
        return earlier
    id, moment = new_id(), now()
    connection.execute(sa.insert(item).values(id=id, kind=kind, version=1, created_at=moment))
    _append(connection, id, 1, record, save_id, "saved", moment)
    return _revision(connection.execute(_newest.where(item.c.id == id)).one())


def save(
    connection: sa.Connection, id: str, expected: int, record: Record, save_id: str, action: str
) -> Revision | None:
    """The next version of an item, or the one that an earlier try wrote; None where there is nothing to follow.

    The condition on the version is the whole protection against lost changes: of two that saw the same version,
    the database lets one through.
    """
    earlier = written(connection, save_id)
    if earlier:
        return earlier
    follows = sa.and_(item.c.id == id, item.c.version == expected, item.c.deleted_at.is_(None))
    if not connection.execute(sa.update(item).where(follows).values(version=expected + 1)).rowcount:
        return written(connection, save_id)  # the earlier try may have been writing until just now
    _append(connection, id, expected + 1, record, save_id, action, now())
    return get(connection, id, expected + 1)


def mark(connection: sa.Connection, id: str, deleted: bool) -> Revision | None:
    """Delete an item or take that back, unless it is so already; its newest revision, or None."""
    other = item.c.deleted_at.is_(None) if deleted else item.c.deleted_at.is_not(None)
    moment = now() if deleted else None
    connection.execute(sa.update(item).where(item.c.id == id, other).values(deleted_at=moment))
    return get(connection, id)


def _append(
    connection: sa.Connection,
    id: str,
    version: int,
    record: Record,
    save_id: str,
    action: str,
    moment: datetime,
) -> None:
    connection.execute(
        sa.insert(revision).values(
            item_id=id,
            version=version,
            save_id=save_id,
            saved_at=moment,
            action=action,
            title=record.title,
            note=record.note,
            author=record.author,
            tags=json.dumps(list(record.tags), ensure_ascii=False),
            body=record.body,
        )
    )


def _one(connection: sa.Connection, query: sa.Select[*tuple[Any, ...]]) -> Revision | None:
    row = connection.execute(query).one_or_none()
    return _revision(row) if row else None


def _revision(row: sa.Row[*tuple[Any, ...]]) -> Revision:
    return Revision(
        id=row.item_id,
        kind=row.kind,
        version=row.version,
        record=Record(row.title, row.body, row.note, row.author, tuple(json.loads(row.tags))),
        saved_at=row.saved_at,
        action=row.action,
        newest=row.newest,
        deleted_at=row.deleted_at,
    )
