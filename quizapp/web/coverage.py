"""What of each briefing is trained by what is live: a page for trainers and administrators."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.services.authoring.covering import coverage_live
from quizapp.web import access, guards

blueprint = Blueprint("coverage", __name__)
blueprint.before_request(guards.require_person)


@blueprint.get("/coverage")
def page() -> ResponseReturnValue:
    """Each module's holes in words, then its learning points, risk factors and safe practice."""
    guards.require(Act.SEE_COVERAGE)
    return render_template("coverage/coverage.html", modules=coverage_live(access.site(), access.person()))
