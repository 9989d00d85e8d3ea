"""An attempt, a page a step: passages, questions, and pause. `answer` and `step` are the hot path."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.kinds import RULES
from quizapp.model.pages import Answered, AnswerWord, PassagePage
from quizapp.model.play import Given, NotAnswered, NotPossible, Reply
from quizapp.model.problems import Problems
from quizapp.model.quiz_pages import QuestionPage
from quizapp.services.taking import answering, learning
from quizapp.web import access, addresses, carrying
from quizapp.web.guards import require_person, sign_in_first

blueprint = Blueprint("attempts", __name__, url_prefix="/attempts/<token:attempt>")


@blueprint.get("")
def here(attempt: str) -> ResponseReturnValue:
    """To where the person is."""
    if (elsewhere := require_person()) is not None:
        return elsewhere
    page = learning.passage_page(access.site(), access.person(), attempt, None)
    if page is None:
        abort(404)
    return redirect(_result(attempt) if _is_finished_set(page) else _step(attempt, page.current), 303)


@blueprint.get("/steps/<int(max=99999):number>")
def step(attempt: str, number: int) -> ResponseReturnValue:
    """The passage or question before step `number`: to answer, or as it was answered."""
    person, page = learning.passage_for(access.site(), access.session_token(), attempt, number)
    if access.known_to_be(person) is None:
        return sign_in_first()
    if page is None:
        abort(404)
    if _is_finished_set(page) and (page.number != number or not page.answered):
        return redirect(_result(attempt), 303)
    if page.number != number:
        return redirect(_step(attempt, page.number), 303)
    return _shown(page)


@blueprint.post("/steps/<int(max=99999):number>")
def answer(attempt: str, number: int) -> ResponseReturnValue:
    """Store the reply once, and go to where the person now is (DESIGN §4). Only the fields of the form are read."""
    if "question" not in request.form and len(request.form.getlist("choice")) > 1:
        abort(400)
    well_made, reply = carrying.posted_reply()
    if not well_made:
        if (elsewhere := require_person()) is not None:
            return elsewhere
        raise NotPossible("that is no answer")
    if isinstance(reply, Given) and "then" in request.form:
        return _pausing(attempt, number, reply)
    try:
        person, answered = learning.answer_for(access.site(), access.session_token(), attempt, number, reply)
    except NotPossible as problem:
        if (again := _to_be_filled_in(problem, attempt, number, reply)) is None:
            raise
        return again, 400
    if access.known_to_be(person) is None:
        return sign_in_first()
    if answered is None:
        abort(404)
    if answered.word is AnswerWord.OTHER:
        page = learning.passage_page(access.site(), access.person(), attempt, number)
        if page is None:
            abort(404)
        return _shown(page, refused=True, posted=reply), 409
    return redirect(_next(attempt, number, answered), 303)


def _pausing(attempt: str, number: int, given: Given) -> ResponseReturnValue:
    """Pause with what a question's form has in it, or come back with it. No answer is made of it.

    Only what is written for its writer alone is kept as it is: nothing more would be asked of it anyway.
    """
    if (elsewhere := require_person()) is not None:
        return elsewhere
    site, person = access.site(), access.person()
    page = learning.passage_page(site, person, attempt, number)
    if page is None:
        abort(404)
    fits = isinstance(page, QuestionPage) and not page.answered and page.number == number
    if not isinstance(page, QuestionPage) or not fits or not answering.could_come_from(page.question, given):
        return redirect(url_for("attempts.pause", attempt=attempt), 303)
    if not carrying.pauses():
        return _question(page, posted=given)
    if RULES[page.question.kind].is_private and given.text.strip():
        learning.answer(site, person, attempt, number, given)
    elif given.positions or given.text.strip() or given.certainty or set(given.places) - {None}:
        return _paused(page, given)
    return redirect(url_for("attempts.pause", attempt=attempt), 303)


def _next(attempt: str, number: int, answered: Answered) -> str:
    """Where an answer leads: to its feedback, to a set's result, or to the step at which the person now is."""
    if answered.tells:
        return addresses.of_step("questions.feedback", attempt, number)
    return _result(attempt) if answered.ends else _step(attempt, answered.current)


def _to_be_filled_in(problem: NotPossible, attempt: str, number: int, reply: Reply) -> str | None:
    """The page that somebody sent without all that it asks for; None if that was not what was wrong."""
    if not isinstance(problem, NotAnswered) and reply is not None:
        return None
    page = learning.passage_page(access.site(), access.person(), attempt, number)
    if page is None or page.answered or page.number != number:
        return None
    if isinstance(page, QuestionPage):
        problems = problem.problems if isinstance(problem, NotAnswered) else ()
        given = reply if isinstance(reply, Given) else Given()
        return _question(page, problems=problems, posted=given) if problems else None
    return _passage(page, missing=True) if page.choices else None


def _is_finished_set(page: PassagePage | QuestionPage) -> bool:
    """Whether nothing is left to answer; a story's page shows its ending instead."""
    return isinstance(page, QuestionPage) and not page.in_scenario and page.current == page.of


def _step(attempt: str, number: int) -> str:
    return addresses.of_step("attempts.step", attempt, number)


def _result(attempt: str) -> str:
    return url_for("questions.result", attempt=attempt)


def _shown(page: PassagePage | QuestionPage, *, refused: bool = False, posted: Reply = None) -> str:
    if isinstance(page, QuestionPage):
        return _question(page, refused=refused, posted=posted if isinstance(posted, Given) else None)
    return _passage(page, refused=refused, posted=posted if isinstance(posted, int) else None)


def _passage(page: PassagePage, *, missing: bool = False, refused: bool = False, posted: int | None = None) -> str:
    return render_template(
        "attempts/passage.html",
        page=page,
        missing=missing,
        refused=refused,
        posted=posted,
        carry=carrying.carry_for(access.person(), page.attempt, page.number),
    )


def _question(
    page: QuestionPage,
    *,
    problems: Problems = (),
    refused: bool = False,
    posted: Given | None = None,
) -> str:
    return render_template(
        "questions/question.html",
        page=page,
        problems=problems,
        refused=refused,
        posted=posted,
        finished=_is_finished_set(page),
        carry=carrying.carry_for(access.person(), page.attempt, page.number),
    )


def _paused(page: PassagePage | QuestionPage, given: Given | None = None) -> str:
    """A place to stop; with what was given to a question and not sent yet, which goes back with whoever goes on."""
    unsent: dict[str, object] = {}
    if given is not None:
        carry = carrying.carry_for(access.person(), page.attempt, page.number)
        unsent = {"given": given, "fields": carrying.fields_of(given), "carry": carry}
    if isinstance(page, QuestionPage) and not page.in_scenario:
        return render_template("questions/pause.html", page=page, finished=_is_finished_set(page), **unsent)
    return render_template("attempts/pause.html", page=page, **unsent)


@blueprint.get("/pause")
def pause(attempt: str) -> ResponseReturnValue:
    """A place to stop: nothing changes, the place is kept anyway."""
    if (elsewhere := require_person()) is not None:
        return elsewhere
    page = learning.passage_page(access.site(), access.person(), attempt, None)
    if page is None:
        abort(404)
    return _paused(page)
