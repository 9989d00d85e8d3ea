"""*My training*, and a scenario's start page."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model import things
from quizapp.services.records import in_practice, required_of_me, team_practice
from quizapp.services.taking import intentions, learning, modules, retired, story_start
from quizapp.web import access, guards, missing

blueprint = Blueprint("training", __name__)
blueprint.before_request(guards.require_person)


@blueprint.get("/training")
def mine() -> ResponseReturnValue:
    """What there is, what I started, what I have done."""
    return render_template(
        "training/mine.html",
        modules=modules.my_modules(access.site(), access.person()),
        due=intentions.due(access.site(), access.person()),
        kept=retired.kept(access.site(), access.person()),
        required=required_of_me.required_of(access.site(), access.person()),
        since=in_practice.asked(access.site(), access.person()),
        agreed=team_practice.agreed(access.site(), access.person()),
    )


@blueprint.get("/training/<name:module>/<name:scenario>")
def start_page(module: str, scenario: str) -> ResponseReturnValue:
    """What somebody should know before they start; of what is retired, that it is."""
    page = story_start.start_page(access.site(), access.person(), module, scenario)
    if page is None:
        return missing.retired_or_not_found(things.scenario(module, scenario))
    return render_template("training/start.html", page=page)


@blueprint.post("/training/<name:module>/<name:scenario>/start")
def start(module: str, scenario: str) -> ResponseReturnValue:
    """Begin, or go on with what is open: a second click lands on the same attempt."""
    attempt = learning.start(access.site(), access.person(), module, scenario)
    if attempt is None:
        return missing.to_retired_or_not_found(things.scenario(module, scenario))
    return redirect(url_for("attempts.here", attempt=attempt), 303)
