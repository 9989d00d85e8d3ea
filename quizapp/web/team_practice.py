"""For managers: what became of training in a team, and what the team agreed to do."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.days import written_day
from quizapp.model.practice import ActionEnd
from quizapp.model.problems import Problems
from quizapp.services.records import team_practice
from quizapp.web import access, guards, held_forms
from quizapp.web.forms import asked, typed

blueprint = Blueprint("team_practice", __name__, url_prefix="/team/practice")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def page() -> ResponseReturnValue:
    """One team: what was talked through, what people share, and what was agreed."""
    return _page(asked("team"), saved=asked("saved", 10))


@blueprint.post("")
def log() -> ResponseReturnValue:
    """Log what the team agreed to do."""
    guards.require(Act.SEE_TEAM)
    team, typed_due = typed("team"), typed("due").strip()
    done = team_practice.log(
        access.site(),
        access.person(),
        team,
        typed("what"),
        written_day(typed("on")),
        written_day(typed_due),
        typed_due=bool(typed_due),
    )
    if done is None:
        abort(404)
    if done:
        return _page(team, done, {"what": typed("what"), "on": typed("on").strip(), "due": typed_due}), 400
    return redirect(url_for("team_practice.page", team=team, saved="action"), 303)


@blueprint.get("/<token:action>")
def ask(action: str) -> ResponseReturnValue:
    """How did it end?"""
    return _ending(action)


@blueprint.post("/<token:action>")
def end(action: str) -> ResponseReturnValue:
    """Log how it ended; a second click changes nothing."""
    guards.require(Act.SEE_TEAM)
    how, note = typed("how"), typed("note")
    done = team_practice.end(access.site(), access.person(), action, _end_of(how), note)
    if done is None:
        abort(404)
    if done.problems:
        return _ending(action, how, note, done.problems), 400
    return redirect(url_for("team_practice.page", team=done.team, saved="ended"), 303)


@held_forms.shows("team_practice.log")
def _not_logged_yet(_of: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it and not saved."""
    return _page(
        written.get("team", ""), (), {key: written.get(key, "") for key in ("what", "on", "due")}, too_old=True
    )


@held_forms.shows("team_practice.end")
def _not_ended_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The same for how an action ended."""
    how, note = written.get("how", ""), written.get("note", "")
    return _ending(of["action"], how, note, too_old=True)


def _end_of(text: str) -> ActionEnd | None:
    return next((kind for kind in ActionEnd if kind.value == text), None)


def _page(
    team: str, problems: Problems = (), form: dict[str, str] | None = None, *, saved: str = "", too_old: bool = False
) -> str:
    guards.require(Act.SEE_TEAM)
    found = team_practice.page(access.site(), access.person(), team)
    if found is None:
        abort(404)
    today = access.site().today()
    written = form or {"what": "", "on": today.isoformat(), "due": ""}
    shown = {"saved": saved, "too_old": too_old, "today": today, "form": written}
    return render_template("practice/team.html", page=found, problems=problems, **shown)


def _ending(action: str, how: str = "", note: str = "", problems: Problems = (), *, too_old: bool = False) -> str:
    guards.require(Act.SEE_TEAM)
    found = team_practice.action(access.site(), access.person(), action)
    if found is None:
        abort(404)
    shown = {"how": how, "note": note, "problems": problems, "too_old": too_old}
    return render_template("practice/end.html", team=found[0], one=found[1], **shown)
