"""Making files live: check everything, then publish in one transaction (DESIGN §5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.content.codec import encode_any
from quizapp.content.compile import COMPILER, is_briefing, version_id
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.diagnostics import Diagnostic, has_errors
from quizapp.model.people import Person
from quizapp.model.published import Publication, SourceFile
from quizapp.model.things import thing_at
from quizapp.services.authoring.checking import check
from quizapp.services.authoring.followers import followers, live_things
from quizapp.services.authoring.sandbox import compile_untrusted
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.published import versions

FORMAT = 1  # the format's number, stored with each version: old bytes keep their meaning (DESIGN §5)


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing came to: every diagnostic, the new publications, and paths refused for a version made elsewhere.

    With an error anywhere nothing was published, and `publications` is empty.
    """

    diagnostics: tuple[Diagnostic, ...]
    publications: tuple[Publication, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A scenario or set that compiled: its own file and what it draws on, its version, and its compiled form as JSON.

    `origin` is where its own file was made, where that is not where this publishing comes from.
    """

    path: str
    files: tuple[SourceFile, ...]
    version: str
    texts: tuple[str, str, str]
    origin: str | None = None


def thing_paths(files: Iterable[SourceFile]) -> tuple[str, ...]:
    """The paths of what can be live by itself: scenarios and sets, and not the briefing beside them."""
    return tuple(f.path for f in files if not is_briefing(f))


def publish(
    site: Site,
    files: Sequence[SourceFile],
    *,
    by: Person | None = None,
    why: str = "",
    origin: str = "cli",
    replace: bool = False,
    whole: bool = True,
    asked: frozenset[str] | None = None,
) -> Published:
    """Check the files, compile them apart from this process, and make what is new live, all in one transaction.

    An error in any of them publishes none. A live version that came from elsewhere (the browser, say) is refused
    unless `replace`. What has not changed is left alone. `whole` is whether these are all files of their modules.

    With `asked`, a file that is not among these paths is here only because others draw on it: it goes live by itself
    only if it is live already. What is live and draws on any of these files is checked and published again with
    them, from its own live bytes, so that no two live things ever hold one file in two states.
    """
    today = site.now().date()
    diagnostics = check(files, today, whole=whole).diagnostics
    if has_errors(diagnostics):
        return Published(diagnostics)
    with site.database.read() as connection:
        live = live_things(connection)
    things = [path for path in thing_paths(files) if asked is None or path in asked or path in live]
    wanted: list[str] = []
    unchanged: list[str] = []
    refused: list[str] = []
    for path in things:
        if path in live and live[path].publication.version == version_id(drawn_files(files, path)):
            unchanged.append(path)
        elif path in live and live[path].origin != origin and not replace:
            refused.append(path)
        else:
            wanted.append(path)
    if refused:
        return Published(diagnostics, unchanged=tuple(unchanged), refused=tuple(refused))
    again = followers(live, files, things)
    for path, drawn in again.items():
        diagnostics += check(drawn, today, only=frozenset({path}), whole=False).diagnostics
    if has_errors(diagnostics):
        return Published(diagnostics)
    ready, said = compile_apart(files, wanted)
    for path, drawn in again.items():
        more, problems = compile_apart(drawn, [path], live[path].origin)
        ready, said = (*ready, *more), (*said, *problems)
    if has_errors(said):
        return Published((*diagnostics, *said))
    return Published(diagnostics, make_live(site, ready, by=by, why=why, origin=origin), tuple(unchanged))


def compile_apart(
    files: Sequence[SourceFile], paths: Iterable[str], origin: str | None = None
) -> tuple[tuple[Ready, ...], tuple[Diagnostic, ...]]:
    """Compile these scenarios and sets in processes of their own, with limits: what is ready, and what is said."""
    ready: list[Ready] = []
    said: list[Diagnostic] = []
    for path in paths:
        drawn = drawn_files(files, path)
        outcome = compile_untrusted(drawn, None, path=path)
        if outcome.compiled is None:
            said += outcome.diagnostics
        else:
            ready.append(Ready(path, drawn, version_id(drawn), encode_any(outcome.compiled), origin))
    return tuple(ready), tuple(said)


def make_live(
    site: Site, ready: Iterable[Ready], *, by: Person | None = None, why: str = "", origin: str = "cli"
) -> tuple[Publication, ...]:
    """Make what compiled live, all in one transaction, by path; those that are live already are left out."""
    now, actor = site.now(), by.id if by else None
    done = []
    with site.database.write() as connection:
        for one in sorted(ready, key=lambda r: r.path):  # in one order for everybody who publishes
            versions.put_version(
                connection,
                version=one.version,
                module=thing_at(one.path).module,
                path=one.path,
                kind=thing_at(one.path).kind,
                files=one.files,
                format=FORMAT,
                origin=one.origin or origin,
                by=actor,
                at=now,
            )
            versions.save_compiled(connection, one.version, COMPILER, *one.texts)
            publication = versions.make_live(connection, path=one.path, version=one.version, by=actor, at=now, why=why)
            if publication is not None:
                audit.record(connection, at=now, actor=actor, action="publish", object=one.version)
                done.append(publication)
    return tuple(done)
