"""The training matrix: everybody and every module, and a module's own table."""

from collections.abc import Iterator
from datetime import date
from typing import IO

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.exchange.csv import matrix_csv
from quizapp.model.acts import Act
from quizapp.model.days import written_day
from quizapp.model.matrix_pages import MatrixAsked, MatrixSheet
from quizapp.model.team_pages import TeamAsked
from quizapp.services.records import matrix, teams
from quizapp.web import access, forms, guards
from quizapp.web.whole_files import whole_file

blueprint = Blueprint("matrix", __name__)
blueprint.before_request(guards.require_person)


@blueprint.get("/matrix")
def page() -> ResponseReturnValue:
    """People and how they stand with each module, today or on a past day."""
    guards.require(Act.SEE_TEAM)
    found = matrix.matrix_page(access.site(), access.person(), _asked())
    if found is None:
        abort(404)
    return render_template("matrix/page.html", page=found), 400 if found.problems else 200


@blueprint.get("/matrix/<name:module>")
def module(module: str) -> ResponseReturnValue:
    """A module's scenarios and sets, and how far each person is with each. No scores, no answers."""
    guards.require(Act.SEE_TEAM)
    asked = TeamAsked(forms.asked("team"), forms.asked("name", most=200), forms.asked("after"), module)
    found = teams.my_team(access.site(), access.person(), asked)
    if found is None:
        abort(404)
    return render_template("records/team.html", page=found)


@blueprint.get("/matrix.csv")
def as_csv() -> ResponseReturnValue:
    """Everybody of the matrix who was asked for, as a file that a spreadsheet opens."""
    sheets, site = _sheets(), access.site()

    def write(whole: IO[bytes]) -> None:
        for piece in matrix_csv(sheets, site.now(), site.zone):
            whole.write(piece)

    return whole_file(write, "text/csv", f"training-matrix-{_day_asked()}.csv")


@blueprint.get("/matrix.xlsx")
def as_xlsx() -> ResponseReturnValue:
    """The same, as a file of Excel's own."""
    from quizapp.exchange.xlsx import MIMETYPE, matrix_xlsx  # loaded by who asks for such a file, and not at the start

    sheets, site = _sheets(), access.site()

    def write(whole: IO[bytes]) -> None:
        matrix_xlsx(whole, sheets, site.now(), site.zone)

    return whole_file(write, MIMETYPE, f"training-matrix-{_day_asked()}.xlsx")


def _day_asked() -> date:
    """The day that the file is of; what is no day was refused before."""
    return written_day(forms.asked("on", 40)) or access.site().today()


def _sheets() -> Iterator[MatrixSheet]:
    guards.require(Act.SEE_TEAM)
    sheets = matrix.exported(access.site(), access.person(), _asked())
    if sheets is None:
        abort(404)
    return sheets


def _asked() -> MatrixAsked:
    return MatrixAsked(
        team=forms.asked("team"),
        inside=forms.asked("inside") == "yes",
        status=forms.asked("status", 40),
        module=forms.asked("module", 200),
        group=forms.asked("group", 40),
        name=forms.asked("name", 200),
        sort=forms.asked("sort", 40),
        on=forms.asked("on", 40),
        after=forms.asked("after", 64),
    )
