"""For an administrator: erase what is kept about somebody. What goes and stays comes first; then the name is typed.

Whom it is about travels in forms and never in an address.
"""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.erasures import ToErase
from quizapp.services.site import erasing
from quizapp.web import access, forms, guards, held_forms

blueprint = Blueprint("erasing", __name__, url_prefix="/settings/erasing")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def ask() -> ResponseReturnValue:
    """Whom it is about."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    return _page(None, done=forms.asked("done"))


@blueprint.post("")
def erase() -> ResponseReturnValue:
    """What it would come to, where only the person is named; with the name and a reason it is done, for good."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    who, viewer = forms.typed("who"), access.person()
    if "name" not in forms.sent():
        found = erasing.look(access.site(), viewer, who)
        return _page(found, who=who), 400 if found.problems else 200
    reason, name = forms.typed("reason"), forms.typed("name")
    done = erasing.erase(access.site(), viewer, who, reason=reason, name=name)
    if not done.is_done:
        return _page(done, who=who, reason=reason, name=name), 400
    return redirect(url_for("erasing.ask", done="yes" if done.is_clean else "soon"), 303)


@held_forms.shows("erasing.erase")
def _not_saved_yet(_: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it; nobody is erased yet."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    who = written.get("who", "")
    found = erasing.look(access.site(), access.person(), who) if "name" in written else None
    return _page(found, who=who, reason=written.get("reason", ""), name=written.get("name", ""), too_old=True)


def _page(
    found: ToErase | None, who: str = "", reason: str = "", name: str = "", done: str = "", *, too_old: bool = False
) -> str:
    about = {"found": found, "who": who, "reason": reason, "name": name, "done": done, "too_old": too_old}
    return render_template("erasing/erase.html", **about)
