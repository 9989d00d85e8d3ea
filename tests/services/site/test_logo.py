"""The organisation's logo is a setting like the others; its bytes are kept by their hash."""

from collections.abc import Callable
from typing import Any

import pytest

from quizapp.model.organisation import Logo
from quizapp.model.people import Person, Role
from quizapp.model.pictures import PictureKind
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site import logo, organisation_settings
from quizapp.services.site.site import Site
from quizapp.store.blobs import sha_of
from tests.pictures import JPEG, SVG, WEBP, png
from tests.services.conftest import Clock
from tests.services.taking import at_once, rows

FIRST, SECOND = png(120, 40), png(60, 60)


@pytest.fixture
def vera(join: Callable[..., Person]) -> Person:
    return join("Vera", Role.ADMINISTRATOR)


def count(site: Site) -> int:
    return int(rows(site, "SELECT count(*) FROM setting_change")[0][0])


def test_each_change_is_kept_and_only_the_logo_that_is_set_now_is_shown(site: Site, vera: Person):
    for content in (FIRST, SECOND, JPEG, *WEBP.values()):
        assert logo.change(site, vera, content, remove=False) == ()
        found = logo.picture(site, sha_of(content))
        assert found is not None and found[1] == content and site.local.logo == sha_of(content)
    assert logo.picture(site, sha_of(FIRST)) is None
    assert logo.change(site, vera, b"", remove=True) == ()
    assert logo.picture(site, sha_of(content)) is None and site.local.logo == ""
    history = organisation_settings.page(site, vera).history
    assert len(history) == 7 and {change.by for change in history} == {"Vera"}
    assert (history[-2].before, history[-2].after) == (
        Logo(PictureKind.PNG, sha_of(FIRST)).text,
        Logo(PictureKind.PNG, sha_of(SECOND)).text,
    )
    assert rows(site, "SELECT count(*) FROM audit WHERE action = 'setting-change' AND object = 'logo'")[0][0] == 7
    assert check_invariants(site) == ()


def test_the_same_again_changes_nothing(site: Site, vera: Person):
    assert logo.change(site, vera, b"", remove=True) == ()  # none is set
    assert count(site) == 0
    for _ in range(2):
        assert logo.change(site, vera, FIRST, remove=False) == ()
    assert count(site) == 1
    assert logo.change(site, vera, SECOND, remove=True) == ()  # which takes the place of the one to be removed
    assert site.local.logo == sha_of(SECOND)


def test_ten_at_once_set_it_once(site: Site, vera: Person):
    assert logo.change(site, vera, FIRST, remove=False) == ()

    def send(_: int) -> Any:
        return logo.change(site, vera, SECOND, remove=False)

    assert at_once(10, send) == [()] * 10
    assert count(site) == 2 and site.local.logo == sha_of(SECOND)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem("picture", Code.MISSING)),
        (SVG, Problem("picture", Code.WRONG_KIND)),
        (b"\x89PNG but no picture", Problem("picture", Code.WRONG_KIND)),
        (png(9, 9, b"x" * 200_000), Problem("picture", Code.TOO_LARGE, 200)),
        (png(2001, 9), Problem("picture", Code.TOO_MANY, 2000)),
        (png(9, 2001), Problem("picture", Code.TOO_MANY, 2000)),
    ],
)
def test_what_is_no_logo_is_a_problem_of_its_field_and_nothing_is_kept(
    site: Site, vera: Person, content: bytes, problem: Problem
):
    kept = rows(site, "SELECT count(*) FROM blob")
    assert logo.change(site, vera, content, remove=False) == (problem,)
    assert count(site) == 0 and rows(site, "SELECT count(*) FROM blob") == kept


def test_only_an_administrator_changes_it(site: Site, join: Callable[..., Person], alice: Person):
    for viewer in (alice, join("Tess", Role.TRAINER), join("Mina", Role.MANAGER, manages=("Team A",))):
        for content, remove in ((FIRST, False), (b"", True)):
            with pytest.raises(NotPossible):
                logo.change(site, viewer, content, remove=remove)
    assert count(site) == 0


def test_another_process_serves_a_logo_at_once_when_it_is_asked_for_it(site: Site, vera: Person, clock: Clock):
    other = Site(site.settings, site.database, {}, "<p>Support</p>", clock)
    other.refresh()
    before = other.local
    assert logo.change(site, vera, FIRST, remove=False) == ()
    other.refresh()  # it does not look again so soon
    assert other.local is before
    assert logo.picture(other, sha_of(FIRST)) is not None
    assert other.local is not before and other.local.logo == sha_of(FIRST)
