"""The facilitator's pack of a scenario, for trainers: to print, and to record who took part."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from quizapp.model import things
from quizapp.model.acts import Act
from quizapp.model.pack import PackPage
from quizapp.services.authoring import packs
from quizapp.services.records import another_way
from quizapp.web import access, guards
from quizapp.web.another_way import read_day

blueprint = Blueprint("packs", __name__, url_prefix="/packs/<name:module>/<name:scenario>")
blueprint.before_request(guards.require_person)

LONGEST_LIST = 20_000  # characters


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
    listed, day = request.form.get("people", "")[:LONGEST_LIST], request.form.get("on", "").strip()
    emails = tuple(dict.fromkeys(part for line in listed.splitlines() for part in line.replace(",", " ").split()))
    problems: dict[str, str] = {}
    on = read_day(day)
    if on is None or on > access.site().today():
        problems["on"] = "Enter the day of the session, today or earlier"
    if not emails:
        problems["people"] = "Enter the e-mail address of each person who took part"
    elif len(emails) > another_way.MOST_PEOPLE:
        problems["people"] = f"Enter at most {another_way.MOST_PEOPLE} addresses at once"
    if problems or on is None:
        return _form(page, listed, day, problems), 400
    path = things.scenario(module, scenario).path
    came = another_way.record_session(access.site(), access.person(), path, emails, on)
    return render_template("packs/recorded.html", page=page, came=came)


def _page(module: str, scenario: str, act: Act) -> PackPage:
    guards.require(act)
    page = packs.pack_page(access.site(), access.person(), module, scenario)
    if page is None:
        abort(404)
    return page


def _form(page: PackPage, people: str = "", on: str = "", problems: dict[str, str] | None = None) -> str:
    today = access.site().today().isoformat()
    return render_template(
        "packs/took_part.html", page=page, people=people, on=on, today=today, problems=problems or {}
    )
