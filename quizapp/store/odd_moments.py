"""Rows whose moments are odd: something ended before it began, or was stored in a year outside reason.

A clock that went wrong leaves them, and so did earlier releases. They break no rule, and nothing is refused for them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from quizapp.model.attempts import OddMoment
from quizapp.model.moments import EARLIEST, LATE
from quizapp.store.columns import Moment
from quizapp.store.tables import metadata

MOST = 5  # rows that are told of each kind; the others are counted
_TO_COME = ("expires",)  # columns that hold what is still to be

# What is odd of a row, and how such rows are found, each by its key.
_PAIRS: tuple[tuple[str, str], ...] = (
    ("attempt {0} was finished before it was started", "SELECT id FROM attempt WHERE finished < started"),
    (
        "attempt {0}: step {1} is before its start, or before the step that it follows",
        "SELECT s.attempt, s.number FROM step s JOIN attempt a ON a.id = s.attempt"
        " LEFT JOIN step b ON b.attempt = s.attempt AND b.number = s.number - 1"
        " WHERE s.at < a.started OR s.at < b.at",
    ),
    (
        "completion {0} was recorded before attempt {1}, which earned it, was finished",
        "SELECT c.id, a.id FROM completion c JOIN completion_evidence e ON e.completion = c.id"
        " JOIN attempt a ON a.id = e.attempt WHERE c.at < a.finished",
    ),
    (
        "completion {0} ended before it was recorded",
        "SELECT c.id FROM completion c JOIN completion_end e ON e.completion = c.id WHERE e.at < c.at",
    ),
    (
        "another way {0} was taken back before it was recorded",
        "SELECT o.id FROM otherwise o JOIN otherwise_end e ON e.otherwise = o.id WHERE e.at < o.at",
    ),
    (
        "a certificate of completion {0} was issued before that was recorded",
        "SELECT c.id FROM completion c JOIN certificate f ON f.completion = c.id WHERE f.issued_at < c.at",
    ),
    (
        "a certificate of completion {0} ended before it was issued",
        "SELECT f.completion FROM certificate f JOIN certificate_end e ON e.code = f.code WHERE e.at < f.issued_at",
    ),
    (
        "publication {0} was retired before it was made",
        "SELECT p.seq FROM publication p JOIN retirement r ON r.publication = p.seq WHERE r.at < p.at",
    ),
    (
        "publication {0} is before the one that it replaced",
        "SELECT p.seq FROM publication p JOIN publication b ON b.thing = p.thing AND b.seq = (SELECT max(c.seq)"
        " FROM publication c WHERE c.thing = p.thing AND c.seq < p.seq) WHERE p.at < b.at",
    ),
)


def odd_moments(connection: Connection, now: datetime) -> tuple[OddMoment, ...]:
    """Every kind of oddity that there is, with how many rows and the first of them. Ids only, never names or codes."""
    found = [_of(connection, text, sa.text(query), {}) for text, query in _PAIRS]
    found += [_of(connection, text, query, {}) for text, query in _outside(now)]
    return tuple(one for one in found if one is not None)


def _of(
    connection: Connection, text: str, query: sa.TextClause | sa.Select[tuple[object, ...]], given: dict[str, object]
) -> OddMoment | None:
    first: list[str] = []
    number = 0
    for row in connection.execute(query, given):
        number += 1
        if number <= MOST:
            first.append(text.format(*row))
    return OddMoment(tuple(first), number) if number else None


def _outside(now: datetime) -> Iterator[tuple[str, sa.Select[tuple[object, ...]]]]:
    """Moments of years before this program, or of days to come, in every column that says when something was."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if not isinstance(column.type, Moment) or column.name in _TO_COME:
                continue
            numbered = [key for key in table.primary_key if isinstance(key.type, sa.Integer)]
            text = f"{table.name}.{column.name} is in {{0}}" + "".join(
                f", {key.name} {{{place}}}" for place, key in enumerate(numbered, 1)
            )
            year = sa.func.substr(sa.cast(column, sa.Text), 1, 4)
            first = datetime(EARLIEST, 1, 1, tzinfo=UTC)
            yield (
                text,
                sa.select(year, *numbered).where(sa.or_(column < first, column > now + LATE)).order_by(*numbered),
            )
