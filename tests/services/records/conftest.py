"""The people of these tests, and a certificate."""

from collections.abc import Callable

import pytest

from quizapp.model.people import Person, Role
from quizapp.services.site.site import Site
from tests.services.taking import BEST_WAY, certificate_of, play, take


@pytest.fixture
def robin(join: Callable[..., Person]) -> Person:
    """Who manages Team A, in which everybody is."""
    return join("Robin", Role.MANAGER, manages=("Team A",))


@pytest.fixture
def tess(join: Callable[..., Person]) -> Person:
    """A trainer, who is in no team."""
    return join("Tess", Role.TRAINER, team=None)


@pytest.fixture
def code(site: Site, alice: Person) -> str:
    """Alice's certificate: she has done all of the small module, which is live."""
    play(site, alice, *BEST_WAY)
    take(site, alice)
    return certificate_of(site, alice)
