"""Whether a site can be served: recompiled for this release, on a database that loses nothing, and in memory."""

from quizapp.content.codec import encode_any
from quizapp.content.compile import COMPILER
from quizapp.content.formats import compile_version
from quizapp.engine.scorers import SCORERS
from quizapp.model.play import NotPossible
from quizapp.model.published import UnknownFormat
from quizapp.services.site.site import Site
from quizapp.store.published import versions
from quizapp.store.taking import histories


def to_recompile(site: Site) -> tuple[str, ...]:
    """The versions that are live or have attempts, and that this release has not compiled yet."""
    with site.database.read() as connection:
        return versions.to_compile(connection, COMPILER)


def recompile(site: Site) -> int:
    """Compile what needs it from the stored bytes, each by its own format; how many there were (DESIGN §5).

    NotPossible where a version cannot be compiled any more, or its format is not known to this release.
    """
    waiting = to_recompile(site)
    for version in waiting:
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
    return len(waiting)


def ensure_ready(site: Site) -> str:
    """Why this site cannot be served yet, in words for whoever runs it; empty when it can."""
    if not site.database.is_current():
        return "the database is not set up, or is older than this release: run `quizapp upgrade` first"
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
