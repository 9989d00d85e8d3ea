"""What lists need of what is live, read without its whole text; and how to know that such a list is still true."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import bindparam, func, select
from sqlalchemy.engine import Connection

from quizapp.model.things import BRIEFING, SCENARIOS
from quizapp.store.tables import compiled, publication, retirement, thing, version_part
from quizapp.store.tables import version as version_table

AT_ONCE = 50  # versions read in one query: each may be half a megabyte

Changes = tuple[int, int, datetime | None, int]
"""How often anything was published, the last time and its moment, and how often anything was retired.

Each such row stays for ever, so two moments with the same numbers have the same live. The moment tells a database that
was restored, and published into since, from what it was before.
"""

_PUBLISHED = (
    select(
        func.count().label("number"),
        func.coalesce(func.max(publication.c.seq), 0).label("last"),
        func.max(publication.c.at).label("at"),
    )
    .select_from(publication)
    .subquery()
)
_CHANGES = select(
    _PUBLISHED.c.number,
    _PUBLISHED.c.last,
    _PUBLISHED.c.at,
    select(func.count()).select_from(retirement).scalar_subquery(),
)
_BRIEFING = sa.literal(f"{SCENARIOS}/").concat(thing.c.module).concat(f"/{BRIEFING}.md")
_LOAD = (
    select(
        compiled.c.version,
        compiled.c.model_json,
        compiled.c.html_json,
        version_table.c.format,
        version_part.c.path,
        version_part.c.sha,
    )
    .join(version_table, version_table.c.id == compiled.c.version)
    .join(thing, thing.c.id == version_table.c.thing)
    .join(version_part, sa.and_(version_part.c.version == compiled.c.version, version_part.c.path == _BRIEFING))
    .where(compiled.c.version.in_(bindparam("some", expanding=True)), compiled.c.compiler == bindparam("number"))
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A compiled version: its model and HTML as JSON, and by what its briefing is known.

    That is the path and hash of the file and the format: where these are equal, so are the compiled briefings.
    """

    version: str
    model_json: str
    html_json: str
    briefing: tuple[str, str, int]


def changes(connection: Connection) -> Changes:
    """The numbers by which a list of what is live is known to be still true."""
    published, last, at, retired = connection.execute(_CHANGES).one()
    return published, last, at, retired


def load(connection: Connection, wanted: Sequence[str], compiler: int) -> Iterator[Stored]:
    """Each of these versions that this compiler has compiled, a few in one query, so that memory stays small."""
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        for row in connection.execute(_LOAD, {"some": some, "number": compiler}).all():
            yield Stored(row.version, row.model_json, row.html_json, (row.path, row.sha, row.format))
