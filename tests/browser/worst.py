"""A play that shows as little as can be, for the browser's tests: what looks longest when somebody looks back on it."""

from quizapp.engine import moves, scorers, simulation
from quizapp.engine.story import Story
from quizapp.model.people import Person
from quizapp.model.play import Step
from quizapp.model.scenario import Choice, Outcome
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from tests.browser.playing import story_of

PLAYS = 300  # by chance, beside the one that chooses what is worth least on each page


def worst_play(site: Site, person: Person, module: str, scenario: str) -> str:
    """The public id of a whole play that ends in harm, and of those that were tried scores least."""
    story = story_of(site, scenario)
    attempt = learning.start(site, person, module, scenario)
    assert attempt is not None
    steps = worst_steps(story)
    for step, place in zip(steps, moves.replay(story, steps), strict=False):
        reply = None if step.choice is None else moves.offered(story, place).index(step.choice)
        assert learning.answer(site, person, attempt, step.number, reply)
    return attempt


def worst_steps(story: Story) -> tuple[Step, ...]:
    """The steps of that play. The story asks no questions."""
    plays = [simulation.play(story, seed) for seed in range(PLAYS)] + [_least(story)]
    harmful = [steps for steps in plays if _outcome(story, steps) is Outcome.HARM]
    return min(harmful, key=lambda steps: scorers.score(scorers.CURRENT, story, steps).value)


def _outcome(story: Story, steps: tuple[Step, ...]) -> Outcome | None:
    return story.passages[moves.replay(story, steps)[-1].passage].outcome


def _least(story: Story) -> tuple[Step, ...]:
    place, steps = moves.start(story), []
    while not moves.at_ending(story, place):
        choices, offered = story.passages[place.passage].choices, moves.offered(story, place)
        worth = [_worth(choices[index]) for index in offered]
        step, place = moves.make_step(story, place, len(steps), worth.index(min(worth)) if worth else None, None)
        steps.append(step)
    return tuple(steps)


def _worth(choice: Choice) -> float:
    return float(sum(mark.worth for mark in choice.marks)) / len(choice.marks) if choice.marks else 0.5
