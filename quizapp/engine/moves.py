"""Moving through a story: what is asked and offered, where a move leads, and the replay of a whole attempt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from quizapp.engine.asking import is_answer
from quizapp.engine.conditions import holds
from quizapp.engine.story import Story
from quizapp.model.play import Answer, NotPossible, Place, Step, StepKind
from quizapp.model.questions import Question
from quizapp.model.scenario import Block, Change, Counter, Passage


def start(story: Story) -> Place:
    """Where everybody begins: the first passage, counters at their start, nothing visited."""
    if not story.scenario.passages:
        raise NotPossible("this story has no passages")
    counters = tuple(clamped(c, c.start) for c in story.scenario.counters)
    return Place(story.scenario.passages[0].anchor, counters, frozenset())


def clamped(counter: Counter, value: int) -> int:
    """The value, or the edge of the counter's range that it went past (FORMAT §3)."""
    return max(counter.low, min(counter.high, value))


def passage_at(story: Story, place: Place) -> Passage:
    """The passage where this person stands."""
    passage = story.passages.get(place.passage)
    if passage is None:
        raise NotPossible(f"there is no passage `{place.passage}` in this story")
    return passage


def at_ending(story: Story, place: Place) -> bool:
    """Whether the story stops here, as its author declared."""
    return passage_at(story, place).is_ending


def waiting(story: Story, place: Place) -> Question | None:
    """The question to be answered here now, before the way on; None where none is left on this visit."""
    asked = story.asked.get(place.passage, ())
    return asked[place.asked] if place.asked < len(asked) else None


def answered(place: Place) -> Place:
    """The place once the question that waits here is answered: counters and visited stay as they are."""
    return replace(place, asked=place.asked + 1)


def offered(story: Story, place: Place) -> tuple[int, ...]:
    """The choices that are offered here, as indices as written, in file order.

    Nothing is offered at an ending, nor while a question waits.
    """
    passage = passage_at(story, place)
    if passage.is_ending or waiting(story, place) is not None:
        return ()
    return tuple(i for i, choice in enumerate(passage.choices) if holds(choice.condition, place, story))


def blocks(story: Story, place: Place) -> tuple[Block, ...]:
    """The prose that is shown here now."""
    return tuple(b for b in passage_at(story, place).blocks if holds(b.condition, place, story))


def move(story: Story, place: Place, choice: int | None) -> Place:
    """Where a choice (its index as written) or a continue (None) leads.

    Raises NotPossible for a choice that is not offered, a continue where there are choices, any move from an
    ending or while a question waits, and a target that does not exist.
    """
    passage = passage_at(story, place)
    if passage.is_ending:
        raise NotPossible("the story has ended here")
    if waiting(story, place) is not None:
        raise NotPossible("a question is to be answered here first")
    changes: tuple[Change, ...] = ()
    if choice is None:
        if passage.choices or passage.way_on is None:
            raise NotPossible("there is nothing to continue to here")
        target = passage.way_on.target
    else:
        if not 0 <= choice < len(passage.choices) or not holds(passage.choices[choice].condition, place, story):
            raise NotPossible("this choice is not offered here")
        target, changes = passage.choices[choice].target, passage.choices[choice].changes
    if target not in story.passages:
        raise NotPossible(f"there is no passage `{target}` in this story")
    here = place.passage
    visited = place.visited if here in place.visited else place.visited | {here}  # whoever goes round copies nothing
    return Place(target, _changed(story, place.counters, changes), visited)


def _changed(story: Story, counters: tuple[int, ...], changes: tuple[Change, ...]) -> tuple[int, ...]:
    if not changes:
        return counters
    values = list(counters)
    for change in changes:
        index = story.counters.get(change.counter)
        if index is not None:
            values[index] = clamped(story.scenario.counters[index], values[index] + change.by)
    return tuple(values)


def replay(story: Story, steps: Sequence[Step]) -> tuple[Place, ...]:
    """Every place of a walk, from the start to where its last step led: one more than there are steps.

    Raises NotPossible if the steps are no walk of this story, or are not numbered 0, 1, 2 and so on.
    """
    places = [start(story)]
    for number, step in enumerate(steps):
        places.append(follow(story, places[-1], number, step))
    return tuple(places)


def follow(story: Story, place: Place, number: int, step: Step) -> Place:
    """Where a step that was taken leads. NotPossible if it cannot be taken here, or is not the step of this number."""
    if step.number != number:
        raise NotPossible(f"step {step.number} at `{step.passage}` does not follow on")
    if step.kind is StepKind.ANSWER:
        question = waiting(story, place)
        if question is None or step.passage != question.id or step.answer is None or step.choice is not None:
            raise NotPossible(f"step {step.number} answers no question that is asked here")
        if not is_answer(question, step.answer):
            raise NotPossible(f"step {step.number} is no answer to `{question.id}`")
        return answered(place)
    if step.passage != place.passage:
        raise NotPossible(f"step {step.number} at `{step.passage}` does not follow on")
    if (step.kind is StepKind.CHOICE) != (step.choice is not None):
        raise NotPossible(f"step {step.number} is neither a choice nor a continue")
    return move(story, place, step.choice)


def chosen_index(story: Story, place: Place, position: int) -> int:
    """The index as written of the choice shown at this position, counted from 0 among those offered."""
    shown = offered(story, place)
    if not 0 <= position < len(shown):
        raise NotPossible("this choice is not offered here")
    return shown[position]


def make_step(story: Story, place: Place, number: int, position: int | None, at: datetime | None) -> tuple[Step, Place]:
    """The step for a posted position, or for a continue (None), and where it leads. NotPossible as `move` raises it."""
    choice = None if position is None else chosen_index(story, place, position)
    there = move(story, place, choice)
    kind = StepKind.CONTINUE if choice is None else StepKind.CHOICE
    return Step(number, kind, place.passage, choice, at), there


def answer_step(story: Story, place: Place, number: int, answer: Answer, at: datetime | None) -> tuple[Step, Place]:
    """The step that answers the question waiting here, and the place then. NotPossible if none waits, or it has no such
    answer."""
    question = waiting(story, place)
    if question is None:
        raise NotPossible("no question is asked here now")
    if not is_answer(question, answer):
        raise NotPossible("this is no answer to this question")
    return Step(number, StepKind.ANSWER, question.id, None, at, answer), answered(place)
