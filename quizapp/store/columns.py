"""Kinds of column and check that the tables share. Times are aware and in UTC on both databases."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite's AUTOINCREMENT is for INTEGER only


class Moment(sa.TypeDecorator[datetime]):
    """A time, aware and in UTC, on both databases; refuses a naive one with ValueError."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC; SQLite has no zones, so it gets the bare UTC time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], datetime | None]:
        """Aware and in UTC, by one short function: a page reads a time for each step of an attempt."""
        return _from_sqlite if dialect.name == "sqlite" else _from_postgresql


def _from_sqlite(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


def _from_postgresql(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


class Indices(sa.TypeDecorator[tuple[int, ...]]):
    """Numbers from 0 as a JSON list; reading anything else raises ValueError."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[int, ...] | None, _dialect: Dialect) -> str | None:
        """As JSON."""
        return None if value is None else json.dumps(list(value))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[int, ...] | None:
        """As a tuple, looked at one by one."""
        return indices(value)


def indices(text: str | None) -> tuple[int, ...] | None:
    """What `Indices` stored as this text, for a query that reads it only where it needs it."""
    if text is None:
        return None
    return _short(text) if len(text) <= SHORT else _indices(text)


def _indices(text: str) -> tuple[int, ...]:
    found = json.loads(text)
    if not isinstance(found, list) or any(type(n) is not int or n < 0 for n in found):
        raise ValueError("a stored list of indices is none")
    return tuple(found)


SHORT = (
    24  # characters, such as `[1]` and `[2, 0, 1, 3]`: nearly all, and every page of a set reads one for each answer
)
_short = lru_cache(maxsize=1024)(_indices)  # a third of a megabyte at most


class Words(sa.TypeDecorator[tuple[str, ...]]):
    """Texts as a JSON list; reading anything else raises ValueError."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _dialect: Dialect) -> str | None:
        """As JSON."""
        return None if value is None else json.dumps(list(value))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...] | None:
        """As a tuple, looked at one by one."""
        if value is None:
            return None
        found = json.loads(value)
        if not isinstance(found, list) or any(not isinstance(word, str) for word in found):
            raise ValueError("a stored list of words is none")
        return tuple(found)


class Pairs(sa.TypeDecorator[tuple[tuple[str, str], ...]]):
    """Pairs of texts as a JSON list; reading anything else raises ValueError."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[tuple[str, str], ...] | None, _dialect: Dialect) -> str | None:
        """As JSON."""
        return None if value is None else json.dumps([list(pair) for pair in value])

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[tuple[str, str], ...] | None:
        """As a tuple, looked at one by one."""
        if value is None:
            return None
        found = json.loads(value)
        if not isinstance(found, list) or not all(map(_is_pair, found)):
            raise ValueError("a stored list of pairs is none")
        return tuple((first, second) for first, second in found)


def _is_pair(found: object) -> bool:
    return isinstance(found, list) and len(found) == 2 and all(isinstance(word, str) for word in found)


def one_of(column: str, values: Iterable[str]) -> sa.CheckConstraint:
    """The column holds one of these words."""
    words = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f'"{column}" IN ({words})', name=column)


def length(column: str, most: int, least: int = 1) -> sa.CheckConstraint:
    """The text has `least` to `most` characters: SQLite ignores VARCHAR's length."""
    return sa.CheckConstraint(f'length("{column}") BETWEEN {least} AND {most}', name=f"{column}_length")


def flag(column: str) -> sa.CheckConstraint:
    """The column is true or false: SQLite would take any number."""
    return sa.CheckConstraint(f'"{column}" IN (true, false)', name=column)


def id_column() -> sa.Column[int]:
    """A table's own id, counted up and never used again."""
    return sa.Column("id", Id, primary_key=True)


def person(
    name: str = "person", *, nullable: bool = False, primary_key: bool = False, index: bool = False
) -> sa.Column[int]:
    """A column that names a person."""
    return sa.Column(
        name, Id, sa.ForeignKey("person.id"), nullable=nullable, primary_key=primary_key, index=index or None
    )
