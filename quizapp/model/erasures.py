"""Erasing what is kept about a person: what goes, what stays under a pseudonym, and who was erased."""

from dataclasses import dataclass
from datetime import datetime

from quizapp.model.people import Person
from quizapp.model.problems import Problems


@dataclass(frozen=True, slots=True)
class Erased:
    """That somebody was erased: their public id, when, why, and by whom (a public id; None: whoever runs the site)."""

    person: str
    at: datetime
    reason: str
    by: str | None


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """How many there are of each: first what goes, then what stays."""

    written_answers: int
    reflections: int
    intentions: int
    unsent: int
    letters: int
    attempts: int
    completions: int
    certificates: int


@dataclass(frozen=True, slots=True)
class ToErase:
    """What erasing somebody would come to, or came to. Problems of `who`, `reason` and `name`; nothing was done then.

    `is_clean` is false where the bytes could not be written over yet, because somebody was reading.
    """

    problems: Problems = ()
    person: Person | None = None
    email: str = ""
    staff_number: str = ""
    kept: CountedRecord | None = None
    is_done: bool = False
    is_clean: bool = True
