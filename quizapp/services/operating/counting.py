"""The figures of teams counted anew from attempts: to fill them where there are none, and to prove them."""

from collections.abc import Sequence

from quizapp.engine.first_marks import first_marks
from quizapp.model.attempts import Run, Violation
from quizapp.model.first_marks import FirstMark
from quizapp.model.play import NotPossible
from quizapp.model.scenario import Word
from quizapp.model.score import UnknownScorer
from quizapp.services.site.site import NotCompiled, Site
from quizapp.services.taking.results import earned
from quizapp.store.database import Connection
from quizapp.store.records import figures
from quizapp.store.taking import attempts


def fill(site: Site) -> int:
    """Count all first attempts where there are some and none was counted; how many. Every version is compiled.

    That is so once: after the first upgrade to a release that has these figures.
    """
    with site.database.write() as connection:
        if not figures.are_to_be_filled(connection):
            return 0
        figures.hold_homes(connection)
        counted = 0
        for attempt_id in figures.in_order(connection):
            run = attempts.by_id(connection, attempt_id)
            if run is None:
                raise AssertionError(f"attempt {attempt_id} is somebody's first, and is not there")
            marks = _marks(site, connection, run)
            if marks is not None:
                figures.add(connection, run.attempt, marks)
                counted += 1
        return counted


def miscounted(site: Site, connection: Connection, runs: Sequence[Run]) -> list[tuple[int, Violation]]:
    """What is wrong with what these attempts, of one version, count as: attempt → in words. Sums are not looked at.

    A mark that stands for somebody is what the first attempt that it is of showed first; and of a point that any of
    their first attempts reached, there is a mark. What cannot be scored is told of elsewhere.
    """
    first = figures.first_attempts(connection, [run.attempt.id for run in runs])
    counting = [run for run in runs if run.attempt.id in first]
    if not counting:
        return []
    people = [run.attempt.person for run in counting]
    stored = figures.counted(connection, people, counting[0].attempt.thing.module)
    found = []
    for run in counting:
        marks = _marks(site, connection, run) or ()
        wrong = [mark.point for mark in marks if not _is_right(run, mark, stored.get(run.attempt.person, {}))]
        found += [
            (run.attempt.id, Violation(4, f"attempt {run.attempt.id}: is not counted as its steps show for {point}"))
            for point in wrong
        ]
    return found


def _marks(site: Site, connection: Connection, run: Run) -> tuple[FirstMark, ...] | None:
    """What a first attempt counts as; None where it cannot be scored, which the doctor tells."""
    try:
        return first_marks(earned(site, connection, run), run.steps)
    except (NotCompiled, NotPossible, UnknownScorer):
        return None


def _is_right(run: Run, mark: FirstMark, stored: dict[str, tuple[int, FirstMark]]) -> bool:
    if mark.point not in stored:
        return False
    of, counted = stored[mark.point]
    if of == run.attempt.id:
        return counted == mark
    return counted.word is not Word.NOT_REACHED or mark.word is Word.NOT_REACHED
