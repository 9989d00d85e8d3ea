"""For administrators: which mail waits, was sent, or was given up and why; and to have it sent again."""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.letters import LetterState
from quizapp.services.site import outbox
from quizapp.web import access, forms, guards

STATES: Final[Mapping[str, LetterState]] = {state.name.lower(): state for state in LetterState}
LONGEST_NUMBER = 18  # digits: what a database takes

blueprint = Blueprint("outbox", __name__, url_prefix="/outbox")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def page() -> ResponseReturnValue:
    """The newest letters, of one state if the address says so; older ones behind a link."""
    guards.require(Act.SEE_OUTBOX)
    state = STATES.get(forms.asked("state"))
    before = forms.number_of(forms.asked("before"), LONGEST_NUMBER)
    found = outbox.page(access.site(), access.person(), state, before)
    return render_template("outbox/outbox.html", page=found, again=forms.asked("again", 3))


@blueprint.post("/<token:letter>/again")
def again(letter: str) -> ResponseReturnValue:
    """Have a letter sent as soon as can be; one that was sent meanwhile is not sent twice."""
    guards.require(Act.SEE_OUTBOX)
    done = outbox.send_again(access.site(), access.person(), letter)
    return redirect(url_for("outbox.page", again="yes" if done else "no"), 303)
