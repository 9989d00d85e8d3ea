"""The facilitator's pack of a scenario, for trainers: to print, and to record who took part."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.model import things
from quizapp.model.acts import Act
from quizapp.model.another_way_pages import SessionPage
from quizapp.model.days import written_day
from quizapp.model.problems import Problems
from quizapp.services.authoring import packs
from quizapp.services.records import took_part
from quizapp.web import access, guards, held_forms, missing
from quizapp.web.forms import typed

blueprint = Blueprint("packs", __name__, url_prefix="/packs/<name:module>/<name:scenario>")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def pack(module: str, scenario: str) -> ResponseReturnValue:
    """The whole pack on one page that prints; of what is retired, that it is."""
    guards.require(Act.USE_PACK)
    page = packs.pack_page(access.site(), access.person(), module, scenario)
    if page is None:  # who holds a link to it is told that it is retired, where it is
        return missing.to_retired_or_not_found(things.scenario(module, scenario))
    return render_template("packs/pack.html", page=page)


@blueprint.get("/took-part")
def ask(module: str, scenario: str) -> ResponseReturnValue:
    """Who took part, and when?"""
    return _form(_page(module, scenario))


@blueprint.post("/took-part")
def record(module: str, scenario: str) -> ResponseReturnValue:
    """Ask whether it is right, and record them once that is confirmed; whoever has it already keeps it as it is."""
    page = _page(module, scenario)
    listed, day = typed("people"), typed("on").strip()
    path = things.scenario(module, scenario).path
    sure = typed("sure")
    if sure == "no":
        return _form(page, listed, day)
    act = took_part.record if sure == "yes" else took_part.to_confirm
    done = act(access.site(), access.person(), path, listed, written_day(day))
    if done.problems:
        return _form(page, listed, day, done.problems), 400
    shown = {"took_part": done, **_fields(page, listed, day)}
    if done.recorded and sure != "yes":
        return render_template("packs/confirm.html", day=written_day(day), **shown)
    return render_template("packs/recorded.html", **shown)


@held_forms.shows("packs.record")
def _not_saved_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it and not saved."""
    page = _page(of["module"], of["scenario"])
    return _form(page, written.get("people", ""), written.get("on", ""), too_old=True)


def _page(module: str, scenario: str) -> SessionPage:
    guards.require(Act.RECORD_SESSION)
    page = took_part.session_page(access.site(), access.person(), module, scenario)
    if page is None:
        abort(404)
    return page


def _form(page: SessionPage, people: str = "", on: str = "", problems: Problems = (), *, too_old: bool = False) -> str:
    return render_template("packs/took_part.html", problems=problems, too_old=too_old, **_fields(page, people, on))


def _fields(page: SessionPage, people: str, on: str) -> dict[str, object]:
    """What the form for who took part shows, all as it was typed, and the last day on which it can have been."""
    last = page.retired_on or access.site().today()
    return {"page": page, "people": people, "on": on, "today": last.isoformat()}
