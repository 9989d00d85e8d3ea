"""*My team* for managers, and the publish state for trainers and administrators."""

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from quizapp.exchange.csv import team_csv
from quizapp.model.acts import Act
from quizapp.services.authoring.publish_state import states
from quizapp.services.records import teams
from quizapp.web import access, guards

blueprint = Blueprint("records", __name__)
blueprint.before_request(guards.require_person)


@blueprint.get("/team")
def team() -> ResponseReturnValue:
    """The people of the teams that this manager manages, and how far each is. No scores, no answers."""
    guards.require(Act.SEE_TEAM)
    return render_template("records/team.html", tables=teams.my_team(access.site(), access.person()))


@blueprint.get("/team.csv")
def team_as_csv() -> ResponseReturnValue:
    """The same as a file that a spreadsheet opens."""
    guards.require(Act.SEE_TEAM)
    response = make_response(team_csv(teams.my_team(access.site(), access.person(), exported=True), access.site().zone))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = 'attachment; filename="my-team.csv"'
    return response


@blueprint.get("/publish-state")
def publish_state() -> ResponseReturnValue:
    """Each file: what is live, and what check says of it as it is on disk."""
    guards.require(Act.SEE_PUBLISHED)
    return render_template("records/publish_state.html", states=states(access.site(), access.person()))
