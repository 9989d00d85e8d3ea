"""What an attempt earned: as its steps come to by its own scorer, and as it was stored when it was finished."""

from dataclasses import replace

from quizapp.engine import results, scorers
from quizapp.model.attempts import Alike, Run, StoredResult
from quizapp.model.quizzes import Drawing, DrawnQuestion
from quizapp.model.score import Score
from quizapp.services.site.site import Site
from quizapp.store.database import Connection


def earned(site: Site, connection: Connection, run: Run) -> Score:
    """What a run's steps come to by the scorer that its attempt is pinned to; UnknownScorer, NotPossible as it says.

    This works a score out. Once it is stored, pages show that (`shown`); only the doctor works it out again.
    """
    attempt = run.attempt
    if attempt.thing.is_scenario:
        return scorers.score(attempt.scorer, site.playable(attempt.version, connection).story, run.steps)
    if run.drawing is None:
        raise AssertionError(f"attempt {attempt.id} is at a set, and nothing was drawn for it")
    return scorers.grade(attempt.scorer, site.quiz(attempt.version, connection).compiled.set, run.drawing, run.steps)


def alone(site: Site, connection: Connection, one: Alike) -> Score:
    """What a single answer comes to by its attempt's scorer, as if nothing else had been asked.

    Its marks are those that it has in its attempt, for they depend on nothing that was answered before.
    """
    step = replace(one.step, number=0)
    if one.thing.is_scenario:
        return scorers.score(one.scorer, site.playable(one.version, connection).story, (step,))
    drawing = Drawing((DrawnQuestion(step.passage, (), one.points),))
    return scorers.grade(one.scorer, site.quiz(one.version, connection).compiled.set, drawing, (step,))


def shown(site: Site, connection: Connection, run: Run, stored_result: StoredResult | None) -> Score:
    """The result that was stored for a finished run, with the answers that marked each of its points."""
    if stored_result is None:
        raise AssertionError(f"attempt {run.attempt.id} is finished, and has no result")
    return results.shown(stored_result, earned(site, connection, run))
