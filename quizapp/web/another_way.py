"""For managers: recording that one of their people did a part in another way. No reason is asked."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.module_pages import AnotherWayPage
from quizapp.model.problems import Problems
from quizapp.services.records import another_way
from quizapp.web import access, guards
from quizapp.web.forms import day_of, typed

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
    part, day = typed("part"), typed("on").strip()
    done = another_way.record_for(access.site(), access.person(), person, part, day_of(day))
    if done is None:
        abort(404)
    if done.problems:
        return _form(page, part, day, done.problems), 400
    return render_template("another_way/recorded.html", page=page, title=done.title, is_new=done.is_new)


def _page(person: str) -> AnotherWayPage:
    guards.require(Act.RECORD_ANOTHER_WAY)
    page = another_way.page(access.site(), access.person(), person)
    if page is None:
        abort(404)
    return page


def _form(page: AnotherWayPage, part: str = "", on: str = "", problems: Problems = ()) -> str:
    today = access.site().today().isoformat()
    return render_template("another_way/ask.html", page=page, part=part, on=on, today=today, problems=problems)
