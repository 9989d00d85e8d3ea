"""*My team* for managers, and the publish state for trainers and administrators."""

import logging
from functools import partial
from tempfile import SpooledTemporaryFile

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.exchange.csv import team_csv
from quizapp.model.acts import Act
from quizapp.model.team_pages import TeamAsked
from quizapp.services.authoring.publish_state import states
from quizapp.services.records import teams
from quizapp.services.site.site import StoreUnavailable
from quizapp.web import access, forms, guards

IN_MEMORY = 1 << 20  # bytes of a spreadsheet that are not put on the disk
PIECE = 1 << 16  # bytes of it that are sent at once

_log = logging.getLogger("quizapp.web")
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
    """The same of everybody as a file that a spreadsheet opens.

    It is whole before its first byte is sent: a database that fails half way gives an error page and no file that ends
    early, and no snapshot of the database is held for as long as a slow line takes. A large one is on the disk until
    it is sent, in a file without a name.
    """
    guards.require(Act.SEE_TEAM)
    whole = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (a large one is closed with the response)
    try:
        for piece in team_csv(teams.exported(access.site(), access.person()), access.site().zone):
            whole.write(piece)  # `writelines` looks only at its end whether it has become too large for memory
        size = whole.tell()
        whole.seek(0)
        content = whole.read() if size <= IN_MEMORY else iter(partial(whole.read, PIECE), b"")
    except OSError as full:
        whole.close()
        _log.error("a spreadsheet found no room: %s", full.strerror)
        raise StoreUnavailable("no room for a file") from full
    except BaseException:
        whole.close()
        raise
    response = Response(content, mimetype="text/csv")
    response.content_length = size
    response.headers["Content-Disposition"] = 'attachment; filename="my-team.csv"'
    if size <= IN_MEMORY:
        whole.close()
    else:
        response.call_on_close(whole.close)
    return response


@blueprint.get("/publish-state")
def publish_state() -> ResponseReturnValue:
    """Each file: what is live, and what check says of it as it is on disk."""
    guards.require(Act.SEE_PUBLISHED)
    return render_template("records/publish_state.html", states=states(access.site(), access.person()))
