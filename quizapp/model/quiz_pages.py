"""What each page of a question set shows, and of a question asked inside a scenario.

Fields named `*_html` hold cleaned HTML with local inserts filled in; every other string is plain text. Nothing in
`QuestionShown` gives an answer away.
"""

from dataclasses import dataclass
from datetime import datetime

from quizapp.model.debrief_pages import AnswerShown, CriticalShown
from quizapp.model.feedback import AnswerFeedback
from quizapp.model.module_pages import WhatNext
from quizapp.model.pages import AttemptShown, ChoiceShown, Explanation
from quizapp.model.people import Group
from quizapp.model.play import Fields, Given
from quizapp.model.questions import QuestionKind
from quizapp.model.quizzes import Knowing, RetakeWord
from quizapp.model.scenario import Word
from quizapp.model.things import Thing, question_set


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question as it is asked, everything in the order shown.

    `options`: of ONE, SEVERAL and TRUE_FALSE. `things`: of ORDER, each to be given a place, from 1 on.
    `rows` (left-hand cells, file order) and `cells` (what a row's select offers), with `headings`: of MATCH.
    `prompt_html`: of REFLECTION.
    """

    title: str
    kind: QuestionKind
    stem_html: str
    options: tuple[ChoiceShown, ...] = ()
    things: tuple[ChoiceShown, ...] = ()
    headings_html: tuple[str, ...] = ()
    rows_html: tuple[str, ...] = ()
    cells: tuple[ChoiceShown, ...] = ()
    prompt_html: str = ""
    asks_certainty: bool = False


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question, before step `number`: of a set, or asked in a passage of a scenario (`in_scenario`).

    `thing` is the set's or scenario's id and `thing_title` its title. In a scenario the page opens with its passage:
    `passage_title`, `blocks_html`, and what came before (`explanation` and `then_html` after a choice, `last_answer`
    after a question); `is_hardest`, if the author named that passage the hardest; `minutes_left` as `PassagePage` has.
    `ordinal` counts from 1 `of` the questions of this attempt, or of this passage.
    `recorded` is what was given where this step was taken already: the page is then read-only (and in a set the step's
    own feedback page tells more). `current` is the number at which the person really is.
    """

    attempt: str
    number: int
    current: int
    module: str
    thing: str
    thing_title: str
    question: QuestionShown
    ordinal: int
    of: int
    answered: bool
    recorded: Given | None
    saved_at: datetime | None
    practice: bool = False
    in_scenario: bool = False
    content_note: str = ""
    passage_title: str = ""
    blocks_html: tuple[str, ...] = ()
    explanation: Explanation | None = None
    last_answer: AnswerFeedback | None = None
    tells_each: bool = True  # a feedback page follows each answer
    then_html: str = ""
    is_hardest: bool = False
    minutes_left: int | None = None
    nation: str = ""  # whose contacts it shows; "" for those of all
    unsent: Fields = ()  # what was put aside of its form; nothing where it is answered


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """The feedback after one answer, where a set has it for each. `current` is None once the attempt is finished."""

    attempt: str
    number: int
    current: int | None
    module: str
    set: str
    set_title: str
    ordinal: int
    of: int
    answer: AnswerFeedback
    practice: bool
    nation: str = ""  # whose contacts it shows; "" for those of all


@dataclass(frozen=True, slots=True)
class RetakeShown:
    """Where a person stands with a set: `missing` as texts of learning points, `ways` as (module, id, title).

    `done_at` is from when they have done it, in whatever way: then nothing is left to do, whatever `word` says.
    """

    word: RetakeWord
    can_start: bool
    left: int
    missing: tuple[str, ...] = ()
    ways: tuple[tuple[str, str, str], ...] = ()
    opens_at: datetime | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetStartPage:
    """A set's start page. `questions` is how many the open attempt asks, or else the next one.

    `attempts` are those that count, newest first; `practised` is how often it was practised again after the pass.
    `law_checked` is a day as `YYYY-MM-DD`, or empty.
    """

    module: str
    module_title: str
    id: str
    title: str
    introduction_html: str
    minutes: int
    questions: int
    pass_percent: int
    attempts_allowed: int
    asks_certainty: bool
    tells_each: bool
    draws: bool
    group: Group | None
    retake: RetakeShown
    open_attempt: str | None
    open_is_practice: bool
    attempts: tuple[AttemptShown, ...]
    practised: int
    law_checked: str = ""
    nation: str = ""  # whose contacts it shows; "" for those of all
    is_optional: bool = False  # the module is completed without it

    @property
    def thing(self) -> Thing:
        """The set that it is of."""
        return question_set(self.module, self.id)


@dataclass(frozen=True, slots=True)
class SetPointShown:
    """A learning point (or practice) in a set's result: its word and value; when it was shown, if it was carried."""

    id: str
    text: str
    word: Word
    percent: int
    shown: bool  # its value reached the set's pass mark
    critical: bool
    where: tuple[str, ...]
    carried_from: datetime | None = None
    answers: tuple[AnswerShown, ...] = ()  # those that marked it


@dataclass(frozen=True, slots=True)
class SetResultPage:
    """The result of a finished attempt at a set. `certainties` are those with answers, as (what, steps), worth talking
    about first; empty where certainty was not asked."""

    attempt: str
    module: str
    set: str
    set_title: str
    attempt_number: int
    practice: bool
    finished: datetime
    percent: int
    pass_percent: int
    passed: bool
    points: tuple[SetPointShown, ...]
    practices: tuple[SetPointShown, ...]
    critical: tuple[CriticalShown, ...]
    certainties: tuple[tuple[Knowing, tuple[int, ...]], ...]
    answers: tuple[AnswerFeedback, ...]
    retake: RetakeShown
    next: WhatNext
    source: str
    publisher: str
    published: str
    source_url: str = ""  # where the source can be read
    retired_at: datetime | None = None  # since when the set is offered no longer
    nation: str = ""  # whose contacts it shows; "" for those of all
