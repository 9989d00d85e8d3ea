"""An answer that was given after the session had ended, carried through sign-in (DESIGN §4, reliability B10).

Each step's form has a signed (person, attempt, number): `carry`. An answer that arrives with a good one, and without a
session, is signed itself and travels in the sign-in form, in the field `held`. Nothing is stored before its owner
confirms it.
"""

from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256

from flask import current_app, request
from itsdangerous import BadSignature, Signer, URLSafeSerializer
from werkzeug.datastructures import MultiDict

from quizapp.model.people import Person
from quizapp.model.play import ONE_THING, REFLECTIONS, Fields, Given, Reply
from quizapp.web import forms
from quizapp.web.forms import number_of

NUMBERS = {"looking_back.save": REFLECTIONS, "looking_back.keep_one_thing": ONE_THING}  # of forms that are no step's
LONGEST_TEXT = 4000
MOST_TEXTS = 20
MOST_PLACES = 100  # selects of one question that are read
LONGEST_WORD = 20  # of a radio's value


@dataclass(frozen=True, slots=True)
class Carry:
    """Whose form it was, and for which step of which attempt. `number` is below 0 for other forms (NUMBERS)."""

    person: str
    attempt: str
    number: int


@dataclass(frozen=True, slots=True)
class WaitingAnswer:
    """An answer on its way through sign-in: a choice's position (None: continue), what was given to a question, or the
    texts of a form that is no step's."""

    carry: Carry
    position: int | None = None
    texts: tuple[tuple[int, str], ...] = ()
    given: Given | None = None
    pauses: bool = False  # it was sent to be put aside, and not as an answer

    def belongs_to(self, person: Person) -> bool:
        """Whether this person gave the answer."""
        return self.carry.person == person.public_id


def _signer() -> Signer:
    return _signer_with(current_app.config["SECRET_KEY"])


@cache
def _signer_with(secret: str) -> Signer:
    """Made once: its key is derived from the secret here, and not again for every form."""
    key = sha256(b"quizapp.carry:" + secret.encode()).digest()
    return Signer(key, key_derivation="none", digest_method=sha256)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="quizapp.held")


def carry_for(person: Person, attempt: str, number: int) -> str:
    """The signed field for a form of this step. On the hot path: a plain signature, no JSON."""
    return _signer().sign(f"{person.public_id}/{attempt}/{number}").decode("ascii")


def read_carry(text: str) -> Carry | None:
    """What a form carried, or None if we did not sign it."""
    try:
        person, attempt, number = _signer().unsign(text).decode("ascii").split("/")
    except (BadSignature, ValueError):
        return None
    return Carry(person, attempt, int(number))


def posted() -> WaitingAnswer | None:
    """The answer in this POST, if its form's carry is good and is for the address that it was posted to."""
    attempt = (request.view_args or {}).get("attempt")
    number = (request.view_args or {}).get("number", NUMBERS.get(request.endpoint or ""))
    if request.method != "POST" or request.endpoint not in ("attempts.answer", *NUMBERS):
        return None
    carry = read_carry(forms.typed("carry"))
    if carry is None or (carry.attempt, carry.number) != (attempt, number):
        return None
    if number == REFLECTIONS:
        return WaitingAnswer(carry, texts=posted_texts(), pauses=pauses())
    if number == ONE_THING:
        return WaitingAnswer(carry, texts=tuple(enumerate(posted_one_thing())), pauses=pauses())
    if "question" in forms.sent():
        given = read_given(forms.sent())
        return WaitingAnswer(carry, given=given, pauses=pauses()) if given is not None else None
    return WaitingAnswer(carry, position=number_of(forms.typed("choice")), pauses=pauses())


def pauses() -> bool:
    """Whether a form was sent to pause: what is in it is not to be lost, and nothing more is asked of it."""
    return forms.typed("then") == "pause"


def shows_unsent() -> bool:
    """Whether the form that was sent had shown what was put aside: then nothing in it means that it was taken out."""
    return "kept" in forms.sent()


