"""The pages that bring a carried answer home: sign in to save it, confirm it, or say that it was somebody else's."""

from flask import abort, redirect, render_template
from flask.typing import ResponseReturnValue

from quizapp.model.people import Person
from quizapp.services import learning
from quizapp.web import access, carrying
from quizapp.web.carrying import REFLECTIONS, Held
from quizapp.web.forms import SignInForm


def offer(held: Held) -> ResponseReturnValue:
    """What to show for an answer that came without a good session: its owner confirms, others first sign in."""
    person = access.person_or_none()
    if person is not None:
        return confirm(held, person)
    return render_template("accounts/sign_in.html", form=SignInForm(formdata=None), held=carrying.sign(held))


def confirm(held: Held, person: Person) -> ResponseReturnValue:
    """One click from being saved, for the same person only; nothing is stored here."""
    if not held.belongs_to(person):
        return render_template("accounts/held_for_another.html")
    attempt, number = held.carry.attempt, held.carry.number
    if number == REFLECTIONS:
        page = learning.debrief(access.site(), person, attempt)
        if page is None:
            abort(404)
        return render_template(
            "looking_back/reflections.html",
            page=page,
            texts=dict(held.texts),
            confirming=True,
            carry=carrying.carry_for(person, attempt, REFLECTIONS),
        )
    step = learning.passage_page(access.site(), person, attempt, number)
    if step is None:
        abort(404)
    known = held.position is None or held.position < len(step.choices)
    if step.answered or step.number != number or not known or bool(step.choices) != (held.position is not None):
        return redirect(f"/attempts/{attempt}", 303)
    return render_template(
        "attempts/confirm.html", page=step, position=held.position, carry=carrying.carry_for(person, attempt, number)
    )
