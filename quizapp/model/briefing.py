"""The catalogue of a module: its source, risk factors, learning points and safe practice (FORMAT §2)."""

from dataclasses import dataclass
from enum import StrEnum

from quizapp.model.diagnostics import Span
from quizapp.model.things import Thing


class PointKind(StrEnum):
    """What an id of the briefing names."""

    RISK = "risk"
    LEARNING = "learning"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Point:
    """One catalogued thing: a risk factor, a learning point or a house rule of safe practice.

    `where` is the place in the source, outermost level first; empty for safe practice.
    `answered_by` holds learning point ids and is filled for risks; `groups` is filled for learning points.
    """

    id: str
    kind: PointKind
    theme: str
    text: str
    span: Span
    where: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    counts: str = ""
    doesnt_count: str = ""


class ConditionKind(StrEnum):
    """What a completion condition asks for."""

    SCENARIOS = "scenarios"  # `number` different scenarios passed
    SCENARIO = "scenario"  # the scenario `target` passed
    SET = "set"  # the question set `target` passed


@dataclass(frozen=True, slots=True)
class CompletionCondition:
    """One `;`-separated part of `complete:`, with its place where it was read from a file."""

    kind: ConditionKind
    number: int = 0
    target: str = ""
    span: Span | None = None

    def names(self, thing: Thing) -> bool:
        """Whether it asks for just this thing of its module."""
        if self.kind is ConditionKind.SCENARIOS or self.target != thing.name:
            return False
        return thing.is_set if self.kind is ConditionKind.SET else thing.is_scenario

    def counts(self, thing: Thing) -> bool:
        """Whether this thing of its module, once passed, counts towards it."""
        return thing.is_scenario if self.kind is ConditionKind.SCENARIOS else self.names(thing)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One name of `order:`, of a scenario or set, with its place where it was read from a file."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """A module's briefing. `id` is the module, which is the folder's name.

    `inserts` are the local inserts that its texts may have besides the known ones; `source_url` is where the source can
    be read, or empty. `order` names scenarios and sets in the order in which they are offered; others come after.
    """

    id: str
    title: str
    source: str
    publisher: str
    published: str
    nation: str
    introduction: str
    complete: tuple[CompletionCondition, ...]
    coverage_scenarios: int
    coverage_questions: int
    points: tuple[Point, ...]
    span: Span
    inserts: tuple[str, ...] = ()
    source_url: str = ""
    order: tuple[Ordered, ...] = ()

    def of_kind(self, kind: PointKind) -> tuple[Point, ...]:
        """The points of one kind, in the briefing's order."""
        return tuple(p for p in self.points if p.kind is kind)

    def get(self, point_id: str) -> Point | None:
        """The point with this id, or None."""
        return next((p for p in self.points if p.id == point_id), None)
