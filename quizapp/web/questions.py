"""Question sets: the start page, the feedback after one answer, and the result. `attempts` has the questions."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.model import things
from quizapp.services.taking import learning, set_pages
from quizapp.web import access, guards, missing
from quizapp.web.forms import typed

blueprint = Blueprint("questions", __name__)


@blueprint.before_request
def signed_in() -> ResponseReturnValue | None:
    """Somebody must be signed in; `feedback` finds out by itself, with the query that it makes anyway."""
    return None if request.endpoint == "questions.feedback" else guards.require_person()


@blueprint.get("/questions/<name:module>/<name:set_id>")
def start_page(module: str, set_id: str) -> ResponseReturnValue:
    """What somebody should know before they start, and where they stand; of what is retired, that it is."""
    page = set_pages.start_page(access.site(), access.person(), module, set_id)
    if page is None:
        return missing.retired_or_not_found(things.question_set(module, set_id))
    return render_template("questions/start.html", page=page)


@blueprint.post("/questions/<name:module>/<name:set_id>/start")
def start(module: str, set_id: str) -> ResponseReturnValue:
    """Begin, or go on with what is open: a second click lands on the same attempt. `practice=1`: practise again."""
    practice = typed("practice") == "1"
    attempt = set_pages.start(access.site(), access.person(), module, set_id, practice)
    if attempt is None:
        return missing.to_retired_or_not_found(things.question_set(module, set_id))
    return redirect(url_for("attempts.here", attempt=attempt), 303)


@blueprint.get("/attempts/<token:attempt>/steps/<int(max=99999):number>/feedback")
def feedback(attempt: str, number: int) -> ResponseReturnValue:
    """The feedback on the answer of step `number`, once it is stored."""
    person, page = learning.feedback_for(access.site(), access.session_token(), attempt, number)
    if access.known_to_be(person) is None:
        return guards.sign_in_first()
    if page is None:
        abort(404)
    return render_template("questions/feedback.html", page=page)


@blueprint.get("/attempts/<token:attempt>/result")
def result(attempt: str) -> ResponseReturnValue:
    """The result of a finished attempt; only for a finished attempt at a set."""
    page = set_pages.result(access.site(), access.person(), attempt)
    if page is not None:
        return render_template("questions/result.html", page=page)
    if learning.passage_page(access.site(), access.person(), attempt, None) is None:
        abort(404)
    return redirect(url_for("attempts.here", attempt=attempt), 303)
