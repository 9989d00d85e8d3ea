"""After the story: debrief, map, and private reflections."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.debrief_pages import DebriefPage
from quizapp.services.taking import debriefing, learning, looking_back
from quizapp.web import access, carrying
from quizapp.web.carrying import REFLECTIONS
from quizapp.web.guards import require_person

blueprint = Blueprint("looking_back", __name__, url_prefix="/attempts/<token:attempt>")
blueprint.before_request(require_person)


@blueprint.get("/debrief")
def debrief(attempt: str) -> ResponseReturnValue:
    """How it ended, what was shown, and where in the briefing it comes from; only for a finished attempt."""
    page = _finished(attempt)
    if page is None:
        return redirect(url_for("attempts.here", attempt=attempt), 303)
    return render_template("looking_back/debrief.html", page=page)


@blueprint.get("/map")
def map_page(attempt: str) -> ResponseReturnValue:
    """The scenario's map with the person's own route on it."""
    page = looking_back.map_page(access.site(), access.person(), attempt)
    if page is None:
        abort(404)
    return render_template("looking_back/map.html", page=page)


@blueprint.get("/reflections")
def reflections(attempt: str) -> ResponseReturnValue:
    """Questions to think about, with what the person wrote; theirs alone."""
    page = _finished(attempt)
    if page is None:
        return redirect(url_for("attempts.here", attempt=attempt), 303)
    return render_template(
        "looking_back/reflections.html",
        page=page,
        texts={r.prompt: r.text for r in page.reflections},
        saved="saved" in request.args,
        carry=carrying.carry_for(access.person(), attempt, REFLECTIONS),
    )


@blueprint.post("/reflections")
def save(attempt: str) -> ResponseReturnValue:
    """Keep what the person wrote."""
    if not learning.save_reflections(access.site(), access.person(), attempt, dict(carrying.posted_texts())):
        abort(404)
    return redirect(url_for("looking_back.reflections", attempt=attempt, saved=1), 303)


def _finished(attempt: str) -> DebriefPage | None:
    """The debrief; None while the attempt is open. An attempt that is not theirs is not found."""
    page = debriefing.debrief(access.site(), access.person(), attempt)
    if page is None and learning.passage_page(access.site(), access.person(), attempt, None) is None:
        abort(404)
    return page
