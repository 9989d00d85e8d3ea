"""For administrators: the list of people, a page of each, and the forms that change somebody.

A form carries the seal of the record that it showed (`seen`): where somebody else has changed the record since, it
comes back with what is there now beside what was written.
"""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.people_pages import PeopleAsked, PersonForm, PersonPage
from quizapp.model.problems import Code, Problems
from quizapp.services.site import deputies, looking_after, merging, people
from quizapp.services.site.accounts import LINK_LIFE
from quizapp.services.site.people import PersonChanged
from quizapp.services.site.whom import Whom
from quizapp.web import access, forms, guards, held_forms

blueprint = Blueprint("people", __name__, url_prefix="/people")
blueprint.before_request(guards.require_person)

CHANGES = ("details", "team", "roles", "manages", "leave", "return", "link", "browsers", "merge")
OF_LEAVERS = ("details", "return", "merge")  # and nothing else
HOLDS = "holds-"  # before a role, in a field's name
ASKED = ("words", "team", "role", "state", "after")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """Everybody, or those who are asked for, 50 on a page."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    asked = PeopleAsked(**{name: forms.asked(name, 200) for name in ASKED})
    page = looking_after.listed(access.site(), access.person(), asked)
    return render_template("people/list.html", page=page)


@blueprint.get("/add")
def add_form() -> ResponseReturnValue:
    """Somebody new."""
    return _add_form(PersonForm())


@blueprint.post("/add")
def add() -> ResponseReturnValue:
    """Add somebody, and show the link with which they set a password."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    form = _written_in(forms.sent())
    added = looking_after.add(access.site(), access.person(), form)
    if added.problems:
        return _add_form(form, added.problems), 400
    return _link(added.name, added.token, is_new=True)


@blueprint.get("/<token:person>")
def person(person: str) -> ResponseReturnValue:
    """One person, with everything that is looked after."""
    return render_template("people/person.html", page=_page(person), done=forms.asked("done", 20))


@blueprint.get("/<token:person>/<name:change>")
def form(person: str, change: str) -> ResponseReturnValue:
    """The form for one kind of change."""
    return _form(person, change, PersonForm(), {"ends": forms.asked("ends", 200)}, is_fresh=True)


@blueprint.post("/<token:person>/<name:change>")
def change(person: str, change: str) -> ResponseReturnValue:
    """Change somebody, or say what is wrong; where it takes something away, only when that is confirmed."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    if change not in CHANGES:
        abort(404)
    sent = forms.sent()
    written = _written_in(sent)
    done = _changed(Whom(person, access.person(), forms.typed("seen")), change, written, sent)
    if done.problems and done.person is None and any(one.code is Code.UNKNOWN for one in _of_person(done.problems)):
        abort(404)
    if done.problems:
        return _form(person, change, written, sent, done), 400
    if done.token and done.person is not None:
        return _link(done.person.name, done.token, person=person)
    return redirect(url_for("people.person", person=person, done=change), 303)


def _changed(whom: Whom, change: str, written: PersonForm, sent: Mapping[str, str]) -> PersonChanged:
    site, sure = access.site(), sent.get("sure", "") == "yes"
    match change:
        case "details":
            return looking_after.change_details(site, whom, written)
        case "team":
            return looking_after.move(site, whom, written.team)
        case "roles":
            return looking_after.set_roles(site, whom, written.holds, sure=sure)
        case "manages" if sent.get("ends"):
            return deputies.end(site, whom, sent["ends"])
        case "manages" if sent.get("how") == "deputy":
            return deputies.deputise(site, whom, written.team, sent.get("until", ""))
        case "manages":
            return people.manage(site, whom, written.team)
        case "leave":
            return people.leave(site, whom)
        case "return":
            return looking_after.come_back(site, whom, written.team)
        case "link":
            return people.new_link(site, whom)
        case "browsers":
            return people.forget_browsers(site, whom)
        case _:
            return merging.merge(site, whom, sent.get("other", ""), sure=sure)


def _of_person(problems: Problems) -> Problems:
    """The problems that are about the person, not about a field."""
    return tuple(one for one in problems if one.field == "email" and one.code in (Code.UNKNOWN, Code.HERE, Code.LEFT))


def _page(public_id: str) -> PersonPage:
    guards.require(Act.LOOK_AFTER_PEOPLE)
    found = looking_after.person(access.site(), access.person(), public_id)
    if found is None:
        abort(404)
    return found


def _form(
    public_id: str,
    change: str,
    written: PersonForm,
    sent: Mapping[str, str],
    done: PersonChanged = PersonChanged(),  # noqa: B008 (frozen)
    *,
    is_fresh: bool = False,
    too_old: bool = False,
) -> str:
    page = _page(public_id)
    if change not in CHANGES or (page.record.has_left and change not in OF_LEAVERS and is_fresh):
        abort(404)
    if is_fresh:
        written = _as_it_is(page)
    is_changed = any(one.field == "seen" for one in done.problems)
    return render_template(
        "people/change.html",
        page=page,
        change=change,
        written=written,
        sent=sent,
        problems=done.problems,
        other=done.person,
        too_old=too_old,
        # As old as it was, unless what is there now is beside it: then the next click counts.
        seen=page.record.seal if is_fresh or is_changed else sent.get("seen", ""),
        is_changed=is_changed,
    )


def _as_it_is(page: PersonPage) -> PersonForm:
    record = page.record
    return PersonForm(
        name=record.name,
        email=record.email,
        staff_number=record.staff_number,
        group=record.group or "",
        works_as=record.works_as or "",
        joined=record.joined.isoformat(),
        team="",
        holds=tuple(record.holds),
    )


def _written_in(sent: Mapping[str, str]) -> PersonForm:
    """What was written; each role has a field of its own, so that all that are ticked come through sign-in."""
    holds = tuple(name.removeprefix(HOLDS) for name in sent if name.startswith(HOLDS))
    names = ("name", "email", "staff_number", "group", "works_as", "joined", "team")
    return PersonForm(**{name: sent.get(name, "") for name in names}, holds=holds)


def _add_form(form: PersonForm, problems: Problems = (), *, too_old: bool = False) -> str:
    guards.require(Act.LOOK_AFTER_PEOPLE)
    teams = people.team_names(access.site())
    return render_template("people/add.html", written=form, problems=problems, teams=teams, too_old=too_old)


def _link(name: str, token: str, *, person: str = "", is_new: bool = False) -> str:
    """The page with a one-use link, which is shown once."""
    path = url_for("accounts.set_password", token=token).removeprefix(request.script_root)
    address = f"{access.site().settings.address}{path}"
    return render_template(
        "people/link.html", name=name, address=address, person=person, is_new=is_new, days=LINK_LIFE.days
    )


@held_forms.shows("people.add")
def _not_added_yet(_: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it; nobody is added yet."""
    return _add_form(_written_in(written), too_old=True)


@held_forms.shows("people.change")
def _not_changed_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it; nothing is changed yet."""
    return _form(of["person"], of["change"], _written_in(written), written, too_old=True)
