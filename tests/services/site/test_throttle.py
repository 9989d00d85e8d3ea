"""Guessing is slowed down, and nobody is locked out by somebody else's guesses (reliability F6)."""

import logging
import re
from contextlib import suppress
from dataclasses import replace

import pytest
import sqlalchemy as sa

from quizapp.model.people import Role
from quizapp.model.problems import Code
from quizapp.services.site import accounts, passwords, people, signing_in, throttle
from quizapp.services.site.signing_in import SignIn
from quizapp.services.site.site import Site
from quizapp.services.site.throttle import TooManyTries
from tests.clock import Clock

UNA, VI = "una@example.org", "vi@example.org"
PASSWORD = "three kind words"
HOME, WORK, ATTACKER = "198.51.100.7", "192.0.2.1", "203.0.113.9"
LINE = re.compile(r"throttled at=\S+Z by=(source|account|account-from-one-source|known-browser|link) until=\S+Z")


def add(site: Site, email: str) -> str:
    """Adds somebody who sets their password; the token of their browser."""
    link = accounts.add_person(site, name="Somebody", email=email, roles=frozenset({Role.STAFF})).token
    return accounts.set_password(site, link, PASSWORD).browser


@pytest.fixture
def browser(site: Site) -> str:
    """The token of the browser in which Una set her password."""
    return add(site, UNA)


def tries(site: Site, email: str = UNA, address: str = ATTACKER, browser: str = "", amount: int = 1) -> list[str]:
    """What comes of this many wrong tries, one after another."""
    return [outcome(site, email, "guess", address, browser) for _ in range(amount)]


def counted_tries(site: Site, email: str, address: str, amount: int) -> list[str]:
    """The same without looking at a password, which takes long: only the rule is asked."""
    found = []
    for _ in range(amount):
        try:
            throttle.count(site, (throttle.from_source(site, address), *throttle.for_account(email, address)))
            found.append("wrong")
        except TooManyTries:
            found.append("wait")
    return found


def use_up(site: Site, email: str) -> None:
    """Let two places use up what an account has."""
    for address in ("203.0.113.1", "203.0.113.2"):
        counted_tries(site, email, address, throttle.FOR_AN_ACCOUNT_FROM_ONE_PLACE)


def outcome(site: Site, email: str, password: str, address: str, browser: str = "") -> str:
    try:
        return "in" if signing_in.sign_in(site, email, password, address, browser).token else "wrong"
    except TooManyTries:
        return "wait"


def tried(site: Site) -> int:
    """How many passwords were really looked at and found wrong."""
    with site.database.read() as connection:
        return int(
            connection.execute(sa.text("SELECT count(*) FROM audit WHERE action = 'sign-in-refused'")).scalar_one()
        )


def counted(site: Site) -> list[int]:
    with site.database.read() as connection:
        return list(connection.execute(sa.text("SELECT n FROM throttle")).scalars())


def test_a_thousand_guesses_from_fifty_places_keep_nobody_out(
    site: Site, browser: str, clock: Clock, caplog: pytest.LogCaptureFixture
):
    guesses = [tries(site, address=f"203.0.113.{n % 50}")[0] for n in range(1000)]
    assert tried(site) == guesses.count("wrong") == throttle.FOR_AN_ACCOUNT <= 20
    assert outcome(site, UNA, PASSWORD, HOME, browser) == "in", "at once, from a browser that is known"
    with pytest.raises(TooManyTries) as refused:
        signing_in.sign_in(site, UNA, PASSWORD, HOME)
    assert refused.value.again_at - clock.now <= throttle.WINDOW
    link = people.new_link(site, UNA).token
    assert accounts.set_password(site, link, "other kind words", HOME).token, "and at once with a link"
    clock.now = refused.value.again_at
    assert outcome(site, UNA, "other kind words", HOME) == "in", "and after the time that was told from anywhere"
    assert [LINE.fullmatch(record.message) and record.name for record in caplog.records] == ["quizapp.throttle"]


def test_one_place_alone_locks_nobody_out(site: Site, browser: str):
    assert counted_tries(site, UNA, ATTACKER, 30) == ["wrong"] * throttle.FOR_AN_ACCOUNT_FROM_ONE_PLACE + ["wait"] * 20
    assert outcome(site, UNA, PASSWORD, HOME) == "in", "from a browser that nobody knows"


