"""The facilitator's pack: a scenario to play together in a room, without its marks.

Fields named `*_html` hold cleaned HTML with local inserts filled in; every other string is plain text.
"""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.model.scenario import Outcome


@dataclass(frozen=True, slots=True)
class PackTerm:
    """A part of a condition: that the group came by a page (or did not), or, with a `counter`, how it stands."""

    page: int = 0
    negated: bool = False
    counter: str = ""
    operator: str = ""  # one of >=, <=, >, <, =
    number: int = 0


OnlyIf = tuple[tuple[PackTerm, ...], ...]
"""Alternatives, of which one must be true with all of its terms; none of them where there is no condition."""


@dataclass(frozen=True, slots=True)
class PackBlock:
    """A piece of a page's prose, and on what condition it is read out; `otherwise` where that is not so."""

    html: str
    only_if: OnlyIf = ()
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class PackChoice:
    """A choice with its letter, the number of the page that it leads to, and notes for whoever leads.

    `then_html` is what it brings at once, read out before that page; empty without.
    """

    letter: str
    html: str
    page: int
    only_if: OnlyIf = ()
    then_html: str = ""
    changes: tuple[tuple[str, int], ...] = ()  # what to keep count of: a counter, and by how much it goes up or down


@dataclass(frozen=True, slots=True)
class PackQuestion:
    """A question that the page asks, with its options where it has some."""

    title: str
    stem_html: str
    options_html: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackPassage:
    """A page of the story. `stop` is the number of the stop here in the longer plan, or 0.

    `is_hardest` is whether the author named it the hardest.
    """

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
    is_hardest: bool = False


class PlanPart(StrEnum):
    """What a line of a plan is for."""

    OPENING = "opening"  # welcome, content note, introduction
    STOP = "stop"  # read on to a page, talk, choose
    ENDING = "ending"  # read on to an ending
    DEBRIEF = "debrief"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of a plan: so many minutes for it. Of a stop: its number, and the page where it is with its title."""

    minutes: int
    part: PlanPart
    stop: int = 0
    page: int = 0
    title: str = ""


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
    counters: tuple[tuple[str, int], ...]  # what to keep count of, and where each begins
    plans: tuple[SessionPlan, ...]
    passages: tuple[PackPassage, ...]
    debrief_html: tuple[str, ...]
    points: tuple[str, ...]
    source: str
    publisher: str
    published: str
    nation: str = ""  # whose contacts it shows; "" for those of all
