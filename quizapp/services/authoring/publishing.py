"""Making files live: check everything, then publish in one transaction (DESIGN §5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.content import formats
from quizapp.content.compile import is_briefing, version_id
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.diagnostics import Diagnostic, has_errors
from quizapp.model.order import in_order
from quizapp.model.people import Person
from quizapp.model.progress import Progress, Work, in_silence
from quizapp.model.published import Publication, Retired, SourceFile
from quizapp.model.things import thing_at
from quizapp.services.authoring.apart import check_apart, check_thing_apart
from quizapp.services.authoring.followers import LiveThing, followers, live_things, said_of_live
from quizapp.services.authoring.going_live import Changed, ChangedMeanwhile, Completed, Ready, make_live
from quizapp.services.authoring.sandbox import compile_untrusted, get_ready
from quizapp.services.site.site import Site


@dataclass(frozen=True, slots=True)
class Published:
    """The outcome of publishing: every diagnostic, and the new publications; or why there are none.

    With an error anywhere, with a path that was `refused` for a version made elsewhere, or with something that
    `changed` meanwhile, nothing was published, and `publications` is empty. `completed` is how many people each module
    was completed for, because they had done all that it asks now.
    `brought_back` is what of the publications was retired until then.
    """

    diagnostics: tuple[Diagnostic, ...]
    publications: tuple[Publication, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    completed: tuple[Completed, ...] = ()
    brought_back: tuple[Retired, ...] = ()


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
    progress: Progress = in_silence,
) -> Published:
    """Check the files, compile them apart from this process, and make what is new live, all in one transaction.

    An error in any of them publishes none. A live version published from elsewhere (the browser, say) is refused
    unless `replace`. What has not changed is left alone, except that the same bytes in an older format make a version
    in the current one, once. `whole` is whether these are all files of their modules.

    With `asked`, a file that is not among these paths is here only because others draw on it: it goes live by itself
    only if it is live already. What is live and draws on any of these files is checked and published again with
    them, from its own live bytes, so that no two live things ever hold one file in two states.

    Nothing is published either where something of these modules went live meanwhile: `changed` says what, by whom and
    when, and nobody's version is replaced before it could be seen.
    """
    today = site.today()
    get_ready()
    diagnostics = check_apart(files, today, whole=whole, progress=progress)
    if has_errors(diagnostics):
        return Published(diagnostics)
    with site.database.snapshot() as connection:
        live = live_things(connection)
    things = [path for path in thing_paths(files) if asked is None or path in asked or path in live]
    wanted: list[str] = []
    unchanged: list[str] = []
    refused: list[str] = []
    for path in things:
        if path in live and _stays(live[path], drawn_files(files, path), asked is None or path in asked):
            unchanged.append(path)
        elif path in live and live[path].origin != origin and not replace:
            refused.append(path)
        else:
            wanted.append(path)
    if refused:
        return Published(diagnostics, unchanged=tuple(unchanged), refused=tuple(refused))
    again = followers(live, files, things)
    with progress(Work.CHECK_LIVE, len(again)) as done:
        for path, drawn in again.items():
            found = check_thing_apart(drawn, path, today)
            diagnostics = in_order((*diagnostics, *said_of_live(found, drawn, files)))
            done(1)
    if has_errors(diagnostics):
        return Published(diagnostics)
    ready, said = compile_apart(files, wanted, today)
    for path, drawn in again.items():
        more, problems = compile_apart(drawn, [path], today, live[path].origin)
        ready, said = (*ready, *more), (*said, *said_of_live(problems, drawn, files))
    if has_errors(said):
        return Published(in_order((*diagnostics, *said)))
    modules = {thing_at(file.path).module for file in files}
    seen = {path: one.publication.version for path, one in live.items() if one.publication.thing.module in modules}
    try:
        made = make_live(site, ready, seen, modules, by=by, why=why, origin=origin)
    except ChangedMeanwhile as meanwhile:
        return Published(diagnostics, unchanged=tuple(unchanged), changed=meanwhile.changes)
    return Published(
        diagnostics,
        made.publications,
        tuple(unchanged),
        completed=made.completed,
        brought_back=made.brought_back,
    )


def _stays(live: LiveThing, drawn: Sequence[SourceFile], asked: bool) -> bool:
    """Whether what is live needs no new version: the same bytes, in the current format where it was asked about."""
    return live.publication.version == version_id(drawn, formats.CURRENT) if asked else live.has_bytes(drawn)


def compile_apart(
    files: Sequence[SourceFile], paths: Iterable[str], today: date | None = None, origin: str | None = None
) -> tuple[tuple[Ready, ...], tuple[Diagnostic, ...]]:
    """Compile these scenarios and sets in processes of their own, with limits: what is ready, and what is said."""
    ready: list[Ready] = []
    said: list[Diagnostic] = []
    for path in paths:
        drawn = drawn_files(files, path)
        outcome = compile_untrusted(drawn, today, path=path)
        if outcome.texts is None:
            said += outcome.diagnostics
        else:
            ready.append(Ready(path, drawn, version_id(drawn, formats.CURRENT), outcome.texts, origin))
    return tuple(ready), tuple(said)
