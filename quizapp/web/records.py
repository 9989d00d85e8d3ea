"""*My team* for managers, and the publish state for trainers and administrators."""

from typing import IO

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.exchange.csv import team_csv
from quizapp.model.acts import Act
from quizapp.model.team_pages import TeamAsked
from quizapp.services.authoring.publish_state import states
from quizapp.services.records import teams
from quizapp.web import access, forms, guards
from quizapp.web.whole_files import whole_file

blueprint = Blueprint("records", __name__)
blueprint.before_request(guards.require_person)


@blueprint.get("/team")
def team() -> ResponseReturnValue:
    """The people of the teams that this manager manages, and how far each is. No scores, no answers."""
    guards.require(Act.SEE_TEAM)
    asked = TeamAsked(forms.asked("team"), forms.asked("name", most=200), forms.asked("after"))
    page = teams.my_team(access.site(), access.person(), asked)
    if page is None:
        abort(404)
    return render_template("records/team.html", page=page)


@blueprint.get("/team.csv")
def team_as_csv() -> ResponseReturnValue:
    """The same of everybody as a file that a spreadsheet opens."""
    guards.require(Act.SEE_TEAM)
    pieces = team_csv(teams.exported(access.site(), access.person()), access.site().zone)

    def write(whole: IO[bytes]) -> None:
        for piece in pieces:
            whole.write(piece)  # `writelines` looks only at its end whether it has become too large for memory

    return whole_file(write, "text/csv", "my-team.csv")


@blueprint.get("/publish-state")
def publish_state() -> ResponseReturnValue:
    """Each file: what is live, and what check says of it as it is on disk."""
    guards.require(Act.SEE_PUBLISHED)
    return render_template("records/publish_state.html", states=states(access.site(), access.person()))
