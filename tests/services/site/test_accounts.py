"""Signing in and out, one-use links, and the guessing that is slowed down."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.services.site import accounts, passwords
from quizapp.services.site.site import Site
from quizapp.store.people import people
from tests.clock import Clock

PASSWORD = "three kind words"
NO_ADDRESSES = ("nonsense", "a@b", "a b@example.org", "a@example.org, b@example.org", "Una <una@example.org>", "@a.b")


@pytest.fixture
def una(site: Site) -> str:
    """Una's e-mail address; she has set her password."""
    token = accounts.add_person(site, name="Una", email="Una@Example.org", roles=frozenset({Role.TRAINER})).token
    assert accounts.set_password(site, token, PASSWORD).token
    return "una@example.org"


def test_the_right_password_signs_in_and_out(site: Site, una: str):
    done = accounts.sign_in(site, una, PASSWORD, "10.0.0.1")
    assert done.token and done.person and done.person.name == "Una"
    assert accounts.signed_in(site, done.token) == done.person
    accounts.sign_out(site, done.token)
    assert accounts.signed_in(site, done.token) is None


@pytest.mark.parametrize(
    ("email", "password"),
    [("una@example.org", "wrong"), ("nobody@example.org", PASSWORD), (" ", " "), ("\ud800", "\ud800")],
)
def test_anything_else_gets_the_same_refusal(site: Site, una: str, email: str, password: str):
    assert accounts.sign_in(site, email, password, "10.0.0.1") == accounts.SignIn()


def test_case_and_spaces_round_an_address_do_not_matter(site: Site, una: str):
    assert accounts.sign_in(site, "  UNA@example.ORG ", PASSWORD, "10.0.0.1").token


def test_guessing_is_slowed_down_and_nobody_is_locked_out_for_good(site: Site, una: str, clock: Clock):
    for _ in range(accounts.TRIES_FOR_AN_ACCOUNT):
        assert not accounts.sign_in(site, una, "guess", "10.0.0.1").throttled
    assert accounts.sign_in(site, una, PASSWORD, "10.0.0.1") == accounts.SignIn(throttled=True)
    clock.later(minutes=15)
    assert accounts.sign_in(site, una, PASSWORD, "10.0.0.1").token


def test_an_unknown_address_is_throttled_like_a_known_one(site: Site):
    tries = [accounts.sign_in(site, "nobody@example.org", "guess", "10.0.0.1") for _ in range(11)]
    assert [t.throttled for t in tries] == [False] * 10 + [True]


def test_one_address_cannot_try_many_accounts(site: Site):
    site.settings = replace(site.settings, sign_in_tries=3)
    tries = [accounts.sign_in(site, f"{n}@example.org", "guess", "10.0.0.9") for n in range(4)]
    assert [t.throttled for t in tries] == [False, False, False, True]
    assert not accounts.sign_in(site, "5@example.org", "guess", "10.0.0.8").throttled


def test_a_whole_school_may_sign_in_from_behind_one_address(site: Site, una: str):
    site.settings = replace(site.settings, sign_in_tries=3)
    for _ in range(5):
        assert accounts.sign_in(site, una, PASSWORD, "10.0.0.9").token
    assert not accounts.sign_in(site, una, "guess", "10.0.0.9").throttled
    assert accounts.sign_in(site, una, PASSWORD, "10.0.0.9").token
    with site.database.read() as connection:
        assert connection.execute(sa.text("SELECT n FROM throttle")).scalars().all() == [1, 1]


def test_a_right_password_gives_no_more_guesses(site: Site, una: str):
    """Somebody's own good sign-ins between an attacker's tries leave those tries counted."""
    for _ in range(accounts.TRIES_FOR_AN_ACCOUNT - 1):
        assert not accounts.sign_in(site, una, "guess", "10.0.0.1").throttled
        assert accounts.sign_in(site, una, PASSWORD, "10.0.0.2").token
    assert not accounts.sign_in(site, una, "guess", "10.0.0.1").throttled
    assert accounts.sign_in(site, una, "guess", "10.0.0.1").throttled


def test_a_password_is_the_same_however_a_keyboard_sends_its_accents(site: Site):
    token = accounts.add_person(site, name="Vi", email="vi@example.org", roles=frozenset({Role.STAFF})).token
    assert accounts.set_password(site, token, "trois cafe\u0301s chauds").token
    for typed in ("trois caf\u00e9s chauds", "trois cafe\u0301s chauds"):
        assert accounts.sign_in(site, "vi@example.org", typed, "10.0.0.1").token


def test_a_password_from_before_accents_were_composed_still_signs_in(site: Site, una: str):
    old = "trois cafe\u0301s chauds"
    with site.database.write() as connection:
        found = people.by_email(connection, una)
        assert found
        people.set_password(connection, found.id, passwords.hashed(old))
    assert accounts.sign_in(site, una, old, "10.0.0.1").token


def test_a_session_ends_by_itself(site: Site, una: str, clock: Clock):
    token = accounts.sign_in(site, una, PASSWORD, "10.0.0.1").token
    assert token
    clock.later(hours=19)
    assert accounts.signed_in(site, token)
    clock.later(hours=2)
    assert accounts.signed_in(site, token) is None


