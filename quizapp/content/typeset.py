"""Plain texts of a file that pages show beside its prose (titles, points, notes), with typographic quotes as prose has.

Only what is compiled has them: reading, checking and anchors go by what was written, whichever signs an author types.
"""

from dataclasses import replace

from quizapp.content.quotes import typographic_text as _set
from quizapp.model.briefing import Briefing, Point
from quizapp.model.formats import Format
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.scenario import Scenario


def typeset_scenario(scenario: Scenario, format: Format) -> Scenario:
    """The scenario as pages show it."""
    if not format.quotes:
        return scenario
    return replace(
        scenario,
        title=_set(scenario.title),
        you_are=_set(scenario.you_are),
        content_note=_set(scenario.content_note),
        reviewed_by=_set(scenario.reviewed_by),
        passages=tuple(replace(passage, title=_set(passage.title)) for passage in scenario.passages),
        questions=_questions(scenario.questions),
    )


def typeset_set(quiz: QuestionSet, format: Format) -> QuestionSet:
    """The question set as pages show it."""
    return replace(quiz, title=_set(quiz.title), questions=_questions(quiz.questions)) if format.quotes else quiz


def typeset_briefing(briefing: Briefing, format: Format) -> Briefing:
    """The briefing as pages show it."""
    if not format.quotes:
        return briefing
    return replace(
        briefing,
        title=_set(briefing.title),
        source=_set(briefing.source),
        publisher=_set(briefing.publisher),
        introduction=_set(briefing.introduction),
        points=tuple(map(_point, briefing.points)),
    )


def _questions(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    return tuple(replace(question, title=_set(question.title)) for question in questions)


def _point(point: Point) -> Point:
    return replace(
        point,
        theme=_set(point.theme),
        text=_set(point.text),
        where=tuple(map(_set, point.where)),
        counts=_set(point.counts),
        doesnt_count=_set(point.doesnt_count),
    )
