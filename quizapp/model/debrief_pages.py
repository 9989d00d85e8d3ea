"""What the debrief of a finished story shows, and what somebody writes there for themselves.

Fields named `*_html` hold cleaned HTML with local inserts filled in; every other string is plain text.
"""

from dataclasses import dataclass
from datetime import date, datetime

from quizapp.model.map_pages import Ways
from quizapp.model.module_pages import WhatNext
from quizapp.model.pages import Chosen
from quizapp.model.scenario import Outcome, Word


@dataclass(frozen=True, slots=True)
class Better:
    """What would have shown a point at a decision, of what was offered there, and why."""

    chosen: Chosen
    why_html: str


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer that counted for a point, for the debrief: where, what, how it was marked, why, what it gave in to.

    `better` is what would have shown the point there; empty where this answer did.
    """

    step: int
    passage_title: str
    chosen: Chosen | None
    word: Word
    why_html: str
    risks: tuple[tuple[str, tuple[str, ...]], ...]  # text of the risk factor, its place in the source
    then_html: str = ""  # what it brought at once, as story
    better: tuple[Better, ...] = ()


@dataclass(frozen=True, slots=True)
class PointShown:
    """A learning point (or practice) in the debrief: its word, and the answers that counted.

    `where` is its place in the published briefing, outermost first; empty for safe practice. `shown_at` are the titles
    of the passages in which it can be shown, where the path did not reach it. `decided_at` is as in `CriticalShown`.
    """

    id: str
    text: str
    word: Word
    where: tuple[str, ...]
    answers: tuple[AnswerShown, ...]
    critical: bool = False
    shown_at: tuple[str, ...] = ()
    decided_at: str = ""


@dataclass(frozen=True, slots=True)
class PathFactShown:
    """What is true of this path (`model.score.PathFact`): its point's text, and the title of where it came up last."""

    decisions: int
    text: str
    places: int
    shown: int
    last_title: str


@dataclass(frozen=True, slots=True)
class CriticalShown:
    """Why an attempt did not pass: a critical point or practice that was not met, and its word, as everywhere else.

    `decided_at` is the title of the last decision on it, where that was missed and the word, of the whole path, is more
    (`engine.shown.decided_at`).
    """

    text: str
    word: Word
    decided_at: str = ""


@dataclass(frozen=True, slots=True)
class ReflectionShown:
    """A question for private reflection and what the person wrote; `prompt` is its index from 0."""

    prompt: int
    question_html: str
    text: str


@dataclass(frozen=True, slots=True)
class Intention:
    """One thing that somebody means to do, in their words, on a day or none; and whether they said that it is done."""

    text: str
    on: date | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class IntentionShown:
    """An intention with the story after which it was written; `text` is empty where nothing was."""

    attempt: str
    scenario_title: str
    content_note: str
    text: str
    on: date | None
    is_done: bool
    nation: str = ""  # whose contacts it shows; "" for those of all


@dataclass(frozen=True, slots=True)
class DebriefPage:
    """The debrief of a finished attempt."""

    attempt: str
    module: str
    scenario: str
    scenario_title: str
    content_note: str
    attempt_number: int
    finished: datetime
    ending_title: str
    outcome: Outcome
    percent: int
    pass_percent: int
    passed: bool
    points: tuple[PointShown, ...]
    practices: tuple[PointShown, ...]
    critical: tuple[CriticalShown, ...]
    source: str
    publisher: str
    published: str
    key_agreed: str
    reflections: tuple[ReflectionShown, ...]
    next: WhatNext
    one_thing: IntentionShown
    source_url: str = ""  # where the source can be read
    fact: PathFactShown | None = None
    ways: Ways | None = None
    retired_at: datetime | None = None  # since when the scenario is offered no longer
    nation: str = ""  # whose contacts it shows; "" for those of all
