"""The publish state page: every file on disk or live, whether the two differ, and what `check` says of it."""

from collections.abc import Mapping

from quizapp.content.library import read_folder
from quizapp.content.questions.drawn import drawn_files
from quizapp.model.acts import Act, must
from quizapp.model.people import Person
from quizapp.model.published import FileState, SourceFile
from quizapp.services.authoring.apart import check_apart
from quizapp.services.site.site import Site
from quizapp.store.published import retirements, versions


def states(site: Site, viewer: Person) -> tuple[FileState, ...]:
    """Each file on disk, live or retired: its version, when and by whom, and what check says of it."""
    must(viewer, Act.SEE_PUBLISHED)
    reading = read_folder(site.settings.folder)
    found = {f.path: f for f in reading.files}
    diagnostics = (*reading.diagnostics, *check_apart(reading.files, site.today()))
    with site.database.snapshot() as connection:
        live = {p.path: p for p in versions.all_live(connection)}
        retired = {one.path: one for one in retirements.everything(connection)}
        known = (*site.all_live(connection), *site.as_it_was(retired.values(), connection))
        titles = {part.thing.path: part.title for part in known}
        files = versions.live_files(connection)
        parts = {path: files[p.version] for path, p in live.items()}
    unread = {d.span.path for d in reading.diagnostics}  # on disk all the same
    said = {d.span.path for d in diagnostics}
    paths = sorted(found.keys() | live.keys() | retired.keys() | said)
    return tuple(
        FileState(
            path=path,
            title=_title(path, titles, found.get(path)),
            on_disk=path in found or path in unread,
            live=live.get(path),
            changed=_changed(path, found, parts),
            diagnostics=tuple(d for d in diagnostics if d.span.path == path),
            retired=retired.get(path),
        )
        for path in paths
    )


def _changed(path: str, found: dict[str, SourceFile], parts: dict[str, tuple[SourceFile, ...]]) -> bool:
    """Whether disk and live differ: for a briefing, whether anything live draws on other bytes of it."""
    if path in parts:
        return drawn_files(found.values(), path) != tuple(sorted(parts[path], key=lambda f: f.path))
    drawn = [f for files in parts.values() for f in files if f.path == path]
    return path in found and any(f.content != found[path].content for f in drawn)


def _title(path: str, titles: Mapping[str, str], file: SourceFile | None) -> str:
    if path in titles:
        return titles[path]
    first = next((line for line in (file.content.splitlines() if file else ()) if line.startswith(b"# ")), b"")
    return first[2:].decode("utf-8", "replace").strip() or path
