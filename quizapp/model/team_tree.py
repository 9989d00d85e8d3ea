"""The teams of the organisation, each inside another or at the top, with who manages them and how many are in them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TeamManager:
    """Somebody who manages a team today, for good or as a deputy."""

    public_id: str
    name: str
    is_deputy: bool


@dataclass(frozen=True, slots=True)
class Deputy:
    """Somebody who sees a team for a while: until the end of the last day."""

    public_id: str
    name: str
    team: str
    last_day: date
    granted_by: str


@dataclass(frozen=True, slots=True)
class DeputiesPage:
    """A manager's deputies, soonest to end first, and the teams for which they can name one, by name."""

    deputies: tuple[Deputy, ...]
    teams: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True)
class TreeTeam:
    """A team, with the way to it from above (itself last), and the teams directly inside it, by name.

    `people` have it as their home today; `within` counts those of the teams inside it, too.
    """

    way: tuple[str, ...]
    people: int
    within: int
    managers: tuple[TeamManager, ...]
    inside: tuple["TreeTeam", ...]

    @property
    def name(self) -> str:
        """Its name."""
        return self.way[-1]

    @property
    def parent(self) -> str:
        """The team that it is directly in; "" at the top."""
        return self.way[-2] if len(self.way) > 1 else ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody is in it, manages it, or is in a team inside it."""
        return not self.people and not self.managers and not self.inside


@dataclass(frozen=True, slots=True)
class TeamTree:
    """All teams: those at the top by name, and the names of closed ones with the day."""

    top: tuple[TreeTeam, ...]
    closed: tuple[tuple[str, date], ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreeTeamPage:
    """One team's page. `others` are the teams that it can be put into: not itself, and none that is inside it."""

    team: TreeTeam
    others: tuple[str, ...]
