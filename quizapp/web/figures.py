"""Learning points × teams, for managers and authors: a table, what lies behind a cell, and the table as a file."""

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.exchange.figures_csv import figures_csv
from quizapp.model.acts import Act
from quizapp.model.figure_pages import FiguresAsked, FiguresPage
from quizapp.services.records import figures
from quizapp.web import access, forms, guards

blueprint = Blueprint("figures", __name__)
blueprint.before_request(guards.require_person)


@blueprint.get("/learning-points")
def table() -> ResponseReturnValue:
    """How often each learning point was shown, team by team. Never who."""
    return render_template("figures/table.html", page=_page())


@blueprint.get("/learning-points.csv")
def table_as_csv() -> ResponseReturnValue:
    """The same as a file that a spreadsheet opens, with what was asked for and when."""
    response = Response(figures_csv(_page(export=True), access.site().zone), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="learning-points.csv"'
    return response


@blueprint.get("/learning-points/<name:module>/<name:point>")
def point(module: str, point: str) -> ResponseReturnValue:
    """What people of one group chose, what to talk about, and what trains it."""
    guards.require(Act.SEE_FIGURES)
    asked = FiguresAsked(module, forms.asked("team"), forms.is_asked("own"))
    page = figures.point_page(access.site(), access.person(), asked, point)
    if page is None:
        abort(404)
    return render_template("figures/point.html", page=page)


def _page(*, export: bool = False) -> FiguresPage:
    guards.require(Act.SEE_FIGURES)
    asked = FiguresAsked(forms.asked("module"), forms.asked("team"))
    page = figures.figures_page(access.site(), access.person(), asked, export=export)
    if page is None:
        abort(404)
    return page
