"""Making stored versions live, and who did it, when and why: appended, and never changed (DESIGN §5)."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from quizapp.model.moments import no_earlier
from quizapp.model.published import Publication
from quizapp.store.published.versions import PUBLICATION_COLUMNS, PUBLICATIONS, publication_of
from quizapp.store.tables import live as live_table
from quizapp.store.tables import publication, retirement, thing

_LOCK_THINGS = (
    select(thing.c.id, thing.c.path)
    .where(thing.c.path.in_(bindparam("paths", expanding=True)))
    .order_by(thing.c.id)
    .with_for_update()
)
_LIVE_OF = select(live_table.c.thing, live_table.c.version).where(
    live_table.c.thing.in_(bindparam("things", expanding=True))
)
_LAST_MOMENTS = (
    select(
        publication.c.thing,
        sa.func.max(publication.c.at).label("published"),
        sa.func.max(retirement.c.at).label("retired"),
    )
    .select_from(publication.outerjoin(retirement, retirement.c.publication == publication.c.seq))
    .where(publication.c.thing.in_(bindparam("things", expanding=True)))
    .group_by(publication.c.thing)
)
# The same words on both databases; SQLAlchemy has a construct for each, but none for both.
_SET_LIVE = sa.text(
    "INSERT INTO live (thing, version) VALUES (:thing, :version)"
    " ON CONFLICT (thing) DO UPDATE SET version = excluded.version"
)
_MADE = (
    select(*PUBLICATION_COLUMNS)
    .select_from(PUBLICATIONS)
    .where(publication.c.seq.in_(bindparam("made", expanding=True)))
)


def make_live(
    connection: Connection, *, path: str, version: str, by: int | None, at: datetime, why: str
) -> Publication | None:
    """Make a stored version live, as `make_all_live` does; None, and nothing done, if it is live already."""
    return next(iter(make_all_live(connection, {path: version}, by=by, at=at, why=why)), None)


def make_all_live(
    connection: Connection, wanted: Mapping[str, str], *, by: int | None, at: datetime, why: str
) -> tuple[Publication, ...]:
    """Make these stored versions live, each at its path, and append who did it and why; as many statements for all.

    A publication is no earlier than what was published, or retired, of the same thing before. What is live already is
    left out. They come back by path.
    """
    things = {row.path: row.id for row in connection.execute(_LOCK_THINGS, {"paths": list(wanted)})}
    ids = {"things": list(things.values())}
    live = {row.thing: row.version for row in connection.execute(_LIVE_OF, ids)}
    last = {row.thing: (row.published, row.retired) for row in connection.execute(_LAST_MOMENTS, ids)}
    rows = [
        {
            "thing": things[path],
            "version": version,
            "previous": live.get(things[path]),
            "by": by,
            "why": why,
            "at": no_earlier(at, *last.get(things[path], ())),
        }
        for path, version in sorted(wanted.items())
        if live.get(things[path]) != version
    ]
    if not rows:
        return ()
    connection.execute(_SET_LIVE, rows)
    given = list(connection.execute(publication.insert().returning(publication.c.seq), rows).scalars())
    made = (publication_of(row) for row in connection.execute(_MADE, {"made": given}))
    return tuple(sorted(made, key=lambda one: one.path))
