"""For managers: recording that one of their people did a part in another way. No reason is asked."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.another_way_pages import AnotherWayPage
from quizapp.model.days import written_day
from quizapp.model.problems import Problems
from quizapp.services.records import another_way, corrections
from quizapp.web import access, guards, held_forms
from quizapp.web.forms import asked, typed

blueprint = Blueprint("another_way", __name__, url_prefix="/team/people/<token:person>/another-way")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def ask(person: str) -> ResponseReturnValue:
    """What did they do, and when? What was chosen before somebody went back is there again."""
    return _form(_page(person), asked("part", 500), asked("on", 40))


@blueprint.post("")
def record(person: str) -> ResponseReturnValue:
    """Ask whether it is right, and record it once that is confirmed; a second click records nothing more."""
    page = _page(person)
    part, day = typed("part"), typed("on").strip()
    sure = typed("sure") == "yes"
    act = another_way.record_for if sure else another_way.to_confirm
    done = act(access.site(), access.person(), person, part, written_day(day))
    if done is None:
        abort(404)
    if done.problems:
        return _form(page, part, day, done.problems), 400
    if done.is_new and not sure:
        chosen = {"part": part, "on": written_day(day)}
        return render_template("another_way/confirm.html", page=page, done=done, **chosen)
    if done.is_new:
        return redirect(url_for("another_way.records", person=person, new="yes"), 303)
    return render_template("another_way/recorded.html", page=page, title=done.title)


@blueprint.get("/records")
def records(person: str) -> ResponseReturnValue:
    """What was recorded of this person as done another way, and what was taken back.

    `new`: the last of it was recorded just now; `back`: this record was taken back.
    """
    page = _records(person, new=asked("new", 3) == "yes", taken_back=asked("back", 30))
    return render_template("another_way/records.html", page=page)


@blueprint.get("/<token:record>/take-back")
def ask_to_take_back(person: str, record: str) -> ResponseReturnValue:
    """Why is it taken back?"""
    return _take_back_form(person, record)


@blueprint.post("/<token:record>/take-back")
def take_back(person: str, record: str) -> ResponseReturnValue:
    """Take it back, with its reason; a second click is told that it was done before."""
    guards.require(Act.RECORD_ANOTHER_WAY)
    why = typed("why")
    done = corrections.take_back(access.site(), access.person(), person, record, why)
    if done is None:
        abort(404)
    if done.problems:
        return _take_back_form(person, record, why, done.problems), 400
    return redirect(url_for("another_way.records", person=person, back=record), 303)


def _records(person: str, *, new: bool = False, taken_back: str = "") -> corrections.RecordsPage:
    guards.require(Act.RECORD_ANOTHER_WAY)
    page = corrections.records_page(access.site(), access.person(), person, new=new, taken_back=taken_back)
    if page is None:
        abort(404)
    return page


def _take_back_form(person: str, record: str, why: str = "", problems: Problems = (), *, too_old: bool = False) -> str:
    page = _records(person)
    found = next(((title, one) for title, one in page.records if one.public_id == record), None)
    if found is None:
        abort(404)
    shown = {"title": found[0], "one": found[1], "too_old": too_old}
    return render_template("another_way/take_back.html", page=page, why=why, problems=problems, **shown)


@held_forms.shows("another_way.record")
def _not_saved_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it and not saved."""
    return _form(_page(of["person"]), written.get("part", ""), written.get("on", ""), too_old=True)


@held_forms.shows("another_way.take_back")
def _not_taken_back_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The same for the reason why a record is taken back."""
    return _take_back_form(of["person"], of["record"], written.get("why", ""), too_old=True)


def _page(person: str) -> AnotherWayPage:
    guards.require(Act.RECORD_ANOTHER_WAY)
    page = another_way.page(access.site(), access.person(), person)
    if page is None:
        abort(404)
    return page


def _form(page: AnotherWayPage, part: str = "", on: str = "", problems: Problems = (), *, too_old: bool = False) -> str:
    fields = {"part": part, "on": on, "today": access.site().today().isoformat()}
    return render_template("another_way/ask.html", page=page, problems=problems, too_old=too_old, **fields)
