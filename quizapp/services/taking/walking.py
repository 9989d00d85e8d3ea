"""Where somebody stands in a story, by the fewest steps: from where they were seen last, or else from the start.

What is remembered holds for the steps that it was made of, and is known again by the last of them: steps are never
changed, and each has its time. Where that step is another one, or is not there, or a page further back is asked for,
all steps are loaded and replayed.
"""

from dataclasses import dataclass

from quizapp.engine import moves
from quizapp.engine.remaining import minutes_left
from quizapp.model.attempts import Run
from quizapp.model.play import NotPossible, Place, Step
from quizapp.services.site.site import Playable, Site
from quizapp.services.site.walks import Reached
from quizapp.store.database import Connection
from quizapp.store.taking import attempts


@dataclass(frozen=True, slots=True)
class Stand:
    """The place before step `at` of a run, and about how many minutes are left there (None: not known).

    `run` has the step before it at least, and all that follow.
    """

    run: Run
    at: int
    place: Place
    left: int | None


def first_needed(site: Site, attempt: str, number: int) -> int:
    """The number of the first step that has to be loaded for the page before step `number`, or for the answer to it."""
    known = site.walks.get(attempt)
    return known.count - 1 if known is not None and known.count <= number else 0


def stand(site: Site, connection: Connection, playable: Playable, run: Run, number: int | None) -> Stand:
    """Where the person stood before step `number` of a run; None, or beyond: where they are.

    `run` may be of the steps from `first_needed` on. Raises NotPossible if the steps are no walk of this story.
    """
    known = _known(site, run, number)
    if known is None and run.first:
        run = _loaded(connection, run.attempt.id)
    at = run.count if number is None else min(number, run.count)
    reached = there = known or _start(playable)
    for step in run.steps[reached.count - run.first :]:
        reached = _after(playable, reached, step)
        if reached.count == at:
            there = reached
    if reached is not known and reached.count:
        site.walks.put(run.attempt.public_id, reached)
    left = minutes_left(playable.compiled.minutes_left, [there.place], there.least)
    return Stand(run, at, there.place, left)


def whole(site: Site, connection: Connection, playable: Playable, run: Run, step: Step, place: Place) -> Run:
    """All steps of a run with the one that was stored now, which led to an ending: each replayed from the start.

    NotPossible where they lead somewhere else: so nothing is finished by what was remembered alone.
    """
    steps = attempts.steps(connection, run.attempt.id) if run.first else (*run.steps, step)
    if moves.replay(playable.story, steps)[-1] != place:
        site.walks.drop(run.attempt.public_id)
        raise NotPossible("the steps of this attempt do not lead to this ending")
    return Run(run.attempt, steps)


def _known(site: Site, run: Run, number: int | None) -> Reached | None:
    """What is remembered of the first steps of this run, if they are the same and `number` is none of them."""
    known = site.walks.get(run.attempt.public_id)
    if known is None or known.version != run.attempt.version or (number is not None and number < known.count):
        return None
    if not run.first < known.count <= run.count or run.step(known.count - 1) != known.last:
        return None
    return known


def _loaded(connection: Connection, attempt: int) -> Run:
    found = attempts.by_id(connection, attempt)
    if found is None:
        raise AssertionError(f"attempt {attempt} is there no longer")
    return found


def _start(playable: Playable) -> Reached:
    place, compiled = moves.start(playable.story), playable.compiled
    least = _least(playable, place, compiled.scenario.minutes)
    return Reached(compiled.version, 0, None, place, least)


def _after(playable: Playable, reached: Reached, step: Step) -> Reached:
    place = moves.follow(playable.story, reached.place, reached.count, step)
    return Reached(reached.version, reached.count + 1, step, place, _least(playable, place, reached.least))


def _least(playable: Playable, place: Place, least: int) -> int:
    left = minutes_left(playable.compiled.minutes_left, [place], least)
    return least if left is None else left
