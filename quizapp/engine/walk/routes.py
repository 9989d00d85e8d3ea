"""The shortest way from a story's start to each of its passages, as moves that somebody can make."""

from collections.abc import Mapping

from quizapp.engine.asking import best_answer
from quizapp.engine.story import Story
from quizapp.engine.walk.plan import Way, plan
from quizapp.engine.walk.states import States, explore
from quizapp.engine.walk.unfolding import asker, question_number, unfolded
from quizapp.model.play import Step, StepKind

LIMIT = 200_000  # states, as many as the walk looks at: a second or two at the very most


def shortest_ways(story: Story, limit: int = LIMIT) -> Mapping[str, tuple[Step, ...]]:
    """The fewest moves to each passage that can be reached, by anchor; the start's are none. Steps have no time.

    To a passage that asks they lead to its first question, and every question on the way is answered as well as can
    be. A passage that is left out is never reached or, in a story with more states than `limit`, was not found.
    """
    found = explore(plan(unfolded(story)), limit)
    ways: dict[str, tuple[Step, ...]] = {}
    for state in range(len(found.states)):
        anchor = asker(found.plan.passages[found.passage(state)].anchor)
        if anchor not in ways:
            ways[anchor] = _steps(story, found, state)
    return ways


def _steps(story: Story, found: States, state: int) -> tuple[Step, ...]:
    taken: list[tuple[int, Way]] = []
    came_from = found.before[state]
    while came_from is not None:
        taken.append(came_from)
        came_from = found.before[came_from[0]]
    return tuple(_step(story, found, number, *leg) for number, leg in enumerate(reversed(taken)))


def _step(story: Story, found: States, number: int, state: int, way: Way) -> Step:
    p = found.passage(state)
    anchor = found.plan.passages[p].anchor
    if found.plan.is_question(p):
        question = story.asked[asker(anchor)][question_number(anchor)]
        return Step(number, StepKind.ANSWER, question.id, None, None, best_answer(question))
    return Step(number, StepKind.CONTINUE if way.choice is None else StepKind.CHOICE, anchor, way.choice)
