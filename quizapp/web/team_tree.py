"""For administrators: the teams as a tree, and a page of each with what can be changed of it."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.problems import Problems
from quizapp.services.site import team_tree
from quizapp.web import access, forms, guards, held_forms

LONGEST = 200

blueprint = Blueprint("team_tree", __name__, url_prefix="/people/teams")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def tree() -> ResponseReturnValue:
    """All teams, and a form for a new one; or one that is asked for, with what can be changed of it."""
    return _page(forms.asked("team", LONGEST), {}, must_be=forms.is_asked("team"))


@blueprint.post("")
def change() -> ResponseReturnValue:
    """Make a team, rename it, put it elsewhere, or close it."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    sent = forms.sent()
    site, by, name, new, parent = access.site(), access.person(), *map(forms.typed, ("team", "new", "parent"))
    match sent.get("change", ""):
        case "rename":
            problems, leads = team_tree.rename(site, by, name, new), " ".join(new.split())
        case "move":
            problems, leads = team_tree.put_under(site, by, name, parent, sent.get("was", "")), name
        case "close":
            problems, leads = team_tree.close(site, by, name), ""
        case _:
            problems, leads = team_tree.add(site, by, new, parent), ""
    if problems:
        return _page(name, sent, problems), 400
    done = sent.get("change", "") if sent.get("change", "") in ("rename", "move", "close") else "add"
    if leads:
        return redirect(url_for("team_tree.tree", team=leads, done=done), 303)
    return redirect(url_for("team_tree.tree", done=done), 303)


@held_forms.shows("team_tree.change")
def _not_saved_yet(_: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it; nothing is changed yet."""
    return _page(written.get("team", ""), written, too_old=True)


def _page(
    name: str, sent: Mapping[str, str], problems: Problems = (), *, must_be: bool = False, too_old: bool = False
) -> str:
    guards.require(Act.LOOK_AFTER_PEOPLE)
    page = team_tree.team(access.site(), access.person(), name) if name else None
    if page is None and must_be:
        abort(404)
    shown = {"sent": sent, "problems": problems, "too_old": too_old, "done": forms.asked("done", 10)}
    if page is not None:
        return render_template("people/teams/team.html", page=page, **shown)
    return render_template("people/teams/tree.html", tree=team_tree.tree(access.site(), access.person()), **shown)
