"""A published site on each database, with people who may play: the example, where the test's file names no other."""

from collections.abc import Callable

import pytest

from quizapp.model.people import Group, Person, Role
from quizapp.services.site.accounts import place_person
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.store.database import Database
from tests.clock import Clock
from tests.databases import PUBLISHED, Files
from tests.services.example_site import FOLDER, example_files


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (example_files,)


def site_on(database: Database, clock: Clock) -> Site:
    """The site that tests ask, on this database."""
    return Site(
        Settings(secret_key="k" * 40, folder=FOLDER), database, {"safeguarding-lead": "Kim"}, "<p>Support</p>", clock
    )


@pytest.fixture
def site(database: Database, clock: Clock) -> Site:
    """What is `live`, on a fresh database."""
    return site_on(database, clock)


@pytest.fixture
def join(site: Site) -> Callable[..., Person]:
    """Adds a person to the site."""

    def add(
        name: str,
        *roles: Role,
        team: str | None = "Team A",
        manages: tuple[str, ...] = (),
        group: Group | None = Group.EDUCATION,
    ) -> Person:
        with site.database.write() as connection:
            held = frozenset({Role.STAFF, *roles})
            return place_person(connection, PUBLISHED.date(), name, f"{name}@example.org", held, team, group, manages)

    return add


@pytest.fixture
def alice(join: Callable[..., Person]) -> Person:
    return join("Alice")


@pytest.fixture
def bob(join: Callable[..., Person]) -> Person:
    return join("Bob")
