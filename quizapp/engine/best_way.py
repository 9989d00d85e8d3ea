"""The way of somebody who always chooses best, and another way beside it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quizapp.engine import moves
from quizapp.engine.asking import best_answer
from quizapp.engine.story import Story
from quizapp.model.play import Place, Step, StepKind

LONGEST_WAY = 200
"""A way with more pages than this goes round in a circle."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A part of two ways: the positions in each. `together` is one position of either, at the same page."""

    own: range
    best: range
    together: bool


def best_way(story: Story, own: Sequence[Step] = ()) -> tuple[tuple[Step, ...], Place]:
    """The steps of somebody who always chooses best, and where they come to. Steps have no time.

    Each decision is taken by its first best choice as written, each question by its best answer. Where nothing is
    better than another (nothing is marked, or `own` shows as much), it goes as `own` went there, or else by the first
    that is offered. It stops at an ending, where nothing is offered, and after LONGEST_WAY pages.
    """
    went: defaultdict[str, list[int]] = defaultdict(list)
    for step in own:
        if step.choice is not None:
            went[step.passage].append(step.choice)
    steps, taken, place = list[Step](), Counter[tuple[str, int]](), moves.start(story)
    for _ in range(LONGEST_WAY):
        while (question := moves.waiting(story, place)) is not None:
            step, place = moves.answer_step(story, place, len(steps), best_answer(question), None)
            steps.append(step)
        passage = moves.passage_at(story, place)
        if passage.is_ending or (not passage.choices and passage.way_on is None):
            break
        choice = None
        if passage.choices:
            offered = moves.offered(story, place)
            as_good = [c for c in went[place.passage] if c in offered and passage.shows_all(c)]
            written = [c for c in passage.best_choices if c in offered] or list(offered)
            if not written:
                break
            # The one that was taken here least often, so that it does not go round for ever where nothing is marked.
            choice = min((*as_good, *written), key=lambda c: taken[place.passage, c])
            taken[place.passage, choice] += 1
        kind = StepKind.CONTINUE if choice is None else StepKind.CHOICE
        steps.append(Step(len(steps), kind, place.passage, choice))
        place = moves.move(story, place, choice)
    return tuple(steps), place


def beside(own: Sequence[str], best: Sequence[str]) -> tuple[SideBySide, ...]:
    """Two ways, as the pages that they come to, laid beside each other: page by page where they share it.

    In between are parts in which at least one of them comes to pages that the other does not.
    """
    parts = list[SideBySide]()
    for tag, own_from, own_to, best_from, best_to in SequenceMatcher(None, own, best, autojunk=False).get_opcodes():
        if tag == "equal":
            pages = zip(range(own_from, own_to), range(best_from, best_to), strict=True)
            parts += [SideBySide(range(o, o + 1), range(b, b + 1), together=True) for o, b in pages]
        else:
            parts.append(SideBySide(range(own_from, own_to), range(best_from, best_to), together=False))
    return tuple(parts)
