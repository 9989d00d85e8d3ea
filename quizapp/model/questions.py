"""A question set as its author wrote it (FORMAT §4), every part with its place in the file."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizapp.model.diagnostics import Span
from quizapp.model.prose import Feedback, Prose


class QuestionKind(StrEnum):
    """How a question is answered."""

    ONE = "one answer"
    SEVERAL = "several answers"
    TRUE_FALSE = "true or false"
    ORDER = "put in order"
    MATCH = "match"
    SHORT = "short answer"
    REFLECTION = "reflection"

    @property
    def template(self) -> str:
        """The name of its template in `templates/questions/kinds/`, without the ending."""
        return self.name.lower()


class Credit(StrEnum):
    """What an option is: `[x]`, `[~]` or `[ ]`."""

    RIGHT = "right"
    ACCEPTABLE = "acceptable"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer offered, of a question with one or several answers, or of true or false."""

    label: Prose
    credit: Credit
    span: Span
    why: Prose | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a match: its left cell belongs to its right one. Right cells are distinct."""

    left: Prose
    right: Prose
    span: Span


def question_id(set_id: str, anchor: str) -> str:
    """A question's id within its module: `<set>#<anchor>` (FORMAT §4)."""
    return f"{set_id}#{anchor}"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Which of the fields below `stem` are filled depends on its kind:

    - ONE, SEVERAL, TRUE_FALSE: `options`, each with its why. SEVERAL has more than one right option and none that is
      merely acceptable; TRUE_FALSE has True first, whatever the file's order.
    - ORDER: `things` in the right order. MATCH: `headings` (of the two columns) and `rows`. Both have `why`.
    - SHORT: `accepted`, as written, and `why`.
    - REFLECTION: `prompt`; never scored, and its `points` only name the topic.

    Slots of prose: `<set>#<anchor>/stem`, `…/option/<n>`, `…/why/<n>`, `…/thing/<n>`, `…/left/<n>`, `…/right/<n>`,
    `…/heading/<n>`, `…/why`, `…/prompt`; n counts from 0. `points` are learning points and practices, as written.
    """

    module: str
    set: str
    anchor: str
    title: str
    kind: QuestionKind
    points: tuple[str, ...]
    stem: Prose
    span: Span
    options: tuple[Option, ...] = ()
    things: tuple[Prose, ...] = ()
    headings: tuple[Prose, ...] = ()
    rows: tuple[Row, ...] = ()
    accepted: tuple[str, ...] = ()
    prompt: Prose | None = None
    why: Prose | None = None

    @property
    def id(self) -> str:
        """The question's id within its module."""
        return question_id(self.set, self.anchor)

    @property
    def is_scored(self) -> bool:
        """Whether an answer has a value: everything but a reflection."""
        return self.kind is not QuestionKind.REFLECTION

    @property
    def offered(self) -> tuple[Prose, ...]:
        """What can be chosen, moved, matched or thought about: everything that stands between the stem and the whys."""
        cells = (cell for row in self.rows for cell in (row.left, row.right))
        prompt = () if self.prompt is None else (self.prompt,)
        return (*(option.label for option in self.options), *self.things, *self.headings, *cells, *prompt)

    @property
    def whys(self) -> tuple[Prose, ...]:
        """Every why: of the options that have one, or its own."""
        whys = (*(option.why for option in self.options), self.why)
        return tuple(why for why in whys if why is not None)


def points_tested_by(questions: Iterable[Question]) -> tuple[str, ...]:
    """The points that these questions test, each once: a reflection tests nothing."""
    return tuple(dict.fromkeys(point for question in questions if question.is_scored for point in question.points))


@dataclass(frozen=True, slots=True)
class Draw:
    """How many drawn questions carry each point: `2 for each point`, or `1 for each point, 2 for critical`."""

    each: int
    critical: int


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A whole question set. `minutes` is nominal; `pass_percent` is 0 to 100; `attempts` is at least 1.

    `sources` are the ids of the sets that it draws from, and `every_set` says that it draws from all of its module:
    such a set has no questions of its own in its file. `questions` are those that can be asked: its own in file order,
    or the scored ones of the sets that it draws from, set by set in the order of `sources` (of ids for `every set`).
    `learning_points` and `practices` are the ids that they test, in the briefing's order. Dates are `YYYY-MM-DD` or
    empty.
    """

    module: str
    id: str
    title: str
    span: Span
    introduction: Prose
    minutes: int
    questions: tuple[Question, ...]
    learning_points: tuple[str, ...] = ()
    practices: tuple[str, ...] = ()
    pass_percent: int = 80
    attempts: int = 3
    draw: Draw | None = None
    certainty: bool = False
    feedback: Feedback = Feedback.EACH
    shuffle: bool = False
    critical: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    every_set: bool = False
    law_checked: str = ""
    review_by: str = ""
    setting_spans: tuple[tuple[str, Span], ...] = ()

    @property
    def draws_from_others(self) -> bool:
        """Whether its questions are those of other sets."""
        return self.every_set or bool(self.sources)

    def asks_certainty(self, question: Question) -> bool:
        """Whether somebody is asked how sure they are of their answer to this question."""
        return self.certainty and question.is_scored

    def question(self, question_id: str) -> Question | None:
        """The question with this id, or None."""
        set_id, _, anchor = question_id.partition("#")
        return next((q for q in self.questions if q.anchor == anchor and q.set == set_id), None)

    def setting_span(self, key: str) -> Span:
        """Where a setting's value stands; the title's place where the setting is not given."""
        return dict(self.setting_spans).get(key, self.span)
