"""An answer that was given after the session had ended, carried through sign-in (DESIGN §4, reliability B10).

Each step's form has a signed (person, attempt, number): `carry`. An answer that arrives with a good one, and without a
session, is signed itself (`held`) and travels in the sign-in form. Nothing is stored before its owner confirms it.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from flask import current_app, request
from itsdangerous import BadSignature, Signer, URLSafeSerializer

from quizapp.model.people import Person

REFLECTIONS = -1  # stands for the step number in the carry of the reflections' form
LONGEST_TEXT = 4000
MOST_TEXTS = 20


@dataclass(frozen=True, slots=True)
class Carry:
    """Whose form it was, and for which step of which attempt. `number` is REFLECTIONS for reflections."""

    person: str
    attempt: str
    number: int


@dataclass(frozen=True, slots=True)
class Held:
    """An answer on its way through sign-in: a choice's position (None: continue), or the texts of reflections."""

    carry: Carry
    position: int | None = None
    texts: tuple[tuple[int, str], ...] = ()

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


def posted() -> Held | None:
    """The answer in this POST, if its form's carry is good and is for the address that it was posted to."""
    attempt = (request.view_args or {}).get("attempt")
    number = (request.view_args or {}).get("number", REFLECTIONS)
    if request.method != "POST" or request.endpoint not in ("attempts.answer", "looking_back.save"):
        return None
    carry = read_carry(request.form.get("carry", ""))
    if carry is None or (carry.attempt, carry.number) != (attempt, number):
        return None
    if number == REFLECTIONS:
        return Held(carry, texts=posted_texts())
    return Held(carry, position=position_of(request.form.get("choice", "")))


def posted_texts() -> tuple[tuple[int, str], ...]:
    """The reflections in this POST, by prompt."""
    texts: list[tuple[int, str]] = []
    for name, text in request.form.items():
        head, _, prompt = name.partition("-")
        if head == "reflection" and (index := position_of(prompt)) is not None and len(texts) < MOST_TEXTS:
            texts.append((index, text.replace("\0", "").replace("\r\n", "\n")[:LONGEST_TEXT]))
    return tuple(texts)


def position_of(text: str) -> int | None:
    """A position as a form gives it, or None if it cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def sign(held: Held) -> str:
    """The signed field that takes an answer through the sign-in form."""
    carry = held.carry
    return _text(_serializer().dumps([carry.person, carry.attempt, carry.number, held.position, list(held.texts)]))


def read_held(text: str) -> Held | None:
    """The answer that came through the sign-in form, or None if we did not sign it."""
    try:
        person, attempt, number, position, texts = _serializer().loads(text)
    except (BadSignature, ValueError, TypeError):
        return None
    return Held(Carry(person, attempt, number), position, tuple((int(prompt), str(words)) for prompt, words in texts))


def _text(signed: str | bytes) -> str:
    return signed if isinstance(signed, str) else signed.decode("ascii")
