"""What brings a carried answer home: sign in first; then it is back in its own form, not saved yet."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.people import Person
from quizapp.model.play import ONE_THING
from quizapp.services.taking import learning, putting_aside
from quizapp.web import access, addresses, carrying, held_forms, step_pages
from quizapp.web.carrying import WaitingAnswer


def offer(waiting: WaitingAnswer) -> ResponseReturnValue:
    """What to show for an answer that was sent without a good session: its owner confirms, others first sign in."""
    person = access.person_or_none()
    if person is not None:
        return confirm(waiting, person)
    return render_template("accounts/sign_in.html", email="", waiting=carrying.sign(waiting))


def is_held(text: str) -> bool:
    """Whether the field `held` of a sign-in form holds something of ours."""
    return carrying.read_waiting(text) is not None or held_forms.read(text) is not None


def bring_home(held: str, person: Person) -> ResponseReturnValue | None:
    """What to show somebody who just signed in with this held; None where nothing is."""
    if (waiting := carrying.read_waiting(held)) is not None:
        return confirm(waiting, person)
    form = held_forms.read(held)
    return held_forms.show(form, person) if form is not None else None


def confirm(waiting: WaitingAnswer, person: Person) -> ResponseReturnValue:
    """Back to its form with what was in it, one click from being saved, for the same person only; no answer is stored.

    What was in the form is put aside (`putting_aside`), so that closing the page does not lose it either. Where
    another answer was recorded meanwhile, that is said, and what was given is there to be copied.
    """
    if not waiting.belongs_to(person):
        return render_template("accounts/answer_of_another.html")
    attempt, number = waiting.carry.attempt, waiting.carry.number
    if number < 0:
        if not putting_aside.keep(access.site(), person, attempt, number, carrying.fields_after(waiting)):
            abort(404)
        page = "looking_back.one_thing" if number == ONE_THING else "looking_back.reflections"
        return redirect(url_for("attempts.pause" if waiting.pauses else page, attempt=attempt), 303)
    step = learning.passage_page(access.site(), person, attempt, number)
    if step is None:
        abort(404)
    reply = waiting.given if waiting.given is not None else waiting.position
    if step.number == number and step_pages.another_is_recorded(step, reply):
        return step_pages.shown(step, refused=True, posted=reply), 409
    if reply is not None and not step_pages.is_empty(reply) and step_pages.fits(step, reply):
        putting_aside.keep(access.site(), person, attempt, number, carrying.fields_of(reply))
    if waiting.pauses:
        return redirect(url_for("attempts.pause", attempt=attempt), 303)
    return redirect(addresses.of_step("attempts.step", attempt, number), 303)
