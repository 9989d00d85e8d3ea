"""One-click sign-in for the demo. Registered in demo mode only, so that `serve` has no such address."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.exchange.mailbox import letters_in
from quizapp.model.acts import Act, can
from quizapp.model.people import Person
from quizapp.services.site import accounts, throttle
from quizapp.web import access, arriving
from quizapp.web.confirming import bring_home, is_held
from quizapp.web.forms import asked, typed

blueprint = Blueprint("demo", __name__)

HOMES = ((Act.SEE_TEAM, "teams.overview"), (Act.SEE_PUBLISHED, "records.publish_state"))


@blueprint.get("/demo")
def door() -> ResponseReturnValue:
    """Who you can be in the demo."""
    return _door(next=access.way_back(asked("next")))


@blueprint.post("/demo")
def door_with_answer() -> ResponseReturnValue:
    """The same, with the answer that waits in the sign-in page to be saved."""
    held = typed("held")
    if not is_held(held):  # no page of ours sends it
        throttle.count(access.site(), (throttle.from_source(access.site(), access.address()),))
        held = ""
    return _door(waiting=held)


def _door(**hidden: str) -> str:
    return render_template("demo/door.html", people=accounts.demo_people(access.site()), **hidden)


@blueprint.get("/demo/mailbox")
def mailbox() -> ResponseReturnValue:
    """The letters that this demo would have sent, as their readers would have them."""
    settings = access.site().settings
    return render_template("demo/mailbox.html", letters=letters_in(settings.mail.folder, settings.address))


@blueprint.post("/demo/sign-in")
def sign_in() -> ResponseReturnValue:
    """Sign in as one of the demo's people."""
    chosen = typed("person")
    token = accounts.demo_sign_in(access.site(), chosen, access.address())
    who = accounts.signed_in(access.site(), token) if token else None
    if who is None or token is None:
        abort(400)
    old = access.close_session()
    if old is not None:
        accounts.sign_out(access.site(), old)
    access.open_session(token)
    arriving.remember_arrival()
    if (home := bring_home(typed("held"), access.person())) is not None:
        return home
    return redirect(access.way_back(typed("next")) or _home(who), 303)


def _home(person: Person) -> str:
    return url_for(next((page for act, page in HOMES if can(person, act)), "training.mine"))
