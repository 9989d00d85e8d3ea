"""The facilitator's pack: a scenario to play together in a room, without its marks.

Fields named `*_html` hold cleaned HTML with local inserts filled in; every other string is plain text.
"""

from dataclasses import dataclass

from quizapp.model.scenario import Outcome


@dataclass(frozen=True, slots=True)
class PackBlock:
    """A piece of a page's prose; `only_if` says in words when it is read out, or is empty."""

    html: str
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class PackChoice:
    """A choice with its letter, the number of the page that it leads to, and notes for whoever leads."""

    letter: str
    html: str
    page: int
    only_if: str = ""
    keeps: str = ""  # what to keep count of, such as "trust goes up by 1"


@dataclass(frozen=True, slots=True)
class PackQuestion:
    """A question that the page asks, with its options where it has some."""

    title: str
    stem_html: str
    options_html: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackPassage:
    """A page of the story. `stop` is the number of the stop here in the longer plan, or 0."""

    number: int
    title: str
    blocks: tuple[PackBlock, ...]
    questions: tuple[PackQuestion, ...]
    choices: tuple[PackChoice, ...]
    continue_html: str
    continue_page: int
    outcome: Outcome | None
    is_decision: bool
    stop: int
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of a plan: so many minutes for it."""

    minutes: int
    what: str


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A plan for a session. The minutes of its lines make `minutes` together."""

    minutes: int
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class PackPage:
    """The whole pack. `points` are the learning points that the scenario is about, in words, without any marks."""

    module: str
    module_title: str
    scenario: str
    title: str
    you_are: str
    minutes: int
    content_note: str
    introduction_html: str
    counters: tuple[str, ...]  # what to keep count of, such as "trust, from 1"
    plans: tuple[SessionPlan, ...]
    passages: tuple[PackPassage, ...]
    debrief_html: tuple[str, ...]
    points: tuple[str, ...]
    source: str
    publisher: str
    published: str
