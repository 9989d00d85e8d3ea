"""For administrators: what is required of whom, each change looked over before it is kept, and who is exempt."""

import re
import secrets
from collections.abc import Mapping
from typing import Final

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.problems import Problems
from quizapp.model.requirement_pages import Required, RequirementShown
from quizapp.services.records import exempting, requirement_views, requiring
from quizapp.services.records.rule_texts import FIELDS
from quizapp.web import access, forms, guards, held_forms

TICKED: Final = "who:"  # begins the name of each box
_ID: Final = re.compile("[A-Za-z0-9_-]{16,64}")
NEW: Final = {"from_on": "", "due_days": "30", "window_days": "60", "counted_from": "completion"}

blueprint = Blueprint("requirements", __name__, url_prefix="/requirements")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def overview() -> ResponseReturnValue:
    """All that is required."""
    guards.require(Act.REQUIRE)
    found = requirement_views.overview(access.site(), access.person())
    return render_template("requirements/overview.html", requirements=found)


@blueprint.get("/new")
def ask() -> ResponseReturnValue:
    """The form of a new requirement."""
    guards.require(Act.REQUIRE)
    return _form(None, NEW | {"from_on": access.site().today().isoformat()}, [])


@blueprint.post("/new")
def add() -> ResponseReturnValue:
    """Look it over, with whom it touches, and keep it once that is confirmed; a second click keeps nothing more."""
    guards.require(Act.REQUIRE)
    given, ticked = _given(forms.sent()), _ticked(forms.sent())
    key = _key(forms.typed("key"))
    if forms.typed("back"):
        return _form(None, given, ticked, key=key)
    sure, page = forms.typed("sure") == "yes", _page_number()
    done = requiring.add(access.site(), access.person(), key, given, ticked, sure=sure, page=page)
    if done.problems:
        return _form(None, given, ticked, done.problems, key=key), 400
    if done.public_id:
        return redirect(url_for("requirements.one", requirement=done.public_id, saved="yes"), 303)
    return _look_over(None, done, given, ticked, key=key)


@blueprint.get("/<token:requirement>")
def one(requirement: str) -> ResponseReturnValue:
    """One requirement: its rules, who is exempt, and the ways to change it."""
    page, saved = _one(requirement), forms.asked("saved", 3) == "yes"
    return render_template("requirements/one.html", page=page, saved=saved, today=access.site().today())


@blueprint.get("/<token:requirement>/change")
def ask_to_change(requirement: str) -> ResponseReturnValue:
    """The form of another rule, filled in with the newest."""
    guards.require(Act.REQUIRE)
    written = requirement_views.written(access.site(), access.person(), requirement)
    if written is None:
        abort(404)
    return _form(requirement, written, None)


@blueprint.post("/<token:requirement>/change")
def change(requirement: str) -> ResponseReturnValue:
    """Look the change over, and keep it once that is confirmed."""
    guards.require(Act.REQUIRE)
    given, ticked, seen = _given(forms.sent()), _ticked(forms.sent()), _seen(forms.typed("seen"))
    if forms.typed("back"):
        return _form(requirement, given, ticked, seen=seen)
    sure, page = forms.typed("sure") == "yes", _page_number()
    done = requiring.change(access.site(), access.person(), requirement, given, ticked, seen, sure=sure, page=page)
    if done is None:
        abort(404)
    if done.problems:
        return _form(requirement, given, ticked, done.problems, seen=seen), 400
    if done.public_id:
        return redirect(url_for("requirements.one", requirement=requirement, saved="yes"), 303)
    return _look_over(_one(requirement), done, given, ticked, seen=seen)


@blueprint.get("/<token:requirement>/end")
def ask_to_end(requirement: str) -> ResponseReturnValue:
    """From which day does it ask nothing any more?"""
    return _end_form(requirement, access.site().today().isoformat())


@blueprint.post("/<token:requirement>/end")
def end(requirement: str) -> ResponseReturnValue:
    """Look it over, and end it once that is confirmed."""
    guards.require(Act.REQUIRE)
    on, seen = forms.typed("on"), _seen(forms.typed("seen"))
    if forms.typed("back"):
        return _end_form(requirement, on)
    sure, page = forms.typed("sure") == "yes", _page_number()
    done = requiring.end(access.site(), access.person(), requirement, on, seen, sure=sure, page=page)
    if done is None:
        abort(404)
    if done.problems:
        return _end_form(requirement, on, done.problems), 400
    if done.public_id:
        return redirect(url_for("requirements.one", requirement=requirement, saved="yes"), 303)
    return _look_over(_one(requirement), done, {"on": on}, [], seen=seen, ends=True)


