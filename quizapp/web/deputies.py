"""For managers: who stands in for them, for which team and until when; somebody is named here, and it is ended here."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.problems import Problems
from quizapp.services.site import deputies
from quizapp.web import access, forms, guards, held_forms

blueprint = Blueprint("deputies", __name__, url_prefix="/team/deputies")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def page() -> ResponseReturnValue:
    """The deputies there are, and a form for another."""
    return _page({})


@blueprint.post("")
def change() -> ResponseReturnValue:
    """Name a deputy, or end what one was given."""
    guards.require(Act.NAME_DEPUTY)
    site, viewer, team = access.site(), access.person(), forms.typed("team")
    if forms.typed("ends"):
        if not deputies.end_mine(site, viewer, forms.typed("ends"), team):
            abort(404)
        return redirect(url_for("deputies.page", done="ended"), 303)
    problems = deputies.name(site, viewer, forms.typed("who"), team, forms.typed("until"))
    if problems:
        return _page(forms.sent(), problems), 400
    return redirect(url_for("deputies.page", done="named"), 303)


@held_forms.shows("deputies.change")
def _not_named_yet(_: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it; nobody is named yet."""
    return _page(written, too_old=True)


def _page(sent: Mapping[str, str], problems: Problems = (), *, too_old: bool = False) -> str:
    guards.require(Act.NAME_DEPUTY)
    found = deputies.mine(access.site(), access.person())
    done = forms.asked("done", 10)
    return render_template("people/deputies.html", page=found, sent=sent, problems=problems, too_old=too_old, done=done)