def test_a_place_that_is_refused_counts_against_no_account(site: Site, browser: str):
    site.settings = replace(site.settings, sign_in_tries=12)
    found = [counted_tries(site, f"{n}@example.org", ATTACKER, 1)[0] for n in range(14)]
    assert found == ["wrong"] * 12 + ["wait"] * 2
    before = counted(site)
    assert tries(site, amount=25) == ["wait"] * 25
    assert counted(site) == before, "nor is anything written"
    assert tries(site, address=WORK) == ["wrong"]


def test_an_account_that_is_not_there_is_throttled_like_one_that_is(site: Site, browser: str):
    assert tries(site, amount=11) == tries(site, "nobody@example.org", amount=11) == ["wrong"] * 10 + ["wait"]


def test_a_whole_school_may_sign_in_from_behind_one_address(site: Site, browser: str):
    site.settings = replace(site.settings, sign_in_tries=3)
    assert [outcome(site, UNA, PASSWORD, WORK) for _ in range(5)] == ["in"] * 5
    assert tries(site, address=WORK) == ["wrong"]
    assert outcome(site, UNA, PASSWORD, WORK) == "in"
    assert sorted(counted(site)) == [1, 1, 1, 1], "what went wrong, and the link"
    assert tries(site, VI, WORK, amount=4) == ["wrong", "wrong", "wait", "wait"]
    assert outcome(site, UNA, PASSWORD, WORK, browser) == "in", "one person's guesses do not shut the school's own out"


def test_somebodys_own_good_sign_ins_give_a_guesser_no_more_tries(site: Site, browser: str):
    use_up(site, UNA)
    for _ in range(2):
        assert outcome(site, UNA, PASSWORD, HOME, browser) == "in"
        assert tries(site) == ["wait"]


def test_a_browser_that_is_known_has_a_limit_of_its_own(site: Site, browser: str, clock: Clock):
    amount = throttle.FROM_A_KNOWN_BROWSER
    assert tries(site, browser=browser, amount=amount + 2) == ["wrong"] * amount + ["wait"] * 2
    assert outcome(site, UNA, PASSWORD, HOME) == "in", "which is nobody else's"
    clock.later(minutes=15)
    assert outcome(site, UNA, PASSWORD, ATTACKER, browser) == "in"


def test_a_browser_is_known_for_whoever_signed_in_from_it(site: Site, browser: str, clock: Clock):
    add(site, VI)
    use_up(site, VI)
    assert tries(site, VI, browser=browser) == ["wait"], "not for Vi"
    clock.later(minutes=15)
    found = signing_in.sign_in(site, VI, PASSWORD, HOME, browser)
    assert found.browser == browser, "one browser, one token"
    for email in (UNA, VI):
        use_up(site, email)
        assert outcome(site, email, PASSWORD, WORK) == "wait"
        assert outcome(site, email, PASSWORD, WORK, browser) == "in"


@pytest.mark.parametrize("token", ["", "made-up-by-somebody", "x" * 64])
def test_a_token_that_is_none_of_ours_is_never_taken_over(site: Site, browser: str, token: str):
    found = signing_in.sign_in(site, UNA, PASSWORD, HOME, token)
    assert found.browser not in ("", token, browser)


@pytest.mark.parametrize("how", ["password", "leave", "forget", "time"])
def test_a_browser_is_forgotten(site: Site, browser: str, clock: Clock, how: str):
    if how == "password":
        accounts.set_password(site, people.new_link(site, UNA).token, PASSWORD)
    if how == "leave":
        people.leave(site, UNA)
        accounts.set_password(site, people.come_back(site, UNA).token, PASSWORD)
    if how == "forget":
        token = signing_in.sign_in(site, UNA, PASSWORD, HOME, browser).token or ""
        assert accounts.signed_in(site, token)
        assert not people.forget_browsers(site, UNA).problems
        assert accounts.signed_in(site, token) is None, "and signed out there"
    if how == "time":
        clock.now += accounts.BROWSER_LIFE
    use_up(site, UNA)
    assert outcome(site, UNA, PASSWORD, HOME, browser) == "wait", "it is like any other"


