"""For administrators: what the organisation set for itself, with every change; and the forms to change it."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act, can
from quizapp.model.organisation import SettingsForm
from quizapp.model.problems import Code, Problems
from quizapp.services.site import organisation_settings
from quizapp.web import access, guards

LONGEST_NUMBER = 18  # digits: what a database takes

blueprint = Blueprint("settings", __name__, url_prefix="/settings")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """All that is set, and who changed what and when."""
    guards.require(Act.CHANGE_SETTINGS)
    page = organisation_settings.page(access.site(), access.person())
    return render_template("settings/overview.html", page=page, saved=request.args.get("saved", ""))


@blueprint.get("/<name:group>")
def form(group: str) -> ResponseReturnValue:
    """One group of settings, to change."""
    return _form(group, request.args.get("team", ""))


@blueprint.post("/<name:group>")
def change(group: str) -> ResponseReturnValue:
    """Set what differs, all or nothing; a second click changes nothing more."""
    guards.require(Act.CHANGE_SETTINGS)
    team, seen, given = request.form.get("team", ""), _revision(), _given(group)
    problems = organisation_settings.change(access.site(), access.person(), group, team, given, seen)
    if problems is None:
        abort(404)
    if problems:
        return _form(group, team, given, seen, problems), 400
    return redirect(url_for("settings.overview", saved=group), 303)


def field_of(setting: str) -> str:
    """The name and id of a setting's field."""
    return setting.replace(":", "-")


def not_saved_yet() -> ResponseReturnValue | None:
    """The form that was sent without a good token, with what was written in it; None for what is no such form."""
    if request.endpoint != "settings.change" or not can(access.person_or_none(), Act.CHANGE_SETTINGS):
        return None
    group, seen = str((request.view_args or {})["group"]), _revision()
    found = organisation_settings.form(
        access.site(), access.person(), group, request.form.get("team", ""), _given(group), seen
    )
    # As old as it was: what was changed since has not been shown at its field yet.
    return None if found is None else (_rendered(replace(found, revision=seen), too_old=True), 400)


def _given(group: str) -> dict[str, str]:
    texts = (
        (setting, request.form.get(field_of(setting))) for setting in organisation_settings.fields(access.site(), group)
    )
    return {setting: text for setting, text in texts if text is not None}


def _revision() -> int:
    """What the form that was sent showed; 0 where it does not say, so that nothing is written over unseen."""
    text = request.form.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


def _form(
    group: str,
    team: str,
    given: Mapping[str, str] = organisation_settings.NOTHING_WRITTEN,
    seen: int | None = None,
    problems: Problems = (),
) -> str:
    guards.require(Act.CHANGE_SETTINGS)
    found = organisation_settings.form(access.site(), access.person(), group, team, given, seen)
    if found is None:
        abort(404)
    return _rendered(found, problems)


def _rendered(form: SettingsForm, problems: Problems = (), *, too_old: bool = False) -> str:
    of_fields = tuple(replace(problem, field=field_of(problem.field)) for problem in problems)
    changed = {problem.field for problem in problems if problem.code is Code.CHANGED}
    return render_template(
        "settings/form.html", form=form, problems=of_fields, changed=changed, too_old=too_old, field_of=field_of
    )
