"""For managers: recording that one of their people did a part in another way. No reason is asked."""

from datetime import date

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.module_pages import AnotherWayPage
from quizapp.services.records import another_way
from quizapp.web import access, guards

blueprint = Blueprint("another_way", __name__, url_prefix="/team/people/<token:person>/another-way")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def ask(person: str) -> ResponseReturnValue:
    """What did they do, and when?"""
    return _form(_page(person))


@blueprint.post("")
def record(person: str) -> ResponseReturnValue:
    """Record it; a second click records nothing more."""
    page = _page(person)
    part, day = request.form.get("part", ""), request.form.get("on", "").strip()
    titles = dict(page.parts)
    problems: dict[str, str] = {}
    if part not in titles:
        problems["part"] = "Choose what they did"
    on = read_day(day)
    if on is None or on > access.site().today():
        problems["on"] = "Enter the day on which they did it, today or earlier"
    if problems or on is None:
        return _form(page, part, day, problems), 400
    done = another_way.record_for(access.site(), access.person(), person, part, on)
    if done is None:
        abort(404)
    return render_template("another_way/recorded.html", page=page, title=titles[part], is_new=done)


def read_day(text: str) -> date | None:
    """A day as a browser's date field or a person writes it: 2026-11-23 or 23/11/2026; None if it is no day."""
    try:
        if "/" in text:
            day, month, year = text.split("/")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(text)
    except ValueError:
        return None


def _page(person: str) -> AnotherWayPage:
    guards.require(Act.RECORD_ANOTHER_WAY)
    page = another_way.page(access.site(), access.person(), person)
    if page is None:
        abort(404)
    return page


def _form(page: AnotherWayPage, part: str = "", on: str = "", problems: dict[str, str] | None = None) -> str:
    today = access.site().today().isoformat()
    return render_template("another_way/ask.html", page=page, part=part, on=on, today=today, problems=problems or {})
