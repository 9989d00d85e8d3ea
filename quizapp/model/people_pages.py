"""Pages for whoever looks after people: the list, and one person with everything about them."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from quizapp.model.people import Engagement, Group, Role

PAGE = 50
"""How many people are on one page of the list."""


@dataclass(frozen=True, slots=True)
class PeopleAsked:
    """Whom the list is asked for: these words in name, address or number; of a team; with a role; here or gone.

    `state` is "", "left" or "all"; `after` the public id of the last person of the page before. What is empty is not
    asked for, and nothing in it is known to be right.
    """

    words: str = ""
    team: str = ""
    role: str = ""
    state: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line of the list."""

    public_id: str
    name: str
    email: str
    staff_number: str
    team: str
    holds: tuple[Role, ...]
    has_left: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of the list: those from `first` to `last`, from 1, of `found`. `turned_to` is None where there is none."""

    asked: PeopleAsked
    people: tuple[PersonLine, ...]
    found: int
    first: int
    last: int
    before: PeopleAsked | None
    after: PeopleAsked | None
    teams: tuple[str, ...]

    @property
    def per_page(self) -> int:
        """How many people a page has, at most."""
        return PAGE


@dataclass(frozen=True, slots=True)
class HomeTeam:
    """A home team, from a day until the day before another, or until now."""

    team: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class ManagedTeam:
    """A team that somebody manages or managed; as a deputy, and by whom that was granted, where it was."""

    team: str
    from_on: date
    to_on: date | None
    is_deputy: bool
    granted_by: str

    @property
    def last_day(self) -> date | None:
        """The last day that counts, where there is an end; the first, where it ended on that day."""
        return max(self.to_on - timedelta(days=1), self.from_on) if self.to_on is not None else None


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Everything about one person that is looked after, and nothing that they did."""

    public_id: str
    name: str
    email: str
    staff_number: str
    holds: tuple[Role, ...]
    group: Group | None
    works_as: Engagement | None
    joined: date
    has_left: bool
    homes: tuple[HomeTeam, ...]
    managed: tuple[ManagedTeam, ...]
    has_password: bool

    @property
    def team(self) -> str:
        """The home team now; "" where there is none."""
        return next((home.team for home in self.homes if home.to_on is None), "")

    @property
    def seal(self) -> str:
        """The same for as long as nobody changes the record: what a form carries of what it showed."""
        told = [getattr(self, name) for name in self.__dataclass_fields__ if name != "has_password"]
        return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class PersonForm:
    """What somebody typed of a person, as text. `holds` are the roles besides that of staff."""

    name: str = ""
    email: str = ""
    staff_number: str = ""
    group: str = ""
    works_as: str = ""
    joined: str = ""
    team: str = ""
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person's page: the record, and today's lists of what can be chosen for them.

    `managing` are the teams that they manage today or from a day to come; `managed_before` those from before.
    """

    record: PersonDetails
    today: date
    teams: tuple[str, ...]

    @property
    def managing(self) -> tuple[ManagedTeam, ...]:
        """What they manage now."""
        return tuple(one for one in self.record.managed if one.to_on is None or one.to_on > self.today)

    @property
    def managed_before(self) -> tuple[ManagedTeam, ...]:
        """What they managed once."""
        return tuple(one for one in self.record.managed if one.to_on is not None and one.to_on <= self.today)
