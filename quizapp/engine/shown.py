"""Looking back at a path: what would have shown a point, where one can be shown, and a fact that is true of it."""

from collections.abc import Mapping, Sequence

from quizapp.engine import moves
from quizapp.engine.story import Story
from quizapp.model.play import Place
from quizapp.model.scenario import Passage, Word
from quizapp.model.score import CountedMark, CriticalFailure, PathFact, PointResult


def better_choices(story: Story, place: Place, point: str) -> tuple[int, ...]:
    """The choices that would have shown a point at a place, as indices as written: only of what was offered there.

    They are the decision's best choices. Where it has none that was offered, those that show this one point.
    """
    passage, offered = moves.passage_at(story, place), moves.offered(story, place)
    best = tuple(index for index in passage.best_choices if index in offered)
    return best or tuple(index for index in offered if _shows(passage, index, point))


def _shows(passage: Passage, index: int, point: str) -> bool:
    return any(mark.point == point and mark.word is Word.MET for mark in passage.choices[index].marks)


def places_to_show(story: Story) -> Mapping[str, tuple[str, ...]]:
    """The titles of the passages in which each point can be shown, by a choice or a question, in file order."""
    found: dict[str, list[str]] = {}
    for passage in story.scenario.passages:
        asked = [point for question in story.asked.get(passage.anchor, ()) for point in question.points]
        shown = [mark.point for choice in passage.choices for mark in choice.marks if mark.word is Word.MET]
        for point in dict.fromkeys((*shown, *asked)):
            found.setdefault(point, []).append(passage.title)
    return {point: tuple(titles) for point, titles in found.items()}


def path_fact(results: Sequence[PointResult], critical: Sequence[str] = ()) -> PathFact | None:
    """What is true of this path: of the point that came up in most places, in how many, and in which it was shown last.

    Of points that came up equally often, a critical one is told, then the first. None where no point came up.
    """
    reached = [result for result in results if result.marks]
    if not reached:
        return None
    told = max(reached, key=lambda result: (len(result.marks), result.point in critical))
    met = [mark for mark in told.marks if mark.word is Word.MET]
    decisions = {mark.step for result in reached for mark in result.marks}
    return PathFact(len(decisions), told.point, len(told.marks), len(met), last=_last(met or told.marks))


def decided_at(result: PointResult, failures: Sequence[CriticalFailure]) -> CountedMark | None:
    """The mark that kept a critical point from being met, where the point's word on the whole path says more than it.

    What is critical goes by its last mark, and a point's word by all of its marks: a point that was shown and missed
    later is partly shown and not met. None where one word says both.
    """
    if not result.marks or result.point not in {failure.point for failure in failures}:
        return None
    last = _last(result.marks)
    return last if last.word is Word.MISSED and result.word is Word.PARTLY else None


def _last(marks: Sequence[CountedMark]) -> CountedMark:
    return max(marks, key=lambda mark: mark.step)
