"""Whether training changed practice: what somebody says of it themselves, and what a team agreed to do."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizapp.model.problems import Problems


@dataclass(frozen=True, slots=True)
class InPractice:
    """What somebody said some months after they completed a module. All of it may be empty.

    `text` is theirs alone unless `is_shared`: then their manager reads it with their name. `supervision_on` is the day
    on which they said that they had talked it through in supervision. `is_set_aside`: they do not want to be asked.
    """

    text: str = ""
    is_shared: bool = False
    supervision_on: date | None = None
    is_set_aside: bool = False

    @property
    def says_something(self) -> bool:
        """Whether anything was said at all."""
        return bool(self.text) or self.supervision_on is not None


@dataclass(frozen=True, slots=True)
class InPracticePage:
    """What is asked about one completed module, and what was said."""

    module: str
    title: str
    completed_on: date
    said: InPractice


class ActionEnd(StrEnum):
    """How something that a team agreed to do ended."""

    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class EndedAction:
    """How an action ended, on which day, with a note (it may be empty), and who (a name) said so."""

    kind: ActionEnd
    on: date
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class TeamAction:
    """Something that a team agreed to do: in words, since when, by when (None: no day), and who (a name) logged it."""

    public_id: str
    text: str
    on: date
    due: date | None
    by: str
    at: datetime
    ended: EndedAction | None = None


@dataclass(frozen=True, slots=True)
class SharedWords:
    """What somebody lets their manager read of what they do differently, with their name told apart from others."""

    name: str
    apart: str
    text: str


@dataclass(frozen=True, slots=True)
class PracticeOfModule:
    """Of a team and a module: how many completed it, and of them how many talked it through in supervision.

    None of fewer than five: there a number would tell of each.
    """

    title: str
    completed: int
    in_supervision: int | None
    shared: tuple[SharedWords, ...]


@dataclass(frozen=True, slots=True)
class TeamPractice:
    """One team's page: its modules, then what it agreed to do, newest first. `teams` are all that are managed."""

    team: str
    teams: tuple[str, ...]
    modules: tuple[PracticeOfModule, ...]
    actions: tuple[TeamAction, ...]


@dataclass(frozen=True, slots=True)
class ActionEnded:
    """The outcome of logging how an action of a team (its name) ended: problems to mend, or none."""

    team: str
    problems: Problems = ()
