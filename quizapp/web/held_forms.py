"""What somebody wrote in a form of their work, sent after its session had ended or without its token: back in it.

Nothing is saved before its writer sends it again. Like an answer (`carrying`) it travels in the sign-in form, signed,
in the field `held`; whose form it was stands in it, signed too, so that nobody else comes to read it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from quizapp.model.people import Person
from quizapp.web import access, carrying, forms

FORM = "form"  # stands for the attempt in what says whose form it is
NOT_WRITTEN = frozenset({"csrf_token", "carry"})

Written = dict[str, str]
Shows = Callable[[dict[str, str], Written], str]
SHOWN: dict[str, Shows] = {}  # the forms' addresses: each puts what was written into its form again


@dataclass(frozen=True, slots=True)
class HeldForm:
    """What was written, in which form, of what, and by whom."""

    person: str
    endpoint: str
    of: dict[str, str]
    written: Written


def shows(endpoint: str) -> Callable[[Shows], Shows]:
    """Have this function show the form that is sent to this address, from the address's parts and what was written."""

    def add(function: Shows) -> Shows:
        SHOWN[endpoint] = function
        return function

    return add


def whose() -> str:
    """For templates: the signed field that says whose form it is."""
    return carrying.carry_for(access.person(), FORM, 0)


def posted() -> HeldForm | None:
    """What this POST wrote, if it is such a form, and one that we gave to somebody."""
    if request.method != "POST" or request.endpoint not in SHOWN:
        return None
    carry = carrying.read_carry(forms.typed("carry"))
    if carry is None or carry.attempt != FORM:
        return None
    written = {name: text for name, text in forms.sent().items() if name not in NOT_WRITTEN}
    of = {name: str(value) for name, value in (request.view_args or {}).items()}
    return HeldForm(carry.person, request.endpoint, of, written)


def sign(form: HeldForm) -> str:
    """The signed field that takes it through the sign-in form."""
    signed = _serializer().dumps([form.person, form.endpoint, form.of, form.written])
    return signed if isinstance(signed, str) else signed.decode("ascii")


def read(text: str) -> HeldForm | None:
    """What is held in a sign-in form, or None if it is no such form or we did not sign it."""
    try:
        person, endpoint, of, written = _serializer().loads(text)
    except (BadSignature, ValueError, TypeError):
        return None
    return HeldForm(person, endpoint, of, written) if endpoint in SHOWN else None


def offer(form: HeldForm) -> ResponseReturnValue:
    """Back in its form for whoever wrote it, if they are signed in; others first sign in."""
    person = access.person_or_none()
    if person is not None:
        return show(form, person), 400
    return render_template("accounts/sign_in.html", email="", waiting=sign(form))


def show(form: HeldForm, person: Person) -> str:
    """The form with what was written in it, not saved yet; for its writer alone, if they may still use it."""
    if form.person != person.public_id:
        return render_template("accounts/answer_of_another.html")
    shown = SHOWN.get(form.endpoint)
    if shown is None:
        abort(404)
    return shown(form.of, form.written)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="quizapp.form")