def test_a_leaver_is_signed_out_at_the_next_request(site: Site, una: str):
    done = accounts.sign_in(site, una, PASSWORD, "10.0.0.1")
    assert done.token and done.person
    with site.database.write() as connection:
        people.set_state(connection, done.person.id, "left")
    assert accounts.signed_in(site, done.token) is None
    assert accounts.sign_in(site, una, PASSWORD, "10.0.0.1") == accounts.SignIn()


def test_a_link_works_once(site: Site):
    token = accounts.add_person(site, name="Vi", email="vi@example.org", roles=frozenset({Role.STAFF})).token
    assert accounts.link_is_good(site, token)
    assert accounts.set_password(site, token, PASSWORD).token
    assert not accounts.link_is_good(site, token)
    for password in ("another fine one", "short"):
        assert accounts.set_password(site, token, password) == accounts.SetPassword()
    assert accounts.sign_in(site, "vi@example.org", PASSWORD, "10.0.0.1").token


def test_a_link_runs_out(site: Site, clock: Clock):
    token = accounts.add_person(site, name="Vi", email="vi@example.org", roles=frozenset({Role.STAFF})).token
    clock.later(days=8)
    assert not accounts.link_is_good(site, token)
    assert accounts.set_password(site, token, PASSWORD).token is None


def test_a_weak_password_does_not_use_the_link_up(site: Site):
    token = accounts.add_person(site, name="Vi", email="vi@example.org", roles=frozenset({Role.STAFF})).token
    for password, code, limit in (
        ("", Code.MISSING, 0),
        ("\0", Code.MISSING, 0),
        ("short", Code.TOO_SHORT, 10),
        ("x7" * 129, Code.TOO_LONG, 256),
        ("password123", Code.EASY, 0),
    ):
        done = accounts.set_password(site, token, password)
        assert done == accounts.SetPassword((Problem("password", code, limit),))
    assert accounts.link_is_good(site, token)


@pytest.mark.parametrize("password", ["short", "password123", "Password12!", "aaaaaaaaaaaa", "x" * 257])
def test_a_password_that_is_short_common_or_enormous_is_refused(password: str):
    assert passwords.problem_of(password)


@pytest.mark.parametrize("password", ["three kind words", "пароль для всех", "x7$kfw02mq", "hunter two nine"])
def test_any_other_characters_are_welcome(password: str):
    assert passwords.problem_of(password) is None


def test_the_same_address_cannot_be_added_twice_even_after_its_person_has_left(site: Site, una: str):
    for state, code in (("active", Code.TAKEN), ("left", Code.LEFT)):
        with site.database.write() as connection:
            found = people.people_with_role(connection, Role.TRAINER)
            for person in found:
                people.set_state(connection, person.id, state)
        added = accounts.add_person(site, name="Another", email=" UNA@example.org", roles=frozenset({Role.STAFF}))
        assert added == accounts.AddedPerson((Problem("email", code),))


def test_nobody_is_added_without_a_name_and_an_address_that_fit(site: Site):
    with site.database.read() as connection:
        before = people.count(connection)
    for name, email, problems in (
        (" ", "", (Problem("name", Code.MISSING), Problem("email", Code.MISSING))),
        ("n" * 201, "e" * 255, (Problem("name", Code.TOO_LONG, 200), Problem("email", Code.TOO_LONG, 254))),
        *(("Una", email, (Problem("email", Code.NO_ADDRESS),)) for email in NO_ADDRESSES),
    ):
        added = accounts.add_person(site, name=name, email=email, roles=frozenset({Role.STAFF}))
        assert added == accounts.AddedPerson(problems)
    with site.database.read() as connection:
        assert people.count(connection) == before


def test_a_sign_in_form_with_problems_names_each_and_counts_as_no_try(site: Site, una: str):
    for _ in range(accounts.TRIES_FOR_AN_ACCOUNT + 1):
        assert accounts.sign_in(site, una, "", "10.0.0.1").problems == (Problem("password", Code.MISSING),)
    assert accounts.sign_in(site, "\0", "x" * 1025, "10.0.0.1").problems == (
        Problem("email", Code.MISSING),
        Problem("password", Code.TOO_LONG, 1024),
    )
    assert accounts.sign_in(site, "e" * 255, PASSWORD, "10.0.0.1").problems == (Problem("email", Code.TOO_LONG, 254),)
    assert accounts.sign_in(site, una, PASSWORD, "10.0.0.1").token


def test_the_demos_door_is_shut_outside_the_demo(site: Site, join: Callable[..., Person]):
    alice = join("Alice")
    with pytest.raises(NotPossible):
        accounts.demo_people(site)
    with pytest.raises(NotPossible):
        accounts.demo_sign_in(site, alice.public_id)


def test_tries_are_forgotten_when_their_quarter_of_an_hour_is_over(site: Site, clock: Clock):
    for minutes in (0, 16, 16):
        clock.later(minutes=minutes)
        assert accounts.sign_in(site, f"nobody{minutes}@example.org", "wrong words", "203.0.113.9").token is None
        with site.database.read() as connection:
            assert connection.execute(sa.text("SELECT count(*) FROM throttle")).scalar_one() == 2
