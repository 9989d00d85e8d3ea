"""The story itself: a passage a page, its choices, and pause. `answer` and `step` are the hot path."""

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from quizapp.model.pages import AnswerWord, PassagePage
from quizapp.model.play import NotPossible
from quizapp.services import learning
from quizapp.web import access, carrying
from quizapp.web.confirming import offer

blueprint = Blueprint("attempts", __name__, url_prefix="/attempts/<token:attempt>")


def require_person() -> ResponseReturnValue | None:
    """Before a page for people who are signed in; `step` and `answer` find out by themselves, on one connection."""
    return None if access.person_or_none() is not None else sign_in_first()


def sign_in_first() -> ResponseReturnValue:
    """For somebody who is not signed in: to sign in; an answer that came after its session ended is kept until then."""
    held = carrying.posted()
    return offer(held) if held is not None else access.to_sign_in()


@blueprint.get("")
def here(attempt: str) -> ResponseReturnValue:
    """To where the person is."""
    if (elsewhere := require_person()) is not None:
        return elsewhere
    page = learning.passage_page(access.site(), access.person(), attempt, None)
    if page is None:
        abort(404)
    return redirect(f"/attempts/{attempt}/steps/{page.current}", 303)


@blueprint.get("/steps/<int(max=99999):number>")
def step(attempt: str, number: int) -> ResponseReturnValue:
    """The passage before step `number`: to answer, or as it was answered."""
    person, page = learning.passage_for(access.site(), access.session_token(), attempt, number)
    if access.known_to_be(person) is None:
        return sign_in_first()
    if page is None:
        abort(404)
    if page.number != number:
        return redirect(f"/attempts/{attempt}/steps/{page.number}", 303)
    return _passage(page)


@blueprint.post("/steps/<int(max=99999):number>")
def answer(attempt: str, number: int) -> ResponseReturnValue:
    """Store the answer once, and go to where the person now is (DESIGN §4). Only `choice` is read."""
    choices = request.form.getlist("choice")
    if len(choices) > 1:
        abort(400)
    position = carrying.position_of(choices[0]) if choices else None
    if choices and position is None:
        if (elsewhere := require_person()) is not None:
            return elsewhere
        raise NotPossible("that is no choice")
    try:
        person, came = learning.answer_for(access.site(), access.session_token(), attempt, number, position)
    except NotPossible:
        if choices or (page := _waiting_for_a_choice(attempt, number)) is None:
            raise
        return _passage(page, missing=True), 400
    if access.known_to_be(person) is None:
        return sign_in_first()
    if came is None:
        abort(404)
    if came.word is AnswerWord.OTHER:
        page = learning.passage_page(access.site(), access.person(), attempt, number)
        if page is None:
            abort(404)
        return _passage(page, refused=True, posted=position), 409
    return redirect(f"/attempts/{attempt}/steps/{came.current}", 303)


def _waiting_for_a_choice(attempt: str, number: int) -> PassagePage | None:
    """The page that somebody sent without choosing, or None if choosing was not what was missing."""
    page = learning.passage_page(access.site(), access.person(), attempt, number)
    return page if page is not None and page.choices and not page.answered and page.number == number else None


def _passage(page: PassagePage, *, missing: bool = False, refused: bool = False, posted: int | None = None) -> str:
    return render_template(
        "attempts/passage.html",
        page=page,
        missing=missing,
        refused=refused,
        posted=posted,
        carry=carrying.carry_for(access.person(), page.attempt, page.number),
    )


@blueprint.get("/pause")
def pause(attempt: str) -> ResponseReturnValue:
    """A place to stop: nothing changes, the place is kept anyway."""
    if (elsewhere := require_person()) is not None:
        return elsewhere
    page = learning.passage_page(access.site(), access.person(), attempt, None)
    if page is None:
        abort(404)
    return render_template("attempts/pause.html", page=page)
