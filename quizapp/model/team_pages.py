"""A page of *My team*: a manager of thousands sees some of them at once."""

from dataclasses import dataclass

from quizapp.model.people import TeamTable

PAGE = 50
"""How many people are on one page. Whoever manages no more has them all on it, and nothing to search or turn."""


@dataclass(frozen=True, slots=True)
class TeamAsked:
    """Which people are asked for: of one team (its name), with this in their names, after this one (a public id).

    `module` is the one (its folder) of which scenarios and sets are asked for. What is empty is not
    asked for. Nothing in it is known to be right, or even possible.
    """

    team: str = ""
    name: str = ""
    after: str = ""
    module: str = ""


EVERYBODY = TeamAsked()


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Tables of the people on this page, team by team. `everybody` counts all whom the manager manages.

    `found` counts those who were asked for, and those from `first` to `last` of them, counted from 1, are here.
    `before` and `after` are what to ask for to see those before and after these; None where there are none.
    `teams` are the names of all teams.
    """

    tables: tuple[TeamTable, ...]
    asked: TeamAsked
    everybody: int
    found: int
    first: int
    last: int
    before: TeamAsked | None
    after: TeamAsked | None
    teams: tuple[str, ...]
    title: str = ""  # of the module, where one was asked for

    @property
    def per_page(self) -> int:
        """How many people a page has, at most."""
        return PAGE

    @property
    def is_part(self) -> bool:
        """Whether there are more people than one page has, so that there is something to search and to turn."""
        return self.everybody > PAGE
