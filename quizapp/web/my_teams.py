"""*My teams*: what a manager sees first, and whom to chase."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.matrix_pages import ChaseAfter
from quizapp.services.records import my_teams
from quizapp.web import access, forms, guards

blueprint = Blueprint("teams", __name__, url_prefix="/teams")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """Who is up to date and who is not, by team and by module, and whom to chase first."""
    guards.require(Act.SEE_TEAM)
    return render_template("teams/overview.html", page=my_teams.teams_page(access.site(), access.person()))


@blueprint.get("/chase")
def chase() -> ResponseReturnValue:
    """Whom to chase, a page at a time."""
    guards.require(Act.SEE_TEAM)
    after = ChaseAfter(forms.asked("after", 64), forms.asked("module", 200))
    page = my_teams.chase_page(access.site(), access.person(), after)
    return render_template("teams/chase.html", page=page)
