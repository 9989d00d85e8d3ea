"""For administrators: what the organisation set for itself, with every change; and the forms to change it."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.organisation import SettingsForm
from quizapp.model.problems import Code, Problems
from quizapp.services.site import organisation_settings
from quizapp.services.site.missing import contacts_without_number
from quizapp.web import access, forms, guards, held_forms

LONGEST_NUMBER = 18  # digits: what a database takes

blueprint = Blueprint("settings", __name__, url_prefix="/settings")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """All that is set, and who changed what and when."""
    guards.require(Act.CHANGE_SETTINGS)
    page = organisation_settings.page(access.site(), access.person())
    lacking = contacts_without_number(access.site())
    return render_template("settings/overview.html", page=page, saved=forms.asked("saved"), lacking=lacking)


@blueprint.get("/<name:group>")
def form(group: str) -> ResponseReturnValue:
    """One group of settings, to change."""
    return _form(group, forms.asked("team"))


@blueprint.post("/<name:group>")
def change(group: str) -> ResponseReturnValue:
    """Set what differs, all or nothing; a second click changes nothing more."""
    guards.require(Act.CHANGE_SETTINGS)
    team, seen, given = forms.typed("team"), _revision_in(forms.sent()), _given_in(group, forms.sent())
    problems = organisation_settings.change(access.site(), access.person(), group, team, given, seen)
    if problems is None:
        abort(404)
    if problems:
        return _form(group, team, given, seen, problems), 400
    return redirect(url_for("settings.overview", saved=group), 303)


def field_of(setting: str) -> str:
    """The name and id of a setting's field."""
    return setting.replace(":", "-")


@held_forms.shows("settings.change")
def _not_saved_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it and not saved."""
    guards.require(Act.CHANGE_SETTINGS)
    group, seen = of["group"], _revision_in(written)
    team, given = written.get("team", ""), _given_in(group, written)
    found = organisation_settings.form(access.site(), access.person(), group, team, given, seen)
    if found is None:
        abort(404)
    # As old as it was: what was changed since has not been shown at its field yet.
    return _rendered(replace(found, revision=seen), too_old=True)


def _given_in(group: str, written: Mapping[str, str]) -> dict[str, str]:
    texts = (
        (setting, written.get(field_of(setting))) for setting in organisation_settings.fields(access.site(), group)
    )
    return {setting: text for setting, text in texts if text is not None}


def _revision_in(written: Mapping[str, str]) -> int:
    """What the form that was sent showed; 0 where it does not say, so that nothing is written over unseen."""
    text = written.get("seen", "")
    return forms.number_of(text, LONGEST_NUMBER) or 0


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
        "settings/form.html",
        form=form,
        problems=of_fields,
        changed=changed,
        too_old=too_old,
        field_of=field_of,
        lacking=contacts_without_number(access.site()),
    )
