"""The clock goes back, jumps, or is changed at night: nothing is stored as before what it follows, nothing lasts for
ever, and what is odd all the same is named by the doctor. On both databases."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from quizapp.model.people import Person, Role
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.retiring import retire
from quizapp.services.operating.doctor import check_invariants, odd_moments
from quizapp.services.records import another_way, certificates, corrections, reissuing
from quizapp.services.site import accounts
from quizapp.services.site import people as looking_after
from quizapp.services.site.site import Site
from quizapp.store.people import browsers
from quizapp.store.records import certificates as stored_certificates
from quizapp.store.records import completions
from tests.clock import Clock
from tests.databases import PUBLISHED, Files
from tests.services.quiz_files import MODULE, OTHER_SET_PATH, SCENARIO_PATH, SET_PATH, changed, quiz_files
from tests.services.taking import BEST_WAY, plant, play, rows, take

BACK = timedelta(days=1)
WHY = "It was recorded for the wrong person."


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def nothing_is_odd(site: Site) -> bool:
    return odd_moments(site) == () and check_invariants(site) == ()


def test_a_completion_and_its_certificate_are_no_earlier_than_what_earned_it(site: Site, clock: Clock, alice: Person):
    play(site, alice, *BEST_WAY)
    earned_at = clock.now
    clock.now -= BACK
    take(site, alice)
    with site.database.read() as connection:
        made = completions.find(connection, alice.id, MODULE)
        assert made is not None
        proof = stored_certificates.of_completion(connection, made.id)
    assert proof is not None
    assert (made.recorded, proof.issued, made.on) == (earned_at, earned_at, site.day_of(earned_at))
    assert proof.printed.recorded_on is None
    assert nothing_is_odd(site)


def test_what_ends_does_so_no_earlier_than_it_began(site: Site, clock: Clock, alice: Person, robin: Person):
    for path in (SCENARIO_PATH, SET_PATH):
        assert another_way.record_for(site, robin, alice.public_id, path, site.today())
    play(site, alice, *BEST_WAY)
    recorded = clock.now
    clock.now -= BACK
    page = corrections.records_page(site, robin, alice.public_id)
    assert page is not None
    done = corrections.take_back(site, robin, alice.public_id, page.records[0][1].public_id, WHY)
    assert done is not None and done.ends
    for table in ("otherwise_end", "completion_end", "certificate_end"):
        assert len(rows(site, f"SELECT 1 FROM {table}")) == 1
    again = corrections.records_page(site, robin, alice.public_id)
    assert again is not None and again.records[0][1].taken_back is not None
    assert again.records[0][1].taken_back.at == recorded
    assert nothing_is_odd(site)


def test_a_certificate_is_withdrawn_and_issued_again_no_earlier_than_it_was_issued(
    site: Site, clock: Clock, alice: Person, join: Callable[..., Person]
):
    vera = join("Vera", Role.ADMINISTRATOR)
    play(site, alice, *BEST_WAY)
    take(site, alice)
    (code,) = (row[0] for row in rows(site, "SELECT code FROM certificate"))
    clock.now -= BACK
    assert not looking_after.rename(site, "Alice@example.org", name="Alicia").problems
    new = reissuing.reissue_for(site, code, WHY)
    assert not new.problems
    clock.now -= BACK
    assert certificates.withdraw(site, vera, new.code, WHY) == ()
    clock.now += 2 * BACK
    assert nothing_is_odd(site)


def test_a_publication_and_a_retirement_are_no_earlier_than_the_one_before(site: Site, clock: Clock):
    first = clock.now
    for number in range(3):
        files = changed(OTHER_SET_PATH, "minutes: ", f"minutes: {number + 1}")
        assert publish(site, files).publications
        clock.now -= BACK
    assert retire(site, MODULE, "asks about an old law").ended
    clock.now -= BACK
    assert publish(site, quiz_files()).publications
    of_it = f"FROM publication p JOIN thing t ON t.id = p.thing AND t.path = '{OTHER_SET_PATH}'"
    moments = rows(site, f"SELECT p.at {of_it} UNION SELECT r.at {of_it} JOIN retirement r ON r.publication = p.seq")
    assert {str(row[0])[:19] for row in moments} == {f"{at:%Y-%m-%d %H:%M:%S}" for at in (PUBLISHED, first)}
    clock.now = first
    assert nothing_is_odd(site)


def opened(site: Site, person: Person) -> str:
    with site.database.write() as connection:
        return accounts.open_session(site, connection, person, site.now())


def test_a_session_that_a_clock_ahead_opened_does_not_last_for_years(site: Site, clock: Clock, alice: Person):
    right = clock.now
    clock.now = right + timedelta(days=3650)
    token = opened(site, alice)
    assert accounts.signed_in(site, token) == alice
    with site.database.write() as connection:
        link = accounts.open_link(connection, alice, site.now())
        browser = accounts.know_browser(connection, alice, site.now(), "")
    assert accounts.holder_of_link(site, link)
    clock.now = right
    assert accounts.signed_in(site, token) is None
    assert not accounts.holder_of_link(site, link)
    with site.database.read() as connection:
        assert not browsers.is_known(connection, accounts.digest(browser), alice.id, site.now())


def test_a_clock_that_goes_back_a_day_signs_nobody_out_and_lengthens_a_session_by_that_day(
    site: Site, clock: Clock, alice: Person
):
    token, begun = opened(site, alice), clock.now
    with site.database.write() as connection:
        link = accounts.open_link(connection, alice, begun)
    clock.now = begun - BACK
    assert accounts.signed_in(site, token) == alice
    assert accounts.holder_of_link(site, link)
    clock.now = begun + timedelta(hours=site.settings.session_hours)
    assert accounts.signed_in(site, token) is None


@pytest.mark.parametrize("night", [datetime(2027, 10, 30, 23, 0, tzinfo=UTC), datetime(2027, 3, 27, 23, 0, tzinfo=UTC)])
def test_the_nights_on_which_clocks_are_changed_are_nights_like_others(
    site: Site, clock: Clock, alice: Person, night: datetime
):
    clock.now = night
    token = opened(site, alice)
    play(site, alice, *BEST_WAY)
    clock.later(hours=2)  # the hour that is there twice, or the one after that which is left out
    take(site, alice)
    with site.database.read() as connection:
        made = completions.find(connection, alice.id, MODULE)
    assert made is not None
    assert made.on == (night + timedelta(hours=2)).date()
    clock.now = night + timedelta(hours=site.settings.session_hours, microseconds=-1)
    assert accounts.signed_in(site, token) == alice
    clock.later(microseconds=1)
    assert accounts.signed_in(site, token) is None
    assert nothing_is_odd(site)


def test_odd_moments_are_named_and_break_no_rule(site: Site, clock: Clock, alice: Person):
    play(site, alice, *BEST_WAY)
    play(site, alice, 0)
    assert nothing_is_odd(site)
    plant(site, "UPDATE attempt SET finished = '2026-11-20 09:00:00' WHERE id = 1")
    plant(site, "UPDATE attempt SET started = '1970-01-01 00:00:00' WHERE id = 2")
    plant(site, "UPDATE step SET at = '2031-01-01 00:00:00' WHERE attempt = 2 AND number = 0")
    said = [line for odd in odd_moments(site) for line in odd.first]
    assert "attempt 1 was finished before it was started" in said
    assert "attempt.started is in 1970, id 2" in said
    assert "step.at is in 2031, attempt 2, number 0" in said
    assert check_invariants(site) == ()


def test_only_the_first_of_many_are_told(site: Site):
    for _ in range(8):
        plant(site, "INSERT INTO audit (at, action) VALUES ('1999-12-31 00:00:00', 'old')")
    (odd,) = odd_moments(site)
    assert (len(odd.first), odd.number) == (5, 8)
    assert odd.first[0].startswith("audit.at is in 1999, seq ")
