"""What of a briefing is trained: each learning point and risk factor against scenarios and questions (FORMAT §2)."""

from dataclasses import dataclass

from quizapp.model.briefing import PointKind
from quizapp.model.form import ModuleForm


@dataclass(frozen=True, slots=True)
class Covered:
    """A row: one thing of the briefing, the ids of the scenarios and questions that count for it, and what it needs.

    Questions count for no risk, and a practice needs nothing.
    """

    id: str
    kind: PointKind
    theme: str
    text: str
    scenarios: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    scenarios_needed: int = 0
    questions_needed: int = 0

    @property
    def scenarios_missing(self) -> int:
        """How many more scenarios it needs."""
        return max(0, self.scenarios_needed - len(self.scenarios))

    @property
    def questions_missing(self) -> int:
        """How many more questions it needs."""
        return max(0, self.questions_needed - len(self.questions))

    @property
    def is_enough(self) -> bool:
        """Whether nothing is missing; otherwise it is a hole."""
        return not (self.scenarios_missing or self.questions_missing)


@dataclass(frozen=True, slots=True)
class ScenarioNamed:
    """A scenario that was looked at."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of a module's briefing is trained, each row in the briefing's order.

    `scenarios` are those looked at, and `questions` how many scored ones there are. `scenarios_needed` and
    `questions_needed` are what the briefing's `coverage:` asks for each learning point; a risk needs one scenario.
    `form` is what the wording of these scenarios and questions gives away, where that was asked for.
    """

    module: str
    title: str
    scenarios_needed: int
    questions_needed: int
    scenarios: tuple[ScenarioNamed, ...]
    questions: int
    points: tuple[Covered, ...]
    practices: tuple[Covered, ...]
    risks: tuple[Covered, ...]
    form: ModuleForm | None = None

    @property
    def holes(self) -> tuple[Covered, ...]:
        """The learning points, then the risks, of which there is not enough."""
        return tuple(row for row in (*self.points, *self.risks) if not row.is_enough)