def test_a_browser_that_is_used_stays_known(site: Site, browser: str, clock: Clock):
    for _ in range(3):
        clock.later(days=150)
        assert signing_in.sign_in(site, UNA, PASSWORD, HOME, browser).browser == browser


def test_whoever_has_a_network_has_no_more_tries_for_its_many_addresses(site: Site):
    assert [counted_tries(site, UNA, f"2001:db8:1:2:{n:x}::{n}", 1)[0] for n in range(12)] == ["wrong"] * 10 + [
        "wait"
    ] * 2
    assert counted_tries(site, UNA, "2001:db8:1:3::1", 1) == ["wrong"]
    assert [counted_tries(site, VI, f"{head}203.0.113.1", 5) for head in ("::ffff:", "")] == [["wrong"] * 5] * 2
    assert counted_tries(site, VI, "203.0.113.1", 1) == ["wait"], "one address, written in two ways"


def test_the_log_has_a_line_of_one_form_for_what_is_used_up_and_not_for_each_try(
    site: Site, clock: Clock, caplog: pytest.LogCaptureFixture
):
    site.settings = replace(site.settings, sign_in_tries=10)
    for n in range(throttle.MOST_LINES + 5):
        for _ in range(12):
            throttle_source(site, f"198.51.100.{n}")
    lines = [record.message for record in caplog.records]
    assert len(lines) == throttle.MOST_LINES
    assert lines[0] == "throttled at=2026-11-23T09:00:00Z by=source until=2026-11-23T09:15:00Z"
    assert lines[-1] == f"{lines[0]} (no more of these lines until then)"
    assert caplog.records[0].levelno == logging.WARNING
    clock.later(minutes=15)
    for _ in range(12):
        throttle_source(site, "198.51.100.1")
    assert len(caplog.records) == throttle.MOST_LINES + 1


def throttle_source(site: Site, address: str) -> None:
    with suppress(TooManyTries):
        throttle.count(site, (throttle.from_source(site, address),))


def test_tries_are_forgotten_when_their_quarter_of_an_hour_is_over(site: Site, clock: Clock):
    for minutes in (0, 16, 16):
        clock.later(minutes=minutes)
        assert counted_tries(site, f"nobody{minutes}@example.org", HOME, 1) == ["wrong"]
        assert len(counted(site)) == 3


def test_a_link_that_is_none_is_looked_up_before_anything_is_hashed_and_counts(
    site: Site, browser: str, monkeypatch: pytest.MonkeyPatch
):
    def fail(_: str) -> str:
        raise AssertionError("hashed for somebody without a link")

    link, site.settings = people.new_link(site, UNA).token, replace(site.settings, sign_in_tries=10)
    with monkeypatch.context() as context:
        context.setattr(passwords, "hashed", fail)
        for n in range(10):
            assert accounts.set_password(site, f"junk-{n}", PASSWORD, ATTACKER) == accounts.SetPassword()
        with pytest.raises(TooManyTries):
            accounts.set_password(site, "junk", PASSWORD, ATTACKER)
    assert tries(site, VI) == ["wait"], "one place has one number of tries, wherever it tries"
    assert accounts.set_password(site, link, PASSWORD, ATTACKER).token, "a good link is let through"


def test_a_good_link_has_a_limit_of_its_own(site: Site, browser: str, clock: Clock):
    link = people.new_link(site, UNA).token
    for _ in range(throttle.WITH_A_LINK):
        assert accounts.set_password(site, link, "short", HOME).problems[0].code is Code.TOO_SHORT
    with pytest.raises(TooManyTries):
        accounts.set_password(site, link, PASSWORD, HOME)
    clock.later(minutes=15)
    assert accounts.set_password(site, link, PASSWORD, HOME).token


def test_a_password_that_was_changed_while_it_was_looked_at_signs_nobody_in(
    site: Site, browser: str, monkeypatch: pytest.MonkeyPatch
):
    right = passwords.is_right

    def slowly(typed: str, kept: str | None) -> bool:
        found = right(typed, kept)
        monkeypatch.setattr(passwords, "is_right", right)
        assert accounts.set_password(site, people.new_link(site, UNA).token, "other kind words").token
        return found

    monkeypatch.setattr(passwords, "is_right", slowly)
    assert signing_in.sign_in(site, UNA, PASSWORD, HOME, browser) == SignIn()
