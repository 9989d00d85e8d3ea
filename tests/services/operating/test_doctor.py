"""The doctor looks at every attempt and its result, a page of attempts in one round of queries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from quizapp.model.people import Person
from quizapp.model.progress import Work
from quizapp.services.operating import doctor
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.compiled import Versions
from quizapp.services.site.site import Site
from tests.databases import Files
from tests.services.quiz_files import OTHER_SET, quiz_files
from tests.services.taking import begin, plant, play, rows, take
from tests.web.growing import counted

PARTLY_WAY = (0, "right", "wrong", 1)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def some_attempts(site: Site, person: Person) -> None:
    """A story and a set that are finished, and a story that is open."""
    play(site, person, *PARTLY_WAY)
    take(site, person, OTHER_SET)
    play(site, person, 0)


def asked(site: Site) -> int:
    """How many statements the doctor needs on a whole site."""
    with counted() as statements:
        assert check_invariants(site) == ()
    return len(statements)


def test_the_doctor_asks_no_more_for_four_times_as_many_attempts(site: Site, join: Callable[..., Person]):
    some_attempts(site, join("Ann"))
    check_invariants(site)  # whatever was to be read of versions is in memory now
    few = asked(site)
    for name in ("Bea", "Cem", "Dee"):
        some_attempts(site, join(name))
    assert asked(site) == few


@pytest.mark.parametrize("page", [2, doctor.PAGE])
def test_the_doctor_names_each_attempt_whose_result_is_another_or_is_lost_on_whichever_page(
    site: Site, join: Callable[..., Person], monkeypatch: pytest.MonkeyPatch, page: int
):
    for name in ("Ann", "Bea", "Cem"):
        some_attempts(site, join(name))
    begin(site, join("Dee"), OTHER_SET)
    monkeypatch.setattr(doctor, "PAGE", page)
    assert check_invariants(site) == ()
    finished = [number for (number,) in rows(site, "SELECT id FROM attempt WHERE state = 'finished' ORDER BY id")]
    assert len(finished) == 6
    changed, lost = finished[1], finished[4]
    plant(site, f"UPDATE result SET num = 1, den = 9 WHERE attempt = {changed}")
    plant(site, f"DELETE FROM result_point WHERE result IN (SELECT id FROM result WHERE attempt = {lost})")
    plant(site, f"DELETE FROM result WHERE attempt = {lost}")
    found = {violation.text for violation in check_invariants(site) if "what its steps score" in violation.text}
    assert found == {f"attempt {n}: its stored result is not what its steps score" for n in (changed, lost)}


def test_of_people_who_walked_alike_each_has_a_result_of_their_own_that_is_looked_at(
    site: Site, join: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
):
    replayed = []
    replay = doctor.moves.replay
    monkeypatch.setattr(doctor.moves, "replay", lambda story, steps: replayed.append(steps) or replay(story, steps))
    for name in ("Ann", "Bea", "Cem"):
        play(site, join(name), *PARTLY_WAY)
    replayed.clear()
    assert check_invariants(site) == ()
    assert len(replayed) == 1
    plant(site, "UPDATE result SET num = 1, den = 9 WHERE attempt = 2")
    plant(site, "UPDATE attempt SET ending = 'elsewhere' WHERE id = 3")
    found = [(one.invariant, one.text) for one in check_invariants(site)]
    assert found[:1] == [(4, "attempt 2: its stored result is not what its steps score")]
    assert found[1][1].startswith("attempt 3: ends at elsewhere, and its steps lead to ")


def test_walks_are_remembered_within_so_many_bytes(
    site: Site, join: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
):
    kept: list[doctor._Walks] = []
    cache = doctor.Cache
    monkeypatch.setattr(doctor, "Cache", lambda most, size: kept.append(cache(most, size)) or kept[-1])
    for name, way in (("Ann", PARTLY_WAY), ("Bea", (0,)), ("Cem", ()), ("Dee", PARTLY_WAY)):
        play(site, join(name), *way)
    assert check_invariants(site) == ()
    assert len(kept[0]) == 3
    monkeypatch.setattr(doctor, "MOST_WALKS", 1_500)  # hardly more than one of them
    assert check_invariants(site) == ()
    assert len(kept[1]) < 3 and kept[1].bytes <= 1_500


def test_the_doctor_says_how_far_it_is(site: Site, join: Callable[..., Person], monkeypatch: pytest.MonkeyPatch):
    some_attempts(site, join("Ann"))
    monkeypatch.setattr(doctor, "PAGE", 1)
    said: list[tuple[Work, int] | int] = []

    @contextmanager
    def progress(work: Work, number: int) -> Iterator[Callable[[int], None]]:
        said.append((work, number))
        yield said.append

    assert check_invariants(site, progress) == ()
    assert said == [(Work.LOOK_THROUGH, 3), 1, 1, 1]


def test_attempts_at_a_version_that_is_not_compiled_are_each_named(
    site: Site, join: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
):
    some_attempts(site, join("Ann"))
    plant(site, "DELETE FROM compiled")
    monkeypatch.setattr(site, "_versions", Versions())  # nothing is in memory
    assert [one.invariant for one in check_invariants(site) if "is not compiled" in one.text] == [5, 5, 5]
