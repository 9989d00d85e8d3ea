"""One-click sign-in for the demo. Registered in demo mode only, so that `serve` has no such address."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act, can
from quizapp.model.people import Person
from quizapp.services.site import accounts
from quizapp.web import access, arriving, carrying
from quizapp.web.confirming import confirm

blueprint = Blueprint("demo", __name__)

HOMES = ((Act.SEE_TEAM, "records.team"), (Act.SEE_PUBLISHED, "records.publish_state"))


@blueprint.get("/demo")
def door() -> ResponseReturnValue:
    """Who you can be in the demo."""
    return _door(next=access.way_back(request.args.get("next", "")))


@blueprint.post("/demo")
def door_with_answer() -> ResponseReturnValue:
    """The same, with the answer that waits in the sign-in page to be saved."""
    held = request.form.get("held", "")
    return _door(waiting=held if carrying.read_waiting(held) else "")


def _door(**hidden: str) -> str:
    return render_template("demo/door.html", people=accounts.demo_people(access.site()), **hidden)


@blueprint.post("/demo/sign-in")
def sign_in() -> ResponseReturnValue:
    """Sign in as one of the demo's people."""
    chosen = request.form.get("person", "")
    who = next((p for _, p in accounts.demo_people(access.site()) if p.public_id == chosen), None)
    token = accounts.demo_sign_in(access.site(), chosen) if who else None
    if who is None or token is None:
        abort(400)
    old = access.close_session()
    if old is not None:
        accounts.sign_out(access.site(), old)
    access.open_session(token)
    arriving.remember_arrival()
    waiting = carrying.read_waiting(request.form.get("held", ""))
    if waiting is not None:
        return confirm(waiting, access.person())
    return redirect(access.way_back(request.form.get("next", "")) or _home(who), 303)


def _home(person: Person) -> str:
    return url_for(next((page for act, page in HOMES if can(person, act)), "training.mine"))
