"""The facilitator's pack of a scenario, for trainers: to print, and to record who took part."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.model import things
from quizapp.model.acts import Act
from quizapp.model.pack import PackPage
from quizapp.model.problems import Problems
from quizapp.services.authoring import packs
from quizapp.services.records import another_way
from quizapp.web import access, guards
from quizapp.web.forms import day_of, typed

blueprint = Blueprint("packs", __name__, url_prefix="/packs/<name:module>/<name:scenario>")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def pack(module: str, scenario: str) -> ResponseReturnValue:
    """The whole pack on one page that prints."""
    return render_template("packs/pack.html", page=_page(module, scenario, Act.USE_PACK))


@blueprint.get("/took-part")
def ask(module: str, scenario: str) -> ResponseReturnValue:
    """Who took part, and when?"""
    return _form(_page(module, scenario, Act.RECORD_SESSION))


@blueprint.post("/took-part")
def record(module: str, scenario: str) -> ResponseReturnValue:
    """Record them; whoever has it already keeps it as it is."""
    page = _page(module, scenario, Act.RECORD_SESSION)
    listed, day = typed("people"), typed("on").strip()
    path = things.scenario(module, scenario).path
    took_part = another_way.record_session(access.site(), access.person(), path, listed, day_of(day))
    if took_part.problems:
        return _form(page, listed, day, took_part.problems), 400
    return render_template("packs/recorded.html", took_part=took_part, **_fields(page, listed, day))


def _page(module: str, scenario: str, act: Act) -> PackPage:
    guards.require(act)
    page = packs.pack_page(access.site(), access.person(), module, scenario)
    if page is None:
        abort(404)
    return page


def _form(page: PackPage, people: str = "", on: str = "", problems: Problems = ()) -> str:
    return render_template("packs/took_part.html", problems=problems, **_fields(page, people, on))


def _fields(page: PackPage, people: str, on: str) -> dict[str, object]:
    """What the form for who took part shows, all as it was typed."""
    return {"page": page, "people": people, "on": on, "today": access.site().today().isoformat()}