@blueprint.get("/<token:requirement>/exempt")
def ask_to_exempt(requirement: str) -> ResponseReturnValue:
    """Who is exempt, from when, and why?"""
    return _exempt_form(requirement, {"from_on": access.site().today().isoformat()})


@blueprint.post("/<token:requirement>/exempt")
def exempt(requirement: str) -> ResponseReturnValue:
    """Keep that they are; a second click keeps nothing more."""
    guards.require(Act.REQUIRE)
    given = {name: forms.typed(name) for name in ("who", "from_on", "until", "reason")}
    key = _key(forms.typed("key"))
    return _exempted(requirement, exempting.exempt(access.site(), access.person(), requirement, key, given), given, key)


@blueprint.post("/<token:requirement>/exemptions/<token:exemption>/end")
def end_exemption(requirement: str, exemption: str) -> ResponseReturnValue:
    """Have an exemption count no longer."""
    guards.require(Act.REQUIRE)
    return _exempted(requirement, exempting.end_exemption(access.site(), access.person(), requirement, exemption))


def _exempted(
    requirement: str, done: Required | None, given: dict[str, str] | None = None, key: str = ""
) -> ResponseReturnValue:
    if done is None:
        abort(404)
    if done.problems:
        return _exempt_form(requirement, given or {}, done.problems, key=key), 400
    return redirect(url_for("requirements.one", requirement=requirement, saved="yes"), 303)


@held_forms.shows("requirements.add")
def _not_added_yet(_: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it and not kept."""
    guards.require(Act.REQUIRE)
    return _form(None, {**written}, _ticked(written), key=written.get("key", ""), too_old=True)


@held_forms.shows("requirements.change")
def _not_changed_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The same for a change."""
    guards.require(Act.REQUIRE)
    return _form(of["requirement"], {**written}, _ticked(written), seen=_seen(written.get("seen", "")), too_old=True)


@held_forms.shows("requirements.end")
def _not_ended_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The same for its end."""
    return _end_form(of["requirement"], written.get("on", ""), too_old=True)


@held_forms.shows("requirements.exempt")
def _not_exempted_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The same for an exemption."""
    return _exempt_form(of["requirement"], {**written}, key=written.get("key", ""), too_old=True)


def _given(written: Mapping[str, str]) -> dict[str, str]:
    return {name: written.get(name, "") for name in FIELDS}


def _ticked(written: Mapping[str, str]) -> list[str]:
    return [name.removeprefix(TICKED) for name in written if name.startswith(TICKED)]


def _key(text: str) -> str:
    """The id that came with a form, under which what it says is kept once; a new one where it is none."""
    return text if _ID.fullmatch(text) else secrets.token_urlsafe(16)


def _seen(text: str) -> int:
    return forms.number_of(text) or 0


def _page_number() -> int:
    return forms.number_of(forms.typed("page")) or 1


def _one(requirement: str) -> RequirementShown:
    guards.require(Act.REQUIRE)
    page = requirement_views.one_page(access.site(), access.person(), requirement)
    if page is None:
        abort(404)
    return page


def _form(
    of: str | None,
    given: dict[str, str],
    ticked: list[str] | None,
    problems: Problems = (),
    *,
    key: str = "",
    seen: int | None = None,
    too_old: bool = False,
) -> str:
    found = requirement_views.form(access.site(), access.person(), of, ticked)
    if found is None:
        abort(404)
    newest = found.of.newest if found.of is not None else 0
    return render_template(
        "requirements/form.html",
        form=found,
        given=given,
        problems=problems,
        key=_key(key),
        seen=newest if seen is None else seen,
        too_old=too_old,
    )


def _look_over(
    page: RequirementShown | None,
    done: Required,
    given: dict[str, str],
    ticked: list[str],
    *,
    key: str = "",
    seen: int = 0,
    ends: bool = False,
) -> str:
    sent = [*given.items(), *((TICKED + one, "yes") for one in ticked), ("key", key), ("seen", str(seen))]
    return render_template("requirements/look_over.html", page=page, done=done, sent=sent, given=given, ends=ends)


def _end_form(requirement: str, on: str, problems: Problems = (), *, too_old: bool = False) -> str:
    page = _one(requirement)
    return render_template("requirements/end.html", page=page, on=on, problems=problems, too_old=too_old)


def _exempt_form(
    requirement: str, given: dict[str, str], problems: Problems = (), *, key: str = "", too_old: bool = False
) -> str:
    page = _one(requirement)
    shown = {"given": given, "problems": problems, "key": _key(key), "too_old": too_old}
    return render_template("requirements/exempt.html", page=page, **shown)
