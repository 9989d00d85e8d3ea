"""Whether a site can be served: recompiled for this release, on a database that loses nothing, and in memory."""

from quizapp.content.codec import encode_any
from quizapp.content.compile import COMPILER
from quizapp.content.formats import compile_version
from quizapp.engine.scorers import SCORERS
from quizapp.model.play import NotPossible
from quizapp.model.progress import Progress, Work, in_silence
from quizapp.model.published import UnknownFormat
from quizapp.services.authoring.going_live import Completed, complete_those_who_may
from quizapp.services.operating import counting
from quizapp.services.site.site import Site
from quizapp.store import schema
from quizapp.store.published import versions
from quizapp.store.taking import histories


def to_recompile(site: Site) -> tuple[str, ...]:
    """The versions that are live or have attempts, and that this release has not compiled yet."""
    with site.database.read() as connection:
        return versions.to_compile(connection, COMPILER)


def recompile(site: Site, progress: Progress = in_silence) -> int:
    """Compile what needs it from the stored bytes, each by its own format; how many there were (DESIGN §5).

    NotPossible where a version cannot be compiled any more, or its format is not known to this release. Afterwards team
    figures are counted from the attempts that are there, where they never were.
    """
    waiting = to_recompile(site)
    with progress(Work.RECOMPILE, len(waiting)) as done:
        for version in waiting:
            _recompile(site, version)
            done(1)
    counting.fill(site)
    return len(waiting)


def _recompile(site: Site, version: str) -> None:
    with site.database.read() as connection:
        files, format = versions.files_of(connection, version), versions.format_of(connection, version)
    try:
        compiled, diagnostics = compile_version(format, files)
    except UnknownFormat as problem:
        raise NotPossible(f"version {version[:12]} cannot be read: {problem}") from None
    if compiled is None:
        raise NotPossible(f"version {version[:12]} no longer compiles: {'; '.join(map(str, diagnostics))}")
    with site.database.write() as connection:
        versions.save_compiled(connection, version, COMPILER, *encode_any(compiled))


def complete_waiting(site: Site) -> tuple[Completed, ...]:
    """Complete each live module for those who have done all that it asks for and have no completion.

    Publishing does so since this is its work; before, an easier rule waited until each person asked.
    """
    with site.database.write() as connection:
        versions.lock_live(connection)
        modules = [live.id for live in site.live_modules(connection)]
        return complete_those_who_may(site, connection, modules, site.now(), None)


def where(site: Site) -> str:
    """The database as whoever runs the site knows it: SQLite's file, or what DATABASE_URL names; never a password."""
    if site.database.dialect == "sqlite":
        return str(site.database.file.absolute())
    url = site.database.url
    return f"{url.database or ''} at {url.host or 'this machine'}{f':{url.port}' if url.port else ''}"


def too_new(site: Site) -> str:
    """Why this release cannot use the database, nor bring it up to itself, if it is of a newer one; "" if it is not."""
    revision = site.database.revision()
    if revision is None or schema.knows(revision):
        return ""
    return f"the database is of a newer release than this one ({revision}): use that release; nothing was changed"


def ensure_ready(site: Site) -> str:
    """Why this site cannot be served yet, in words for whoever runs it; empty when it can."""
    revision = site.database.revision()
    if revision is None:
        return (
            f"{where(site)} is no database of quizapp yet. To make one, run `quizapp upgrade` first. If there should be"
            " one: see what DATABASE_URL says, and from which folder this runs"
        )
    if revision != schema.head():
        return too_new(site) or "the database is older than this release: run `quizapp upgrade` first"
    problems = site.database.durability_problems()
    if problems:
        return "the database could lose answers that were confirmed: " + "; ".join(problems)
    with site.database.read() as connection:
        unknown = histories.scorer_outside(connection, SCORERS)
    if unknown is not None:
        return f"some attempts are scored by rule {unknown}, which this release does not have: run a newer one"
    if to_recompile(site):
        return "some published files are not compiled for this release: run `quizapp upgrade` first"
    return ""


def warm_up(site: Site) -> None:
    """Load every live version, so that the first person who comes does not wait for it."""
    with site.database.read() as connection:
        site.all_live(connection)
