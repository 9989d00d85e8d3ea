"""Which scenarios and questions train what of a briefing (FORMAT §2, `coverage:`)."""

from collections.abc import Iterable, Sequence

from quizapp.model.briefing import Briefing, Point, PointKind
from quizapp.model.coverage import Coverage, Covered, ScenarioNamed
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.scenario import Choice, Passage, Scenario, Word

RISK_SCENARIOS = 1  # how many scenarios let somebody give in to each risk
_LESS = (Word.PARTLY, Word.MISSED)


def coverage(briefing: Briefing, scenarios: Sequence[Scenario], sets: Sequence[QuestionSet]) -> Coverage:
    """What these scenarios and sets of a module train of its briefing.

    A learning point or practice counts in a scenario where `trains` says so, a risk where `tempts` does. A question
    counts for each point that it names if it is scored: once, in its own set, for sets that draw from others add none.
    """
    asked = _own_questions(sets)

    def row(point: Point, needs_scenarios: int = 0, needs_questions: int = 0) -> Covered:
        is_risk = point.kind is PointKind.RISK
        counts = tempts if is_risk else trains
        return Covered(
            id=point.id,
            kind=point.kind,
            theme=point.theme,
            text=point.text,
            scenarios=tuple(scenario.id for scenario in scenarios if counts(scenario, point)),
            questions=tuple(question.id for question in asked if not is_risk and point.id in question.points),
            scenarios_needed=needs_scenarios,
            questions_needed=needs_questions,
        )

    needs = (briefing.coverage_scenarios, briefing.coverage_questions)
    return Coverage(
        module=briefing.id,
        title=briefing.title,
        scenarios_needed=briefing.coverage_scenarios,
        questions_needed=briefing.coverage_questions,
        scenarios=tuple(ScenarioNamed(scenario.id, scenario.title) for scenario in scenarios),
        questions=len(asked),
        points=tuple(row(point, *needs) for point in briefing.of_kind(PointKind.LEARNING)),
        practices=tuple(row(point) for point in briefing.of_kind(PointKind.PRACTICE)),
        risks=tuple(row(point, RISK_SCENARIOS) for point in briefing.of_kind(PointKind.RISK)),
    )


def trains(scenario: Scenario, point: Point) -> bool:
    """Whether a scenario trains a learning point or practice.

    It does where some decision offers `met` on it and less than that, too, or a scored question asked in it marks it.
    """
    return any(_offers_both(passage, point.id) for passage in scenario.passages) or any(
        question.is_scored and point.id in question.points for question in scenario.questions
    )


def tempts(scenario: Scenario, risk: Point) -> bool:
    """Whether a scenario lets somebody give in to a risk and shows it for what it is.

    It does on a choice that names the risk and is marked less than met for a learning point that answers it.
    """
    return any(_gives_in(choice, risk) for passage in scenario.passages for choice in passage.choices)


def _offers_both(passage: Passage, point_id: str) -> bool:
    words = {mark.word for choice in passage.choices for mark in choice.marks if mark.point == point_id}
    return Word.MET in words and bool(words.intersection(_LESS))


def _gives_in(choice: Choice, risk: Point) -> bool:
    names_it = any(named.point == risk.id for named in choice.risks)
    return names_it and any(mark.point in risk.answered_by and mark.word in _LESS for mark in choice.marks)


def _own_questions(sets: Iterable[QuestionSet]) -> tuple[Question, ...]:
    """The scored questions of the sets that have their own, each once."""
    own = {q.id: q for quiz in sets if not quiz.draws_from_others for q in quiz.questions if q.is_scored}
    return tuple(own.values())
