"""Whether what is stored is whole: the twelve invariants that the database can show, on live data."""

from quizapp.content.compile import COMPILER
from quizapp.engine import moves
from quizapp.engine.results import is_of
from quizapp.model.attempts import AttemptState, OddMoment, Run, StoredResult, Violation
from quizapp.model.play import NotPossible
from quizapp.model.score import UnknownScorer
from quizapp.services.site.site import NotCompiled, Site
from quizapp.services.taking import results, sets
from quizapp.store import invariants
from quizapp.store import odd_moments as odd
from quizapp.store.database import Connection
from quizapp.store.published import versions
from quizapp.store.taking import attempts, histories

PAGE = 500  # attempts read, replayed and compared with their results at a time


def check_invariants(site: Site) -> tuple[Violation, ...]:
    """Every broken invariant, or nothing. Each attempt is replayed and rescored in its pinned version."""
    found: list[Violation] = []
    with site.database.snapshot() as connection:
        found += invariants.violations(connection)
        after = 0
        while page := histories.runs(connection, after, PAGE):
            site.prepare((run.attempt for run in page), connection)
            stored_results = attempts.results(connection, [run.attempt.id for run in page])
            for run in page:
                found += _replayed(site, connection, run, stored_results.get(run.attempt.id))
            after = page[-1].attempt.id
    return tuple(found)


def _replayed(site: Site, connection: Connection, run: Run, stored_result: StoredResult | None) -> list[Violation]:
    """What is wrong with an attempt and with what was stored as its result, which an open one has not."""
    attempt, name = run.attempt, f"attempt {run.attempt.id}"
    try:
        if attempt.thing.is_set:
            return _regraded(site, connection, run, stored_result)
        playable = site.playable(attempt.version, connection)
    except NotCompiled:
        return [Violation(5, f"{name}: version {attempt.version[:12]} is not compiled for compiler {COMPILER}")]
    try:
        places = moves.replay(playable.story, run.steps)
    except NotPossible as problem:
        return [Violation(6, f"{name}: its steps are no walk in its version: {problem}")]
    ended = moves.at_ending(playable.story, places[-1])
    if ended != (attempt.state is AttemptState.FINISHED):
        return [Violation(8, f"{name}: is {attempt.state}, and {'has' if ended else 'has not'} reached an ending")]
    if not ended:
        return []
    if attempt.ending != places[-1].passage:
        return [Violation(6, f"{name}: ends at {attempt.ending}, and its steps lead to {places[-1].passage}")]
    return _rescored(site, connection, run, stored_result)


def _rescored(site: Site, connection: Connection, run: Run, stored_result: StoredResult | None) -> list[Violation]:
    """What is wrong with the result of a finished attempt: it is what its steps come to by its own scorer."""
    name = f"attempt {run.attempt.id}"
    try:
        score = results.earned(site, connection, run)
    except UnknownScorer as problem:
        return [Violation(4, f"{name}: {problem}")]
    except NotPossible as problem:
        return [Violation(6, f"{name}: its answers are none to its questions: {problem}")]
    if stored_result is None or not is_of(stored_result, score):
        return [Violation(4, f"{name}: its stored result is not what its steps score")]
    return []


def _regraded(site: Site, connection: Connection, run: Run, stored_result: StoredResult | None) -> list[Violation]:
    """What is wrong with an attempt at a set: its steps answer what was drawn, and its result is what they score."""
    attempt, name = run.attempt, f"attempt {run.attempt.id}"
    quiz, asked = site.quiz(attempt.version, connection), sets.drawn(run)
    if any(one.question not in quiz.questions for one in asked):
        return [Violation(5, f"{name}: a question was drawn that its version does not have")]
    if [step.passage for step in run.steps] != [one.question for one in asked[: len(run.steps)]]:
        return [Violation(6, f"{name}: its steps do not answer what was drawn")]
    finished = len(run.steps) == len(asked)
    if finished != (attempt.state is AttemptState.FINISHED):
        return [Violation(8, f"{name}: is {attempt.state}, and {'no' if finished else 'some'} question is left")]
    return _rescored(site, connection, run, stored_result) if finished else []


def odd_moments(site: Site) -> tuple[OddMoment, ...]:
    """What was stored as ended before it began, or in a year outside reason: signs of a clock that went wrong.

    They are no broken invariants: nothing is refused for them, and a copy that has them is restored.
    """
    with site.database.snapshot() as connection:
        return odd.odd_moments(connection, site.now())


def count_live(site: Site) -> int:
    """How many files are live, for the doctor's report."""
    with site.database.read() as connection:
        return len(versions.all_live(connection))
