"""Seeded plays of a story: for figures of what chance does, and for a demo's history."""

from collections import Counter
from random import Random

from quizapp.engine import moves, scorers
from quizapp.engine.answers import every_answer
from quizapp.engine.asking import best_answer
from quizapp.engine.story import Story
from quizapp.model.play import NotPossible, Place, Step, StepKind
from quizapp.model.walks import Simulation

STEP_LIMIT = 1_000
"""A play that has come to no ending after so many steps is stopped."""


def simulate(story: Story, plays: int, seed: int) -> Simulation:
    """What so many plays come to in which every offered choice is as likely as another. The same seed, the same plays.

    So is every answer to a question (`answers.every_answer`).

    Counts are of plays: `passages` of those that saw the passage. A play that comes to no ending (a dead link, nothing
    left to choose, or over STEP_LIMIT steps) is counted in `cut_off` alone and in `passages`, and has no score.
    """
    chance = seeded(seed)
    endings: Counter[str] = Counter()
    passages: Counter[str] = Counter()
    scores: Counter[int] = Counter()
    passed: Counter[int] = Counter()
    cut_off = 0
    for _ in range(plays if story.scenario.passages else 0):
        steps, place = one_play(story, chance, 0.0)
        passages.update(place.visited | {place.passage})
        if not moves.at_ending(story, place):
            cut_off += 1
            continue
        endings[place.passage] += 1
        earned = scorers.score(scorers.CURRENT, story, steps)
        scores[earned.percent] += 1
        passed[earned.percent] += earned.passed
    return Simulation(
        plays=plays,
        seed=seed,
        endings=tuple((p.anchor, endings[p.anchor]) for p in story.passages.values() if p.is_ending),
        passages=tuple((anchor, passages[anchor]) for anchor in story.passages),
        scores=tuple(sorted(scores.items())),
        passes=passed.total(),
        cut_off=cut_off if story.scenario.passages else plays,
        passed=tuple(sorted((percent, n) for percent, n in passed.items() if n)),
        pass_percent=story.scenario.pass_percent,
    )


def play(story: Story, seed: int, skill: float = 0.0) -> tuple[Step, ...]:
    """One play from start to ending. At each decision, with probability `skill`, a best choice; else any on offer.

    So is a question answered: with skill as well as can be, else in any way. Steps have no time. Raises NotPossible if
    the play comes to no ending, which a story without errors allows only where somebody can go round for STEP_LIMIT
    steps.
    """
    steps, place = one_play(story, seeded(seed), skill)
    if not moves.at_ending(story, place):
        raise NotPossible("this play came to no ending")
    return steps


def seeded(seed: int) -> Random:
    """A source of chance that gives the same again for the same seed."""
    return Random(seed)  # noqa: S311 - plays must come out the same again; nothing here is a secret


def one_play(story: Story, chance: Random, skill: float) -> tuple[tuple[Step, ...], Place]:
    """The steps of one play, and where it stopped: at an ending, or where it could not go on or was stopped."""
    place = moves.start(story)
    steps: list[Step] = []
    while len(steps) < STEP_LIMIT:
        question = moves.waiting(story, place)
        if question is not None:
            if not every_answer(question):
                break
            is_best = chance.random() < skill
            answer = best_answer(question) if is_best else chance.choice(every_answer(question))
            step, place = moves.answer_step(story, place, len(steps), answer, None)
            steps.append(step)
            continue
        ways = ways_on(story, place)
        if not ways:
            break
        best = [c for c in story.passages[place.passage].best_choices if c in ways]
        # In the second half skill no longer counts, so that a circle of best choices is left in the end.
        if best and len(steps) < STEP_LIMIT // 2 and chance.random() < skill:
            choice: int | None = chance.choice(best)
        else:
            choice = chance.choice(ways)
        kind = StepKind.CONTINUE if choice is None else StepKind.CHOICE
        steps.append(Step(len(steps), kind, place.passage, choice))
        place = moves.move(story, place, choice)
    return tuple(steps), place


def ways_on(story: Story, place: Place) -> tuple[int | None, ...]:
    """The moves that are possible here: offered choices as indices, or None for a continue; dead links left out.

    None while a question waits.
    """
    passage = moves.passage_at(story, place)
    if passage.is_ending or moves.waiting(story, place) is not None:
        return ()
    if not passage.choices:
        return (None,) if passage.way_on is not None and passage.way_on.target in story.passages else ()
    return tuple(i for i in moves.offered(story, place) if passage.choices[i].target in story.passages)
