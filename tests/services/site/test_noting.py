"""Who looked and who was refused is noted, bounded, and without keeping whoever looks waiting. On both databases."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from quizapp.model.acts import Act, must
from quizapp.model.people import Person, Role
from quizapp.model.play import NotAllowed
from quizapp.services.records.another_way import record_for
from quizapp.services.records.corrections import records_page
from quizapp.services.site import noting
from quizapp.services.site.site import Site
from quizapp.store.database import Database
from tests.clock import Clock
from tests.services.example_site import PATH
from tests.services.managed import exported_by, my_team

SOON = 1.0  # seconds in which a page that only reads must come
LOOKS = "('team-view', 'team-export', 'records-view', 'refused')"


def noted(site: Site) -> list[tuple[object, ...]]:
    query = f"SELECT actor, action, subject, object FROM audit WHERE action IN {LOOKS} ORDER BY seq"
    with site.database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


@contextmanager
def kept_busy(database: Database) -> Iterator[None]:
    """Somebody else keeps all others from appending to the trail."""
    other = sa.create_engine(database.url)
    with other.connect() as connection:
        if database.dialect == "sqlite":
            driver = connection.connection.dbapi_connection
            assert driver is not None
            driver.execute("BEGIN IMMEDIATE")  # type: ignore[attr-defined]  # the driver's own
        else:
            connection.exec_driver_sql("LOCK TABLE audit IN EXCLUSIVE MODE")
        yield
        connection.rollback()
    other.dispose()


def written(site: Site) -> None:
    """Wait until nothing waits to be written any more."""
    writer = site.noting._writer
    if writer is not None:
        writer.join(30)


@pytest.fixture
def robin(join: Callable[..., Person]) -> Person:
    return join("Robin", Role.MANAGER, manages=("Team A",))


def test_a_list_is_noted_once_a_day_of_the_organisation_and_an_export_each_time(
    site: Site, robin: Person, clock: Clock
):
    for _ in range(5):
        my_team(site, robin)
    exported_by(site, robin)
    exported_by(site, robin)
    look, export = (robin.id, "team-view", None, ""), (robin.id, "team-export", None, "")
    assert noted(site) == [look, export, export]
    clock.later(hours=14, minutes=59)  # 23:59, in winter
    my_team(site, robin)
    assert noted(site) == [look, export, export]
    clock.later(minutes=1)
    my_team(site, robin)
    assert noted(site) == [look, export, export, look]


def test_each_viewer_is_noted(site: Site, robin: Person, join: Callable[..., Person]):
    other = join("Other", Role.MANAGER, manages=("Team A",))
    for viewer in (robin, other, robin, other):
        my_team(site, viewer)
    assert [row[0] for row in noted(site)] == [robin.id, other.id]


def test_each_look_at_the_records_of_one_person_is_noted(site: Site, robin: Person, alice: Person, bob: Person):
    record_for(site, robin, alice.public_id, PATH, site.today())
    for whose in (alice, bob, alice):
        assert records_page(site, robin, whose.public_id)
    assert noted(site) == [(robin.id, "records-view", whose.id, "") for whose in (alice, bob, alice)]


def test_whose_records_nobody_may_see_are_not_seen(site: Site, robin: Person, join: Callable[..., Person]):
    assert records_page(site, robin, join("Zed", team="Team Z").public_id) is None
    assert noted(site) == []


def test_who_is_refused_is_noted_once_a_day_for_each_thing(site: Site, alice: Person, bob: Person, clock: Clock):
    for _ in range(200):
        noting.was_refused(site, alice, "records.team")
        noting.was_refused(site, None, "records.team")
    noting.was_refused(site, alice, "settings.show")
    noting.was_refused(site, bob, "records.team")
    once = [(alice.id, "refused", None, "records.team"), (None, "refused", None, "records.team")]
    more = [(alice.id, "refused", None, "settings.show"), (bob.id, "refused", None, "records.team")]
    assert noted(site) == [*once, *more]
    clock.later(days=1)
    noting.was_refused(site, alice, "records.team")
    assert noted(site) == [*once, *more, once[0]]


def test_an_act_that_is_refused_says_which_it_was(alice: Person):
    with pytest.raises(NotAllowed) as refused:
        must(alice, Act.SEE_TEAM)
    assert refused.value.act == Act.SEE_TEAM


def test_two_at_once_leave_one_row(site: Site, robin: Person):
    barrier = threading.Barrier(8)

    def look(number: int) -> None:
        barrier.wait(30)
        noting.saw_list(site, robin, f"team-view-{number // 8}")
        my_team(site, robin)

    for _ in range(3):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(look, range(8)))
    written(site)
    assert noted(site) == [(robin.id, "team-view", None, "")]
    with site.database.snapshot() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM audit WHERE action = 'team-view-0'").scalar_one() == 1


def test_a_look_never_waits_and_is_noted_as_soon_as_it_can_be(
    site: Site, robin: Person, alice: Person, caplog: pytest.LogCaptureFixture
):
    my_team(site, robin)  # what is live is in memory
    with kept_busy(site.database):
        slowest = 0.0
        for _ in range(4):
            for look in (
                lambda: exported_by(site, robin),
                lambda: records_page(site, robin, alice.public_id),
                lambda: noting.was_refused(site, alice, "records.team"),
            ):
                began = time.monotonic()
                look()
                slowest = max(slowest, time.monotonic() - began)
        assert slowest < SOON
        assert len(noted(site)) == 1
    written(site)
    export, view = (robin.id, "team-export", None, ""), (robin.id, "records-view", alice.id, "")
    refused = (alice.id, "refused", None, "records.team")
    assert noted(site) == [(robin.id, "team-view", None, ""), export, view, refused, *[export, view] * 3]
    assert [r.getMessage().split(":")[0] for r in caplog.records if r.name == "quizapp.audit"] == ["waiting"]
    assert not [r for r in caplog.records if r.name == "quizapp.store" and "locked" in r.getMessage()]
    exported_by(site, robin)
    assert len(noted(site)) == 11


def test_what_waits_is_bounded(site: Site, alice: Person, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(noting, "MOST", 3)
    with kept_busy(site.database):
        for number in range(9):
            noting.was_refused(site, alice, f"page-{number}")
            noting.was_refused(site, alice, f"page-{number}")
    written(site)
    noting.was_refused(site, alice, "page-8")
    assert [row[3] for row in noted(site)] == ["page-0", "page-1", "page-2", "page-8"]


def test_a_turn_that_does_not_come_soon_is_given_up_and_the_next_waits_as_usual(site: Site):
    began = time.monotonic()
    with kept_busy(site.database):
        if site.database.dialect == "sqlite":
            with pytest.raises(noting.StoreUnavailable), site.database.write(within=0.1):
                raise AssertionError("not to be reached")
    assert time.monotonic() - began < SOON
    with site.database.write(within=0.1) as connection:
        asked = "PRAGMA busy_timeout" if site.database.dialect == "sqlite" else "SELECT 10000"
        assert connection.exec_driver_sql(asked).scalar_one() == 10000
