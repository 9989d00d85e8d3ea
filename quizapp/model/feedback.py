"""The feedback on an answer, which nobody sees before it is stored.

Fields named `*_html` hold cleaned HTML with local inserts filled in; every other string is plain text.
"""

from dataclasses import dataclass

from quizapp.model.questions import Credit, QuestionKind
from quizapp.model.quizzes import Certainty, Knowing
from quizapp.model.scenario import Word


@dataclass(frozen=True, slots=True)
class MarkShown:
    """A mark in words: the point's own text, whether it is safe practice, and met, partly or missed."""

    text: str
    practice: bool
    word: Word


@dataclass(frozen=True, slots=True)
class OptionFeedback:
    """An option after the answer: whether it was chosen, what it is, and why. `html` stands in the order shown."""

    html: str
    chosen: bool
    credit: Credit
    why_html: str


@dataclass(frozen=True, slots=True)
class PlaceFeedback:
    """A thing after *put in order*, in the right order: the place (from 1) that it was given, and its right one."""

    html: str
    given: int
    right: int


@dataclass(frozen=True, slots=True)
class RowFeedback:
    """A row after a match: what was given for it, and what belongs to it."""

    left_html: str
    given_html: str
    right_html: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class AnswerFeedback:
    """The feedback on an answer, which nobody sees before it is stored.

    `word` is met (right), partly or missed; None for a reflection, which is never scored. `percent` is its value in
    whole per cent, rounded down. `marks` are the points that it marked. `given_text` is a short answer's or a
    reflection's own words; `accepted` the short answers that count, and `matched` whether this was one of them.
    """

    step: int
    title: str
    kind: QuestionKind
    stem_html: str
    word: Word | None
    percent: int
    marks: tuple[MarkShown, ...] = ()
    options: tuple[OptionFeedback, ...] = ()
    places: tuple[PlaceFeedback, ...] = ()
    headings_html: tuple[str, ...] = ()
    rows: tuple[RowFeedback, ...] = ()
    accepted: tuple[str, ...] = ()
    matched: bool = False
    given_text: str = ""
    prompt_html: str = ""
    why_html: str = ""
    certainty: Certainty | None = None
    knowing: Knowing | None = None
