"""The two tables: an item with its newest version, and its revisions, to which rows are only ever added."""

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware datetime; SQLite, which knows no time zones, keeps it in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

item = Table(
    "item",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("deleted_at", Moment),
)

revision = Table(
    "revision",
    metadata,
    Column("item_id", String(40), ForeignKey("item.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("save_id", String(200), nullable=False, unique=True),
    Column("saved_at", Moment, nullable=False),
    Column("action", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("tags", Text, nullable=False),  # a JSON list
    Column("body", Text, nullable=False),
)
