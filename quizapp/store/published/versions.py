"""What was published: the exact bytes for ever, what is live, and the compiled forms, which are a cache (DESIGN §5)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam, exists, select
from sqlalchemy.engine import Connection, Row

from quizapp.model.published import Publication, SourceFile, VersionPart
from quizapp.model.things import Thing, ThingKind
from quizapp.store import blobs
from quizapp.store.tables import attempt, blob, compiled, person_table, publication, thing, version_part
from quizapp.store.tables import live as live_table
from quizapp.store.tables import version as version_table

AT_ONCE = 25  # versions read in one query: each may be half a megabyte
COMMAND_LINE = "command line"  # who published, where nobody was signed in

# The same words on both databases; SQLAlchemy has a construct for each, but none for both.
_KEEP_THING = sa.text(
    "INSERT INTO thing (module, path, kind) VALUES (:module, :path, :kind) ON CONFLICT (path) DO NOTHING"
)
_LOCK_THING = select(thing.c.id).where(thing.c.path == bindparam("path")).with_for_update()
_SAVE_COMPILED = sa.text(
    "INSERT INTO compiled (version, compiler, model_json, html_json, map_json)"
    " VALUES (:version, :compiler, :model_json, :html_json, :map_json)"
    " ON CONFLICT (version, compiler) DO UPDATE SET model_json = excluded.model_json,"
    " html_json = excluded.html_json, map_json = excluded.map_json"
)
_LOAD_COMPILED = select(compiled.c.model_json, compiled.c.html_json, compiled.c.map_json).where(
    compiled.c.version == bindparam("version_id"), compiled.c.compiler == bindparam("number")
)
_LOAD_MANY = select(compiled.c.version, compiled.c.model_json, compiled.c.html_json, compiled.c.map_json).where(
    compiled.c.version.in_(bindparam("some", expanding=True)), compiled.c.compiler == bindparam("number")
)
PUBLICATION_COLUMNS = (
    publication.c.seq,
    thing.c.path,
    publication.c.version,
    publication.c.previous,
    person_table.c.name.label("by_name"),
    publication.c.at,
    publication.c.why,
)
PUBLICATIONS = publication.join(thing, thing.c.id == publication.c.thing).outerjoin(
    person_table, person_table.c.id == publication.c.by
)
_PUBLICATIONS = select(*PUBLICATION_COLUMNS).select_from(PUBLICATIONS)
# Whatever is live was made so by the latest publication of its thing.
_LATEST = select(sa.func.max(publication.c.seq)).join(live_table, live_table.c.thing == publication.c.thing)
_ALL_LIVE = _PUBLICATIONS.where(publication.c.seq.in_(_LATEST.group_by(publication.c.thing))).order_by(thing.c.path)
_LIVE = _PUBLICATIONS.where(
    thing.c.path == bindparam("path"),
    publication.c.seq == _LATEST.where(publication.c.thing == thing.c.id).correlate(thing).scalar_subquery(),
)
_FIRST = (
    select(publication.c.at)
    .join(thing, thing.c.id == publication.c.thing)
    .where(thing.c.path == bindparam("path"))
    .order_by(publication.c.seq)
    .limit(1)
)
_OF_PATH = _PUBLICATIONS.where(thing.c.path == bindparam("path")).order_by(publication.c.seq)


_LIVE_VERSIONS = select(thing.c.path, live_table.c.version).join(thing, thing.c.id == live_table.c.thing)
_LIVE_PARTS = select(version_part.c.version, version_part.c.path, version_part.c.sha).where(
    version_part.c.version.in_(select(live_table.c.version))
)
_LIVE_BYTES = select(blob.c.sha256, blob.c.bytes).where(
    blob.c.sha256.in_(select(version_part.c.sha).join(live_table, live_table.c.version == version_part.c.version))
)
_LIVE_ORIGINS = select(version_table.c.id, version_table.c.origin).join(
    live_table, live_table.c.version == version_table.c.id
)


def put_version(
    connection: Connection,
    *,
    version: str,
    thing: Thing,
    files: Sequence[SourceFile],
    format: int,
    origin: str,
    by: int | None,
    at: datetime,
) -> None:
    """Store a version and the bytes of everything that it draws on; nothing happens if it is stored already.

    `files` includes its own file; `origin` is `cli` or `browser`. Blobs are stored once, by their hash.
    """
    if connection.execute(_has_version(version)).scalar_one():
        return
    shas = {file.path: blobs.sha_of(file.content) for file in files}
    connection.execute(_KEEP_THING, {"module": thing.module, "path": thing.path, "kind": thing.kind})
    thing_id = connection.execute(_LOCK_THING, {"path": thing.path}).scalar_one()
    # In one order for everybody, so that two publishers at once wait for each other and do not lock each other out.
    for file in sorted(files, key=lambda f: shas[f.path]):
        blobs.keep(connection, file.content)
    if connection.execute(_has_version(version)).scalar_one():
        return
    row = {"id": version, "thing": thing_id, "own_sha": shas[thing.path], "format": format, "origin": origin}
    connection.execute(version_table.insert(), {**row, "by": by, "at": at})
    connection.execute(
        version_part.insert(), [{"version": version, "path": p, "sha": sha} for p, sha in sorted(shas.items())]
    )


def lock_live(connection: Connection) -> None:
    """Let nobody else change what is live until this transaction ends: what is read of it now stays true.

    On SQLite a writing transaction does that by itself.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE live IN SHARE ROW EXCLUSIVE MODE"))


