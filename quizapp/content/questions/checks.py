"""What is wrong with a question set beyond its own text: its sources, its draw, its length, and how it reads."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps

from quizapp.content.findings import Findings
from quizapp.content.form.findings import told_in_file
from quizapp.content.form.items import items_of_set
from quizapp.content.inserts import INSERTS, known_inserts
from quizapp.content.lengths import drawn_for, length_of, minutes_of_set
from quizapp.content.names import points_by_id
from quizapp.content.prose_checks import (
    MOST_WORDS,
    best_always,
    heading_of,
    law_to_come,
    placeholders,
    question_shows_itself,
    review_past,
    unsafe_wording,
)
from quizapp.content.questions.links import find_set
from quizapp.content.raw import shown_raw
from quizapp.content.run_together import run_together
from quizapp.content.suggest import Suggester
from quizapp.model.briefing import Briefing
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.draws import lacking
from quizapp.model.kinds import rules_of
from quizapp.model.kinds.rules import Shuffle
from quizapp.model.order import in_order
from quizapp.model.people import Group
from quizapp.model.prose import Prose
from quizapp.model.questions import Question, QuestionSet

_GIVEN_AWAY = 2  # things or rows: there is only one other way to show them


@dataclass(frozen=True, slots=True)
class SetSubject:
    """What a check looks at: a set with all that it can ask, the questions of its own file, its briefing, all sets
    of its module by id, and the day if one is passed in."""

    quiz: QuestionSet
    own: tuple[Question, ...]
    briefing: Briefing | None
    sets: Mapping[str, QuestionSet]
    today: date | None


Check = Callable[[SetSubject], Iterator[Diagnostic]]


def check_set(
    gathered: QuestionSet, briefing: Briefing | None, sets: Mapping[str, QuestionSet], today: date | None = None
) -> tuple[Diagnostic, ...]:
    """Everything that the checks say about one set, in the order of its file.

    `sets` are all sets of the module by id, as `questions.parse_set` gives them. Of questions that it draws from
    other sets it says nothing here: their own files report it. `today` dates the review.
    """
    own = tuple(question for question in gathered.questions if question.span.path == gathered.span.path)
    subject = SetSubject(gathered, own, briefing, sets, today)
    return in_order(said for check in CHECKS for said in check(subject))


def _with_its_sources(check: Check) -> Check:
    """A check of all that a set can ask, left out where a source is not there: that is said already."""

    @wraps(check)
    def checked(subject: SetSubject) -> Iterator[Diagnostic]:
        if not any(_sources(subject)):
            yield from check(subject)

    return checked


def _sources(subject: SetSubject) -> Iterator[Diagnostic]:
    quiz, sets = subject.quiz, subject.sets
    findings, suggest, spans = Findings(quiz.span.path), Suggester(), dict(quiz.setting_spans)
    others = {set_id: other for set_id, other in sets.items() if not other.draws_from_others and set_id != quiz.id}
    for source in quiz.sources:
        span = spans[f"from {source}"]
        named = sets.get(source)
        if source == quiz.id:
            findings.at("not-a-source", span, "a set cannot draw from itself", "name the sets that have the questions")
        elif named is None:
            find_set(source, span, others, "`from` names", findings, suggest)
        elif named.draws_from_others:
            text = f"`{source[:60]}` draws from other sets itself"
            findings.at("not-a-source", span, text, "name the sets that have the questions")
    yield from findings.sorted()


def _nothing_to_ask(subject: SetSubject) -> Iterator[Diagnostic]:
    quiz = subject.quiz
    if quiz.draws_from_others and not quiz.questions:
        text = "there is no question to draw from"
        yield diagnostic("no-questions", quiz.setting_span("from"), text, "a reflection is never drawn")


def _untested_critical(subject: SetSubject) -> Iterator[Diagnostic]:
    quiz, briefing = subject.quiz, subject.briefing
    catalogue = points_by_id(briefing)
    tested, spans = set(quiz.learning_points), dict(quiz.setting_spans)
    for point in quiz.critical:
        known = catalogue is None or point in catalogue
        if quiz.questions and known and point not in tested:
            yield diagnostic(
                "untested-critical",
                spans[f"critical {point}"],
                f"`{point[:60]}` is critical, and no question of this set tests it",
                "write a question for it, or take it off `critical:`",
            )


def _too_few_questions(subject: SetSubject) -> Iterator[Diagnostic]:
    """Points with fewer questions than the draw asks for, and groups for which there is nothing to draw."""
    quiz, briefing = subject.quiz, subject.briefing
    catalogue = points_by_id(briefing)
    if quiz.draw is None or catalogue is None:
        return
    span = quiz.setting_span("draw")
    for few in lacking(quiz):
        point = catalogue.get(few.point)
        if point is not None:
            whom = ", ".join(point.groups)
            yield diagnostic(
                "too-few-questions",
                span,
                f"the draw asks {_questions(few.needed)} on `{few.point}` (for {whom}), and there {_are(few.there)}",
                f"write {few.needed - few.there} more, or draw fewer",
            )
    nobody = [_called(group) for group in (None, *Group) if not drawn_for(group, quiz, briefing)]
    if nobody and quiz.questions:
        yield diagnostic(
            "too-few-questions",
            span,
            f"nothing can be drawn for {', '.join(nobody)}: no learning point of these questions is for them",
            "write questions on points that are for everyone",
        )


def _questions(number: int) -> str:
    return f"{number} question{'' if number == 1 else 's'}"


def _are(number: int) -> str:
    return f"is {number}" if number == 1 else f"are {number}"


def _called(group: Group | None) -> str:
    return "people without a group" if group is None else group.value


def _minutes(subject: SetSubject) -> Iterator[Diagnostic]:
    quiz = subject.quiz
    taken = minutes_of_set(quiz, subject.briefing)
    if quiz.minutes and quiz.questions and not taken / 2 <= quiz.minutes <= taken * 2:
        yield diagnostic(
            "minutes-off",
            quiz.setting_span("minutes"),
            f"`minutes` is {quiz.minutes}, and this set takes about {max(1, round(taken))}",
            "its words at 200 a minute, and half a minute for each question that somebody is asked",
        )


def _best_is_plain(subject: SetSubject) -> Iterator[Diagnostic]:
    found = []
    for question in subject.own:
        shows = question_shows_itself(question)
        if shows is not None:
            # Where options are shuffled, their order in the file tells nobody anything.
            found.append({"longest": shows["longest"]} if subject.quiz.shuffle else shows)
    yield from best_always(found, subject.quiz.span, "right answer", "questions with one answer")


def _told_by_form(subject: SetSubject) -> Iterator[Diagnostic]:
    yield from told_in_file(items_of_set(subject.quiz), subject.quiz.span.path, "questions")


def _given_away(subject: SetSubject) -> Iterator[Diagnostic]:
    for question in subject.own:
        rules = rules_of(question)
        if rules.shuffle is Shuffle.ALWAYS and rules.parts(question) == _GIVEN_AWAY:
            what = "things to put in order" if question.things else "rows to match"
            yield diagnostic(
                "given-away",
                question.span,
                f"there are only two {what}, and they are always shown the other way round",
                "give three or more",
            )


def _long_stem(subject: SetSubject) -> Iterator[Diagnostic]:
    for question in subject.own:
        words = length_of(question.stem)
        if words > MOST_WORDS:
            text = f"this question has {words} words before its answers"
            yield diagnostic("long-passage", question.span, text, f"keep it to about {MOST_WORDS}")


def _pieces(subject: SetSubject) -> Iterator[Prose]:
    yield heading_of(subject.quiz.title, subject.quiz.span, "# ")
    yield subject.quiz.introduction
    for question in subject.own:
        yield heading_of(question.title, question.span, "## ")
        yield question.stem
        yield from (*question.offered, *question.whys)


def _unsafe_wording(subject: SetSubject) -> Iterator[Diagnostic]:
    for prose in _pieces(subject):
        yield from unsafe_wording(prose)


def _shown_raw(subject: SetSubject) -> Iterator[Diagnostic]:
    for prose in _pieces(subject):
        yield from shown_raw(prose, known_inserts(subject.briefing) or INSERTS)


def _run_together(subject: SetSubject) -> Iterator[Diagnostic]:
    for prose in _pieces(subject):
        yield from run_together(prose)


def _placeholder(subject: SetSubject) -> Iterator[Diagnostic]:
    for prose in _pieces(subject):
        yield from placeholders(prose)


def _review_past(subject: SetSubject) -> Iterator[Diagnostic]:
    yield from review_past(subject.quiz.review_by, subject.quiz.setting_span("review-by"), subject.today)


def _law_to_come(subject: SetSubject) -> Iterator[Diagnostic]:
    yield from law_to_come(subject.quiz.law_checked, subject.quiz.setting_span("law-checked"), subject.today)


CHECKS: tuple[Check, ...] = (
    _sources,
    _best_is_plain,
    _told_by_form,
    _given_away,
    _long_stem,
    _unsafe_wording,
    _shown_raw,
    _run_together,
    _placeholder,
    _review_past,
    _law_to_come,
    *map(_with_its_sources, (_nothing_to_ask, _untested_critical, _too_few_questions, _minutes)),
)
