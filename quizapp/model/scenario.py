"""A branching story as its author wrote it (FORMAT §3), every part with its place in the file."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from quizapp.model.diagnostics import Span
from quizapp.model.prose import Feedback, Prose
from quizapp.model.questions import Question, question_id


class Word(StrEnum):
    """What a mark, or a learning point's value on a path, is called (FORMAT §5.3)."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    NOT_REACHED = "not reached"


WORTH = {Word.MET: Fraction(1), Word.PARTLY: Fraction(1, 2), Word.MISSED: Fraction(0)}


class Outcome(StrEnum):
    """How an ending leaves the child."""

    SAFER = "safer"
    UNCERTAIN = "uncertain"
    HARM = "harm"


@dataclass(frozen=True, slots=True)
class Visited:
    """The term `visited #anchor`, or `not visited #anchor`: a step was taken there before this page was opened."""

    anchor: str
    span: Span
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    """The term `counter OP number`; `operator` is one of >=, <=, >, <, =."""

    counter: str
    operator: str
    number: int
    span: Span


Term = Visited | Compare


@dataclass(frozen=True, slots=True)
class Condition:
    """An `Only if:`: true when every term of some alternative is (`and` binds before `or`).

    With `negated` it is the condition of an `Otherwise:`, and true where that is not.
    """

    alternatives: tuple[tuple[Term, ...], ...]
    text: str
    span: Span
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a choice shows of one learning point or practice: met, partly or missed.

    `share` is filled only where an answer to a question is walked as a choice, and is then its exact worth.
    """

    point: str
    word: Word
    span: Span
    share: Fraction | None = None

    @property
    def worth(self) -> Fraction:
        """What the mark adds to a mean: its share, or else that of its word."""
        return WORTH[self.word] if self.share is None else self.share


@dataclass(frozen=True, slots=True)
class Change:
    """A counter going up or down by one when a choice is taken."""

    counter: str
    by: int
    span: Span


@dataclass(frozen=True, slots=True)
class Risk:
    """The risk factor that a choice gives in to."""

    point: str
    span: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on out of a passage. `then` is story: what happens at once when it is taken."""

    label: Prose
    target: str
    span: Span
    target_span: Span
    marks: tuple[Mark, ...] = ()
    risks: tuple[Risk, ...] = ()
    why: Prose | None = None
    condition: Condition | None = None
    changes: tuple[Change, ...] = ()
    then: Prose | None = None


@dataclass(frozen=True, slots=True)
class Continue:
    """A single link instead of choices. It marks nothing."""

    label: Prose
    target: str
    span: Span
    target_span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a passage's prose, shown always or only if its condition holds."""

    prose: Prose
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """A question asked in a passage before its way on: its module, set and anchor as written."""

    module: str
    set: str
    anchor: str
    span: Span

    @property
    def id(self) -> str:
        """The question's id within its module."""
        return question_id(self.set, self.anchor)


@dataclass(frozen=True, slots=True)
class Passage:
    """One page of the story: prose, questions, then choices, a continue, or (an ending) no way on."""

    anchor: str
    title: str
    span: Span
    blocks: tuple[Block, ...] = ()
    questions: tuple[QuestionLink, ...] = ()
    choices: tuple[Choice, ...] = ()
    way_on: Continue | None = None
    outcome: Outcome | None = None

    @property
    def is_ending(self) -> bool:
        """Whether the story stops here."""
        return self.outcome is not None

    @property
    def is_decision(self) -> bool:
        """Whether any of its choices is marked (FORMAT §5.1)."""
        return any(c.marks for c in self.choices)

    @property
    def points(self) -> tuple[str, ...]:
        """The ids that its choices mark, in order of first appearance."""
        return tuple(dict.fromkeys(m.point for c in self.choices for m in c.marks))

    @property
    def best_choices(self) -> tuple[int, ...]:
        """The decision's best choices, as indices as written: always offered, and met on every id that it marks.

        FORMAT §5.2. Empty where the passage is no decision, or its author gave it no best choice.
        """
        points = set(self.points)
        return tuple(
            index
            for index, choice in enumerate(self.choices)
            if points and choice.condition is None and _shows_all(choice, points)
        )

    def shows_all(self, choice: int) -> bool:
        """Whether this choice (its index as written) is met on every id that the passage marks, as a best one is.

        It need not be offered always. Where nothing is marked, every choice is so.
        """
        return _shows_all(self.choices[choice], set(self.points))


def _shows_all(choice: Choice, points: set[str]) -> bool:
    return {mark.point for mark in choice.marks} == points and all(mark.word is Word.MET for mark in choice.marks)


@dataclass(frozen=True, slots=True)
class Counter:
    """A whole number that the story keeps; it stays at the edge of its range."""

    name: str
    start: int
    low: int
    high: int
    span: Span


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario. The first passage is the start. `minutes` is nominal; `pass_percent` is 0 to 100.

    Dates are `YYYY-MM-DD` or empty. `learning_points` and `practices` are the ids tested anywhere, in the briefing's
    order, by choices or by questions: they are fixed at publishing and are the score's denominator (FORMAT §5.4).
    `questions` are those that its passages ask, each once, in file order of the passages; a link to a question that
    cannot be found has none here. `hardest` is the anchor of the hardest passage, or empty. `setting_spans` are the
    places of the settings' values by key.
    """

    module: str
    id: str
    title: str
    span: Span
    you_are: str
    minutes: int
    nation: str
    content_note: str
    introduction: Prose
    passages: tuple[Passage, ...]
    debrief: tuple[Prose, ...]
    learning_points: tuple[str, ...]
    practices: tuple[str, ...]
    pass_percent: int = 80
    feedback: Feedback = Feedback.EACH
    critical: tuple[str, ...] = ()
    hardest: str = ""
    counters: tuple[Counter, ...] = ()
    law_checked: str = ""
    review_by: str = ""
    reviewed_by: str = ""
    questions: tuple[Question, ...] = ()
    setting_spans: tuple[tuple[str, Span], ...] = ()

    def setting_span(self, key: str) -> Span:
        """Where a setting's value stands; the title's place where the setting is not given."""
        return dict(self.setting_spans).get(key, self.span)
