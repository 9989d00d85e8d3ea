"""The files that an author names on the command line: read to check, to publish, or to play often."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from quizapp.content import absent
from quizapp.content.consequences import causes
from quizapp.content.library import Reading, read_paths
from quizapp.content.places import site_path
from quizapp.model.diagnostics import Diagnostic, has_errors
from quizapp.model.play import NotPossible
from quizapp.model.progress import Progress, in_silence
from quizapp.model.published import SourceFile
from quizapp.model.walks import Simulation
from quizapp.services.authoring.apart import check_apart
from quizapp.services.authoring.checking import CheckResult, simulate
from quizapp.services.authoring.reporting import check_reading
from quizapp.services.site.site import Site
from quizapp.store.published import versions


def check_paths(
    paths: Sequence[Path], today: date, site: Path = Path(), *, figures: bool = False, progress: Progress = in_silence
) -> CheckResult:
    """Everything that is wrong with these files or folders, named by the paths that were typed; without any, with all
    in the folder of the site."""
    return check_reading(read_paths(paths, site), today, figures=figures, progress=progress)


def read_for_publishing(paths: Sequence[Path], site: Path = Path()) -> Reading:
    """These files or folders with the paths that a site knows them by, wherever on disk they are.

    Without any, everything in the folder of the site.
    """
    reading = read_paths(paths, site)
    files = tuple(SourceFile(site_path(f.path), f.content) for f in reading.files)
    return replace(reading, files=files, asked=frozenset(map(site_path, reading.asked)))


def help_for(path: Path) -> str:
    """What to type instead of a path at which there is nothing."""
    return absent.help_for(path)


def all_mistakes(reading: Reading, today: date) -> tuple[Diagnostic, ...]:
    """What could not be read, and all that is wrong with the rest, so that an author sees them in one run."""
    return causes((*reading.diagnostics, *check_apart(reading.files, today, whole=False)))


def said_of(reading: Reading, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What reading and then publishing found, in order, without what only follows from something else in it."""
    return causes((*reading.diagnostics, *found))


def live_files(site: Site, path: str) -> tuple[SourceFile, ...]:
    """The exact bytes of a live version, and of all that it draws on; empty where it is not live."""
    with site.database.read() as connection:
        live = versions.live(connection, path)
        return versions.files_of(connection, live.version) if live else ()


def simulate_file(file: Path, plays: int, seed: int) -> Simulation:
    """So many seeded plays of a file on disk. NotPossible, with the reasons, where it has an error."""
    if file.is_dir():
        raise NotPossible(f"{file}: this is a folder, and one scenario at a time is played often")
    reading = read_paths([file])
    if has_errors(reading.diagnostics):
        raise NotPossible("\n".join(map(str, reading.diagnostics)))
    return simulate(reading.files, next(iter(reading.asked)), plays, seed)
