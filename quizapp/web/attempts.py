"""An attempt, a page a step: passages, questions, and pause. `answer` and `step` are the hot path."""

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.pages import Answered, AnswerWord
from quizapp.model.play import Given, NotAnswered, NotPossible, Reply
from quizapp.model.quiz_pages import QuestionPage
from quizapp.services.taking import learning, putting_aside
from quizapp.web import access, addresses, carrying, forms, step_pages
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
    return redirect(_result(attempt) if step_pages.is_finished_set(page) else _step(attempt, page.current), 303)


@blueprint.get("/steps/<int(max=99999):number>")
def step(attempt: str, number: int) -> ResponseReturnValue:
    """The passage or question before step `number`: to answer, or as it was answered."""
    person, page = learning.passage_for(access.site(), access.session_token(), attempt, number)
    if access.known_to_be(person) is None:
        return sign_in_first()
    if page is None:
        abort(404)
    if step_pages.is_finished_set(page) and (page.number != number or not page.answered):
        return redirect(_result(attempt), 303)
    if page.number != number:
        return redirect(_step(attempt, page.number), 303)
    return step_pages.shown(page)


@blueprint.post("/steps/<int(max=99999):number>")
def answer(attempt: str, number: int) -> ResponseReturnValue:
    """Store the reply once, and go to where the person now is (DESIGN §4). Only the fields of the form are read."""
    if "question" not in forms.sent() and len(forms.sent().getlist("choice")) > 1:
        abort(400)
    well_made, reply = carrying.posted_reply()
    if not well_made:
        if (elsewhere := require_person()) is not None:
            return elsewhere
        raise NotPossible("that is no answer")
    if "then" in forms.sent():
        return _put_aside(attempt, number, reply)
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
        return step_pages.shown(page, refused=True, posted=reply), 409
    return redirect(_next(attempt, number, answered), 303)


def _put_aside(attempt: str, number: int, reply: Reply) -> ResponseReturnValue:
    """Keep what the form has in it with the person's place, and pause. No answer is made of it.

    A form with nothing in it takes away what was kept only where it had shown that: another tab may have kept it.
    """
    if (elsewhere := require_person()) is not None:
        return elsewhere
    site, person = access.site(), access.person()
    page = learning.passage_page(site, person, attempt, number)
    if page is None:
        abort(404)
    if not step_pages.is_empty(reply):
        kept = step_pages.fits(page, reply) and putting_aside.keep(
            site, person, attempt, number, carrying.fields_of(reply) if reply is not None else ()
        )
        if not kept and step_pages.another_is_recorded(page, reply):
            return step_pages.shown(page, refused=True, posted=reply), 409
    elif carrying.shows_unsent():
        putting_aside.keep(site, person, attempt, number, ())
    return redirect(url_for("attempts.pause", attempt=attempt) if carrying.pauses() else _step(attempt, number), 303)


def _next(attempt: str, number: int, answered: Answered) -> str:
    """Where an answer leads: to its feedback, to a set's result, or to the step at which the person now is."""
    if answered.tells:
        return addresses.of_step("questions.feedback", attempt, number)
    return _result(attempt) if answered.ends else _step(attempt, answered.current)


def _to_be_filled_in(problem: NotPossible, attempt: str, number: int, reply: Reply) -> str | None:
    """The page that somebody sent without all that it asks for; None if that was not what was wrong.

    What they had filled in is kept, so that it is still there when they come back in any way.
    """
    if not isinstance(problem, NotAnswered) and reply is not None:
        return None
    page = learning.passage_page(access.site(), access.person(), attempt, number)
    if page is None or page.answered or page.number != number:
        return None
    if isinstance(page, QuestionPage):
        problems = problem.problems if isinstance(problem, NotAnswered) else ()
        given = reply if isinstance(reply, Given) else Given()
        if problems and not step_pages.is_empty(given) and step_pages.fits(page, given):
            putting_aside.keep(access.site(), access.person(), attempt, number, carrying.fields_of(given))
        return step_pages.question(page, problems=problems, posted=given) if problems else None
    return step_pages.passage(page, missing=True) if page.choices else None


def _step(attempt: str, number: int) -> str:
    return addresses.of_step("attempts.step", attempt, number)


def _result(attempt: str) -> str:
    return url_for("questions.result", attempt=attempt)


@blueprint.get("/pause")
def pause(attempt: str) -> ResponseReturnValue:
    """A place to stop: nothing changes, the place is kept anyway."""
    if (elsewhere := require_person()) is not None:
        return elsewhere
    page = learning.passage_page(access.site(), access.person(), attempt, None)
    if page is None:
        abort(404)
    return step_pages.paused(page)
