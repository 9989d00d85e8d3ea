"""What the pages of requirements show, to administrators alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quizapp.model.problems import Problems
from quizapp.model.requirements import Exempted, RequirementRule


class Effect(StrEnum):
    """What a change of requirements comes to for a person, on the day from which it counts."""

    BEGINS = "begins"  # something asks the module of them that did not
    COMPLETED = "completed"  # something asks it of them that did not, and they have completed it
    ENDS = "ends"  # nothing asks it of them any more
    LATE = "late"  # it reads as overdue or expired, and did not
    IN_TIME = "in time"  # it does so no longer
    OTHER_DAY = "other day"  # the last day is another one


@dataclass(frozen=True, slots=True)
class Touched:
    """Whom a change touches, as of a day: how many how, of how many who were looked at; and some of them by name."""

    as_of: date
    counts: tuple[tuple[Effect, int], ...]
    names: tuple[tuple[str, Effect, date | None], ...]  # with the last day that they have then
    page: int
    pages: int

    @property
    def people(self) -> int:
        """How many it touches."""
        return sum(n for _, n in self.counts)


@dataclass(frozen=True, slots=True)
class WhoShown:
    """One of those whom a requirement is for: what a form sends, a name to read, and whether it is chosen."""

    kind: str
    of: str
    name: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule as people read it: whom it is for, and worked examples.

    `due`: until when it leaves somebody whom it asks from `since` on, None for no last day. `renewal`: from when until
    when a completion of the day `completed` is renewed, None for never.
    """

    rule: RequirementRule
    who: tuple[WhoShown, ...]
    since: date
    due: date | None
    completed: date
    renewal: tuple[date, date] | None
    is_dropped: bool = False  # a newer one took its place before its day came


@dataclass(frozen=True, slots=True)
class RequirementShown:
    """A requirement in the list, or by itself: its rules by number, which of them holds today, and who is exempt."""

    public_id: str
    name: str
    module: str
    module_title: str
    rules: tuple[RuleShown, ...]
    now: RuleShown | None
    next: RuleShown | None
    exempted: tuple[Exempted, ...] = ()
    newest: int = 0

    @property
    def is_ended(self) -> bool:
        """Whether it asks nothing of anybody, now or later."""
        return not any(one.rule.who for one in (self.now, self.next) if one is not None)


@dataclass(frozen=True, slots=True)
class RequirementForm:
    """What there is to choose from, and what was written; `of` is the requirement to change, None for a new one."""

    modules: tuple[tuple[str, str], ...]
    who: tuple[WhoShown, ...]
    of: RequirementShown | None = None


@dataclass(frozen=True, slots=True)
class Required:
    """The outcome of a form: problems to mend; or the rule as it would be, and whom it touches; or where it is kept."""

    problems: Problems = ()
    rule: RuleShown | None = None
    touched: Touched | None = None
    public_id: str = ""
