"""The pages that bring a carried answer home: sign in to save it, confirm it, or say that it was somebody else's."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.pages import PassagePage
from quizapp.model.people import Person
from quizapp.model.play import Given
from quizapp.model.quiz_pages import QuestionPage
from quizapp.services.taking import answering, debriefing, intentions, learning
from quizapp.web import access, carrying
from quizapp.web.carrying import ONE_THING, REFLECTIONS, WaitingAnswer


def offer(waiting: WaitingAnswer) -> ResponseReturnValue:
    """What to show for an answer that was sent without a good session: its owner confirms, others first sign in."""
    person = access.person_or_none()
    if person is not None:
        return confirm(waiting, person)
    return render_template("accounts/sign_in.html", email="", waiting=carrying.sign(waiting))


def confirm(waiting: WaitingAnswer, person: Person) -> ResponseReturnValue:
    """One click from being saved, for the same person only; nothing is stored here."""
    if not waiting.belongs_to(person):
        return render_template("accounts/answer_of_another.html")
    attempt, number = waiting.carry.attempt, waiting.carry.number
    if number == REFLECTIONS:
        page = debriefing.debrief(access.site(), person, attempt)
        if page is None:
            abort(404)
        return render_template(
            "looking_back/reflections.html",
            page=page,
            texts=dict(waiting.texts),
            confirming=True,
            carry=carrying.carry_for(person, attempt, REFLECTIONS),
        )
    if number == ONE_THING:
        return _confirm_one_thing(waiting, person)
    step = learning.passage_page(access.site(), person, attempt, number)
    if step is None:
        abort(404)
    if step.answered or step.number != number or not _fits(step, waiting):
        return redirect(url_for("attempts.here", attempt=attempt), 303)
    carry = carrying.carry_for(person, attempt, number)
    if isinstance(step, QuestionPage):
        given = waiting.given or Given()
        fields = carrying.fields_of(given)
        return render_template("questions/confirm.html", page=step, given=given, fields=fields, carry=carry)
    return render_template("attempts/confirm.html", page=step, position=waiting.position, carry=carry)


def _confirm_one_thing(waiting: WaitingAnswer, person: Person) -> str:
    attempt, written = waiting.carry.attempt, dict(waiting.texts)
    one = intentions.of_attempt(access.site(), person, attempt)
    if one is None:
        abort(404)
    return render_template(
        "looking_back/one_thing.html",
        one=one,
        will=written.get(0, ""),
        on=written.get(1, ""),
        problems=(),
        confirming=True,
        today=access.site().today().isoformat(),
        carry=carrying.carry_for(person, attempt, ONE_THING),
    )


def _fits(page: PassagePage | QuestionPage, waiting: WaitingAnswer) -> bool:
    """Whether it is an answer to this very page."""
    given = waiting.given
    if isinstance(page, PassagePage):
        known = waiting.position is None or waiting.position < len(page.choices)
        return given is None and known and bool(page.choices) == (waiting.position is not None)
    return given is not None and answering.could_come_from(page.question, given)