def read_given(form: MultiDict[str, str]) -> Given | None:
    """What a question's form sent, filled in or not; None if no form of ours can have sent it."""
    positions = tuple(number_of(text) for text in form.getlist("answer"))
    places: dict[int, int | None] = {}
    for name, texts in form.lists():
        head, dash, place = name.partition("-")
        if head != "place" or not dash:
            continue
        index, given = number_of(place), number_of(texts[0])
        fits = index is not None and index < MOST_PLACES and index not in places
        if index is None or not fits or len(texts) > 1 or (given is None and texts[0]):
            return None
        places[index] = given
    if any(len(form.getlist(name)) > 1 for name in ("text", "certainty")) or None in positions:
        return None
    return Given(
        positions=tuple(position for position in positions if position is not None),
        places=tuple(places.get(index) for index in range(max(places, default=-1) + 1)),
        text=_typed(form.get("text", "")),
        certainty=form.get("certainty", "")[:LONGEST_WORD],
    )


def posted_reply() -> tuple[bool, Reply]:
    """Whether the step's form in this POST is well made, and what it replies."""
    return _read_reply(forms.sent())


def reply_of(fields: Fields) -> Reply:
    """What a step's form replies in which these fields stand; None where there are none."""
    return _read_reply(MultiDict(fields))[1]


def _read_reply(form: MultiDict[str, str]) -> tuple[bool, Reply]:
    """A question's form has the field `question`; of any other only `choice` is read."""
    if "question" in form:
        given = read_given(form)
        return given is not None, given
    choices = form.getlist("choice")
    position = number_of(choices[0]) if choices else None
    return len(choices) < 2 and (position is not None or not choices), position


def posted_texts() -> tuple[tuple[int, str], ...]:
    """The reflections in this POST, by prompt."""
    return texts_in(forms.sent())


def texts_in(form: MultiDict[str, str]) -> tuple[tuple[int, str], ...]:
    """The reflections in a form, by prompt."""
    texts: list[tuple[int, str]] = []
    for name, text in form.items():
        head, _, prompt = name.partition("-")
        if head == "reflection" and (index := number_of(prompt)) is not None and len(texts) < MOST_TEXTS:
            texts.append((index, _typed(text)))
    return tuple(texts)


def posted_one_thing() -> tuple[str, str]:
    """The words and the day in this POST of the form for one thing to do, as they were typed."""
    return _typed(forms.typed("will")), _typed(forms.typed("on")).strip()


def fields_of(given: Given | int) -> Fields:
    """The fields of a step's form that give just this: what `posted_reply` reads, the other way round."""
    if isinstance(given, int):
        return (("choice", str(given)),)
    places = ((f"place-{index}", str(place)) for index, place in enumerate(given.places) if place is not None)
    words = (("text", given.text), ("certainty", given.certainty))
    return (
        ("question", "1"),
        *(("answer", str(position)) for position in given.positions),
        *places,
        *((name, text) for name, text in words if text),
    )


def fields_after(waiting: WaitingAnswer) -> Fields:
    """The fields of a form after a story that have just these texts."""
    names = ("will", "on") if waiting.carry.number == ONE_THING else ()
    return tuple((names[at] if names else f"reflection-{at}", text) for at, text in waiting.texts)


def _typed(text: str) -> str:
    return text.replace("\r\n", "\n")[:LONGEST_TEXT]


def sign(waiting: WaitingAnswer) -> str:
    """The signed field that takes an answer through the sign-in form."""
    carry, given = waiting.carry, waiting.given
    parts = [carry.person, carry.attempt, carry.number, waiting.position, list(waiting.texts)]
    parts += [list(astuple(given)) if given is not None else None, waiting.pauses]
    return _text(_serializer().dumps(parts))


def read_waiting(text: str) -> WaitingAnswer | None:
    """The answer in a sign-in form, or None if we did not sign it."""
    try:
        person, attempt, number, position, texts, *rest = _serializer().loads(text)
        given, pauses = (*rest, None, False)[:2]  # a page from before an upgrade may say less
    except (BadSignature, ValueError, TypeError):
        return None
    written = tuple((int(prompt), str(words)) for prompt, words in texts)
    return WaitingAnswer(Carry(person, attempt, number), position, written, _given(given), bool(pauses))


def _given(parts: tuple[list[int], list[int | None], str, str] | None) -> Given | None:
    if parts is None:
        return None
    positions, places, text, certainty = parts
    return Given(tuple(positions), tuple(places), text, certainty)


def _text(signed: str | bytes) -> str:
    return signed if isinstance(signed, str) else signed.decode("ascii")
