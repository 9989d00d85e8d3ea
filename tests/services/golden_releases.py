"""How a past release is read, rescored, and made: published files in a folder, and their attempts in `attempts.json`.

There, by the path of each scenario and question set: the id of its version, the format (1 where none is named), the
scorer, and attempts as an object each. Of a story: `steps`, `ending`, `result`. Of a set: `drawing` (questions as id,
order shown and points; carried points as id, numerator, denominator and attempt), `steps`, `result`. A step is the
passage and the choice, or the question's id, null and the answer (chosen, text, matched, certainty).
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from quizapp.content import formats
from quizapp.content.compile import is_briefing, version_id
from quizapp.content.library import read_folder
from quizapp.content.questions.drawn import drawn_files
from quizapp.engine import asking, scorers
from quizapp.engine.answers import every_answer
from quizapp.engine.drawing import draw
from quizapp.engine.moves import replay
from quizapp.engine.results import stored
from quizapp.engine.simulation import play, seeded
from quizapp.engine.story import Story, story
from quizapp.model.people import Group
from quizapp.model.play import Answer, Step, StepKind
from quizapp.model.published import CompiledSet, SourceFile
from quizapp.model.quizzes import Carried, Certainty, Drawing, DrawnQuestion, PastSet
from quizapp.model.score import Score

PLAYS = 20  # of each scenario
TAKERS = 14  # of each set, each with as many attempts as the set allows, or until it is passed
BEGAN = datetime(2026, 11, 23, 9, tzinfo=UTC)


def things(release: Path) -> dict[str, tuple[SourceFile, ...]]:
    """Each scenario and set of a release by its path, with all that it draws on."""
    files = read_folder(release).files
    return {file.path: drawn_files(files, file.path) for file in files if not is_briefing(file)}


def compiled(path: str, files: tuple[SourceFile, ...], format: int) -> Story | CompiledSet:
    """A scenario's story, or a set, read in this format."""
    made, said = formats.compile_version(format, files, path)
    assert made is not None, said
    return made if isinstance(made, CompiledSet) else story(made.scenario)


def rescored(thing: Story | CompiledSet, attempt: dict[str, Any], scorer: int) -> dict[str, Any]:
    """The attempt as it was kept, with the ending and the result that it comes to now by the scorer of this number."""
    steps = _steps_of(attempt["steps"])
    if isinstance(thing, CompiledSet):
        graded = scorers.grade(scorer, thing.set, _drawing_of(attempt["drawing"]), steps)
        return {**attempt, "result": _result(graded)}
    scored = scorers.score(scorer, thing, steps)
    return {**attempt, "ending": replay(thing, steps)[-1].passage, "result": _result(scored)}


def _result(earned: Score) -> list[Any]:
    result = stored(earned)
    return [result.num, result.den, result.passed, [list(point) for point in result.points]]


def _steps_of(ways: list[list[Any]]) -> tuple[Step, ...]:
    return tuple(_step_of(number, *way) for number, way in enumerate(ways))


def _step_of(number: int, passage: str, choice: int | None, answer: list[Any] | None = None) -> Step:
    if answer is not None:
        chosen, text, matched, certainty = answer
        sure = Certainty(certainty) if certainty else None
        return Step(number, StepKind.ANSWER, passage, None, None, Answer(tuple(chosen), text, matched, sure))
    return Step(number, StepKind.CONTINUE if choice is None else StepKind.CHOICE, passage, choice)


def _drawing_of(kept: dict[str, list[list[Any]]]) -> Drawing:
    return Drawing(
        tuple(DrawnQuestion(question, tuple(order), tuple(points)) for question, order, points in kept["questions"]),
        tuple(Carried(point, Fraction(num, den), attempt) for point, num, den, attempt in kept["carried"]),
    )


def make(release: Path) -> dict[str, Any]:
    """What `attempts.json` says of a new release: seeded plays and answers of every skill, and what they came to."""
    kept = {}
    for path, files in things(release).items():
        thing = compiled(path, files, formats.CURRENT)
        if isinstance(thing, CompiledSet):
            made = [attempt for taker in range(TAKERS) for attempt in _taken(thing, taker)]
        else:
            plays = [play(thing, seed, skill=seed / PLAYS) for seed in range(PLAYS)]
            made = [{"steps": _ways(steps)} for steps in plays]
        attempts = [rescored(thing, attempt, scorers.CURRENT) for attempt in made]
        kept[path] = {
            "version": version_id(files, formats.CURRENT),
            "format": formats.CURRENT,
            "scorer": scorers.CURRENT,
            "attempts": attempts,
        }
    return kept


def _taken(quiz: CompiledSet, taker: int) -> Iterator[dict[str, Any]]:
    """One person's attempts at a set, better each time, drawn and carried as everybody's; each third has no group."""
    chance, past, seen = seeded(taker), list[PastSet](), set[str]()
    group = None if taker % 3 == 2 else tuple(Group)[taker % len(Group)]
    for number in range(quiz.set.attempts):
        drawing = draw(quiz.set, quiz.briefing, group, past, frozenset(seen), taker * 10 + number)
        steps = []
        for at, drawn in enumerate(drawing.questions):
            question = quiz.set.question(drawn.question)
            assert question is not None
            able = chance.random() < 0.3 + 0.2 * number + taker / 2 / TAKERS
            answer = asking.best_answer(question) if able else chance.choice(every_answer(question))
            sure = chance.choice(tuple(Certainty)) if quiz.set.asks_certainty(question) else None
            given = Answer(answer.chosen, answer.text, answer.matched, sure)
            steps.append(Step(at, StepKind.ANSWER, question.id, answer=given))
        yield {"drawing": _drawing(drawing), "steps": _ways(tuple(steps))}
        seen |= {drawn.question for drawn in drawing.questions}
        earned = scorers.grade(scorers.CURRENT, quiz.set, drawing, steps)
        if earned.passed:
            return
        points = tuple((one.point, one.value) for one in earned.points if one.value is not None)
        past.append(PastSet(number + 1, number + 1, BEGAN + timedelta(days=number), False, points))


def _ways(steps: tuple[Step, ...]) -> list[list[Any]]:
    return [
        [step.passage, step.choice]
        if (given := step.answer) is None
        else [step.passage, None, [list(given.chosen), given.text, given.matched, given.certainty]]
        for step in steps
    ]


def _drawing(drawing: Drawing) -> dict[str, list[list[Any]]]:
    return {
        "questions": [[one.question, list(one.order), list(one.points)] for one in drawing.questions],
        "carried": [[one.point, one.value.numerator, one.value.denominator, one.attempt] for one in drawing.carried],
    }
