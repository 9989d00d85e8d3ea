"""Before a page: who must be signed in, and what they must be allowed to do."""

from functools import partial

from flask import abort, g
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act, acts_of, can
from quizapp.model.people import Person
from quizapp.web import access, carrying, held_forms
from quizapp.web.confirming import offer


def require_person() -> ResponseReturnValue | None:
    """Send whoever is not signed in to sign in, and then back here; None for everybody else.

    `attempts.step`, `attempts.answer` and `questions.feedback` find out by themselves, with the query that they make.
    """
    return None if access.person_or_none() is not None else sign_in_first()


def sign_in_first() -> ResponseReturnValue:
    """Send somebody to sign in; what was sent after its session ended waits until then."""
    waiting = carrying.posted()
    if waiting is not None:
        return offer(waiting)
    form = held_forms.posted()
    return held_forms.offer(form) if form is not None else access.to_sign_in()


def require(act: Act) -> None:
    """Refuse with 403 unless the person may do this to anything at all."""
    if not can(access.person(), act):
        abort(403)


def offering() -> dict[str, object]:
    """For templates: `can(act, object)` and `acts`, about whoever is asking; a page offers only what works.

    They are in a page's context, not among the globals, so that no remembered piece can ask about one person.
    """
    person: Person | None = g.get("person")
    return {"can": partial(can, person), "acts": acts_of(person)}
