"""*My training*, and a scenario's start page."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.services.taking import intentions, learning, modules, story_start
from quizapp.web import access, guards

blueprint = Blueprint("training", __name__)
blueprint.before_request(guards.require_person)


@blueprint.get("/training")
def mine() -> ResponseReturnValue:
    """What there is, what I started, what I have done."""
    return render_template(
        "training/mine.html",
        modules=modules.my_modules(access.site(), access.person()),
        due=intentions.due(access.site(), access.person()),
    )


@blueprint.get("/training/<name:module>/<name:scenario>")
def start_page(module: str, scenario: str) -> ResponseReturnValue:
    """What somebody should know before they start."""
    page = story_start.start_page(access.site(), access.person(), module, scenario)
    if page is None:
        abort(404)
    return render_template("training/start.html", page=page)


@blueprint.post("/training/<name:module>/<name:scenario>/start")
def start(module: str, scenario: str) -> ResponseReturnValue:
    """Begin, or go on with what is open: a second click lands on the same attempt."""
    attempt = learning.start(access.site(), access.person(), module, scenario)
    if attempt is None:
        abort(404)
    return redirect(url_for("attempts.here", attempt=attempt), 303)