def hold_live(connection: Connection) -> None:
    """Let nobody change what is live until this transaction ends, as many others as like may hold it at once.

    For whoever acts by what is live, and must not be missed by who changes it: `lock_live` waits for them, and they
    for it. Taken before any lock on a person, so that nobody waits in a circle. On SQLite a writing transaction does
    that by itself.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE live IN ROW EXCLUSIVE MODE"))


def live_versions(connection: Connection) -> dict[str, str]:
    """The version of everything that is live, by path."""
    return {row.path: row.version for row in connection.execute(_LIVE_VERSIONS)}


def live(connection: Connection, path: str) -> Publication | None:
    """The publication that made the live version of this path live; None if nothing of it is."""
    row = connection.execute(_LIVE, {"path": path}).one_or_none()
    return publication_of(row) if row is not None else None


def all_live(connection: Connection) -> tuple[Publication, ...]:
    """The publications of everything that is live, by path."""
    return tuple(publication_of(row) for row in connection.execute(_ALL_LIVE))


def publications(connection: Connection, path: str) -> tuple[Publication, ...]:
    """Everything that was ever published at this path, oldest first."""
    return tuple(publication_of(row) for row in connection.execute(_OF_PATH, {"path": path}))


def first_published(connection: Connection, path: str) -> datetime | None:
    """When anything was published at this path for the first time; None if nothing ever was."""
    return connection.execute(_FIRST, {"path": path}).scalar_one_or_none()


def origin(connection: Connection, version: str) -> str | None:
    """Where a version was made: `cli` or `browser`; None if there is no such version."""
    return connection.execute(select(version_table.c.origin).where(version_table.c.id == version)).scalar_one_or_none()


def format_of(connection: Connection, version: str) -> int:
    """The number of the format that a version is in, which says how its bytes are read."""
    return int(connection.execute(select(version_table.c.format).where(version_table.c.id == version)).scalar_one())


def files_of(connection: Connection, version: str) -> tuple[SourceFile, ...]:
    """The exact bytes of a version and of all that it draws on, by path; empty if there is no such version."""
    found = select(version_part.c.path, blob.c.bytes).join(blob, blob.c.sha256 == version_part.c.sha)
    rows = connection.execute(found.where(version_part.c.version == version).order_by(version_part.c.path))
    return tuple(SourceFile(row.path, bytes(row.bytes)) for row in rows)


def live_files(connection: Connection) -> dict[str, tuple[SourceFile, ...]]:
    """The files of every live version, as `files_of` gives them, by version: two queries, however many there are."""
    contents = {row.sha256: bytes(row.bytes) for row in connection.execute(_LIVE_BYTES)}
    files: dict[str, list[SourceFile]] = {}
    for row in connection.execute(_LIVE_PARTS.order_by(version_part.c.path)):
        files.setdefault(row.version, []).append(SourceFile(row.path, contents[row.sha]))
    return {version: tuple(found) for version, found in files.items()}


def live_origins(connection: Connection) -> dict[str, str]:
    """Where each live version was made, as `origin` gives it, by version."""
    return {row.id: row.origin for row in connection.execute(_LIVE_ORIGINS)}


def parts_of(connection: Connection, version: str) -> tuple[VersionPart, ...]:
    """The paths and hashes of a version's file and of all that it draws on; empty if there is no such version."""
    found = select(version_part.c.path, version_part.c.sha).where(version_part.c.version == version)
    return tuple(VersionPart(row.path, row.sha) for row in connection.execute(found.order_by(version_part.c.path)))


def save_compiled(
    connection: Connection, version: str, compiler: int, model_json: str, html_json: str, map_json: str
) -> None:
    """Keep what a version compiles to under this compiler's number; it replaces what was there, for it is a cache."""
    row = {"version": version, "compiler": compiler}
    connection.execute(_SAVE_COMPILED, {**row, "model_json": model_json, "html_json": html_json, "map_json": map_json})


def load_compiled(connection: Connection, version: str, compiler: int) -> tuple[str, str, str] | None:
    """Model, HTML and map as JSON; None if this compiler has not compiled the version."""
    row = connection.execute(_LOAD_COMPILED, {"version_id": version, "number": compiler}).one_or_none()
    return (row.model_json, row.html_json, row.map_json) if row is not None else None


def load_many_compiled(
    connection: Connection, wanted: Sequence[str], compiler: int
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The same of each of these versions that is compiled, a few in one query, so that memory stays small."""
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        for row in connection.execute(_LOAD_MANY, {"some": some, "number": compiler}).all():
            yield row.version, (row.model_json, row.html_json, row.map_json)


def to_compile(connection: Connection, compiler: int) -> tuple[str, ...]:
    """The scenarios' and sets' versions that this compiler has not compiled and that are needed, by id.

    Needed is what is live, or was when its thing was retired, and what has attempts.

    A briefing's version compiles to nothing of its own, and is left out.
    """
    done = exists().where(compiled.c.version == version_table.c.id, compiled.c.compiler == compiler)
    latest = select(sa.func.max(publication.c.seq)).group_by(publication.c.thing)  # live, or what was retired
    used = exists().where(publication.c.version == version_table.c.id, publication.c.seq.in_(latest)) | exists().where(
        attempt.c.version == version_table.c.id
    )
    wanted = select(version_table.c.id).join(thing, thing.c.id == version_table.c.thing)
    wanted = wanted.where(thing.c.kind != ThingKind.BRIEFING, used, ~done).order_by(version_table.c.id)
    return tuple(connection.execute(wanted).scalars())


def _has_version(version_id: str) -> sa.Select[tuple[bool]]:
    return select(exists().where(version_table.c.id == version_id))


def publication_of(row: Row[*tuple[Any, ...]]) -> Publication:
    """The publication of a row with PUBLICATION_COLUMNS."""
    return Publication(
        seq=row.seq,
        path=row.path,
        version=row.version,
        previous=row.previous,
        by=row.by_name if row.by_name is not None else COMMAND_LINE,
        at=row.at,
        why=row.why,
    )
