"""Whether what is stored is whole: the twelve invariants that the database can show, on live data."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from quizapp.content.compile import COMPILER
from quizapp.engine import moves, scorers
from quizapp.engine.results import is_same, stored
from quizapp.engine.story import Story
from quizapp.model.attempts import AttemptState, OddMoment, Run, StoredResult, Violation
from quizapp.model.cache import Cache
from quizapp.model.play import NotPossible, Step
from quizapp.model.progress import Progress, Work, in_silence
from quizapp.model.score import Score, UnknownScorer
from quizapp.services.operating import counting
from quizapp.services.site import standings
from quizapp.services.site.site import NotCompiled, Quiz, Site
from quizapp.services.taking import results, sets
from quizapp.store import invariants
from quizapp.store import odd_moments as odd
from quizapp.store.database import Connection
from quizapp.store.published import versions
from quizapp.store.taking import histories, walks

PAGE = 500  # attempts read, replayed and compared with their results at a time
MOST_WALKS = 16 * 1024 * 1024  # bytes of walks of one version, and of what they come to
STEP_BYTES, POINT_BYTES = 250, 250  # about what each takes


@dataclass(frozen=True, slots=True)
class _Walked:
    """What a walk comes to in its version by a scorer: the same for everybody who took it.

    `no_walk` is why it is none. `last` is the passage where it leads to; where that is an ending, `earned` is what it
    scores, or `unscored` why it cannot be scored: the invariant, and the words.
    """

    no_walk: str = ""
    last: str = ""
    is_ended: bool = False
    earned: StoredResult | None = None
    unscored: tuple[int, str] | None = None


_Walk = tuple[int, tuple[Step, ...]]  # the scorer, and the steps without their times
_Walks = Cache[_Walk, _Walked]


def check_invariants(site: Site, progress: Progress = in_silence) -> tuple[Violation, ...]:
    """Every broken invariant, or nothing. Each attempt is replayed and rescored in its pinned version.

    Version by version, so that each is read once; what many people did alike is replayed once, while it is remembered.
    """
    replayed: list[tuple[int, Violation]] = []
    with site.database.snapshot() as connection:
        found = (*invariants.violations(connection), *standings.wrong(site, connection))
        with progress(Work.LOOK_THROUGH, histories.count(connection)) as done:
            for version in walks.versions(connection):
                known: _Walks = Cache(MOST_WALKS, _walk_bytes)
                after = 0
                while page := walks.of_version(connection, version, after, PAGE):
                    stored_results = walks.results(connection, [run.attempt.id for run in page])
                    try:
                        judge = _judge(site, connection, page[0], known)
                    except NotCompiled:
                        judge = _not_compiled
                    for run in page:
                        replayed += [(run.attempt.id, said) for said in judge(run, stored_results.get(run.attempt.id))]
                    replayed += counting.miscounted(site, connection, page)
                    after = page[-1].attempt.id
                    done(len(page))
    return (*found, *(said for _, said in sorted(replayed, key=itemgetter(0))))


_Judge = Callable[[Run, StoredResult | None], list[Violation]]


def _judge(site: Site, connection: Connection, run: Run, known: _Walks) -> _Judge:
    """What says what is wrong with a run of this one's version; raises NotCompiled."""
    if run.attempt.thing.is_set:
        return partial(_regraded, site, connection, site.quiz(run.attempt.version, connection))
    return partial(_replayed, site.playable(run.attempt.version, connection).story, known)


def _not_compiled(run: Run, _: StoredResult | None) -> list[Violation]:
    version = run.attempt.version[:12]
    return [Violation(5, f"{_named(run)}: version {version} is not compiled for compiler {COMPILER}")]


def _replayed(story: Story, known: _Walks, run: Run, stored_result: StoredResult | None) -> list[Violation]:
    """What is wrong with an attempt at a story and with what was stored as its result, which an open one has not."""
    attempt, walk = run.attempt, (run.attempt.scorer, run.steps)
    walked = known.get(walk) or known.add(walk, _walked(story, *walk))
    if walked.no_walk:
        return [Violation(6, f"{_named(run)}: its steps are no walk in its version: {walked.no_walk}")]
    if walked.is_ended != (attempt.state is AttemptState.FINISHED):
        has = "has" if walked.is_ended else "has not"
        return [Violation(8, f"{_named(run)}: is {attempt.state}, and {has} reached an ending")]
    if not walked.is_ended:
        return []
    if attempt.ending != walked.last:
        return [Violation(6, f"{_named(run)}: ends at {attempt.ending}, and its steps lead to {walked.last}")]
    return _compared(run, stored_result, walked.earned, walked.unscored)


def _walked(story: Story, scorer: int, steps: tuple[Step, ...]) -> _Walked:
    try:
        last = moves.replay(story, steps)[-1]
    except NotPossible as problem:
        return _Walked(no_walk=str(problem))
    if not moves.at_ending(story, last):
        return _Walked(last=last.passage)
    earned, unscored = _scored(partial(scorers.score, scorer, story, steps))
    return _Walked(last=last.passage, is_ended=True, earned=earned, unscored=unscored)


def _walk_bytes(walk: _Walk, walked: _Walked) -> int:
    """About what a walk takes, and what it comes to."""
    answers = sum(len(step.answer.text) for step in walk[1] if step.answer is not None)
    return 500 + len(walk[1]) * STEP_BYTES + answers + (len(walked.earned.points) * POINT_BYTES if walked.earned else 0)


def _scored(score: Callable[[], Score]) -> tuple[StoredResult | None, tuple[int, str] | None]:
    """What is earned, as it would be stored, or why that cannot be said."""
    try:
        return stored(score()), None
    except UnknownScorer as problem:
        return None, (4, str(problem))
    except NotPossible as problem:
        return None, (6, f"its answers are none to its questions: {problem}")


def _compared(
    run: Run, stored_result: StoredResult | None, earned: StoredResult | None, unscored: tuple[int, str] | None
) -> list[Violation]:
    """What is wrong with the result of a finished attempt: it is what its steps come to by its own scorer."""
    if earned is None:
        return [Violation(number, f"{_named(run)}: {text}") for number, text in filter(None, [unscored])]
    if stored_result is None or not is_same(stored_result, earned):
        return [Violation(4, f"{_named(run)}: its stored result is not what its steps score")]
    return []


def _regraded(
    site: Site, connection: Connection, quiz: Quiz, run: Run, stored_result: StoredResult | None
) -> list[Violation]:
    """What is wrong with an attempt at a set: its steps answer what was drawn, and its result is what they score."""
    attempt, asked = run.attempt, sets.drawn(run)
    if any(one.question not in quiz.questions for one in asked):
        return [Violation(5, f"{_named(run)}: a question was drawn that its version does not have")]
    if [step.passage for step in run.steps] != [one.question for one in asked[: len(run.steps)]]:
        return [Violation(6, f"{_named(run)}: its steps do not answer what was drawn")]
    finished = len(run.steps) == len(asked)
    if finished != (attempt.state is AttemptState.FINISHED):
        return [Violation(8, f"{_named(run)}: is {attempt.state}, and {'no' if finished else 'some'} question is left")]
    if not finished:
        return []
    return _compared(run, stored_result, *_scored(partial(results.earned, site, connection, run)))


def _named(run: Run) -> str:
    return f"attempt {run.attempt.id}"


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
