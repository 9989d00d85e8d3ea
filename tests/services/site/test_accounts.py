"""Signing in and out, and one-use links."""

from collections.abc import Callable

import pytest

from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.services.site import accounts, passwords, signing_in, throttle
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
    done = signing_in.sign_in(site, una, PASSWORD, "10.0.0.1")
    assert done.token and done.person and done.person.name == "Una"
    assert accounts.signed_in(site, done.token) == done.person
    accounts.sign_out(site, done.token)
    assert accounts.signed_in(site, done.token) is None


@pytest.mark.parametrize(
    ("email", "password"),
    [("una@example.org", "wrong"), ("nobody@example.org", PASSWORD), (" ", " "), ("\ud800", "\ud800")],
)
def test_anything_else_gets_the_same_refusal(site: Site, una: str, email: str, password: str):
    assert signing_in.sign_in(site, email, password, "10.0.0.1") == signing_in.SignIn()


def test_an_address_that_nobody_has_costs_as_many_hashes_as_a_wrong_password(
    site: Site, una: str, monkeypatch: pytest.MonkeyPatch
):
    """So that how long an answer takes tells nobody who is here (reliability F6). Most of a sign-in is the hash."""
    verified: list[str] = []
    verify = passwords.HASHER.verify

    def count(typed: str, kept: str) -> bool:
        verified.append(kept)
        return verify(typed, kept)

    monkeypatch.setattr(passwords.HASHER, "verify", count)
    numbers = []
    for email, password in ((una, "wrong words"), ("nobody@example.org", "wrong words"), (una, "wrong café")):
        verified.clear()
        assert signing_in.sign_in(site, email, password, "10.0.0.1").token is None
        numbers.append(len(verified))
    assert numbers == [1, 1, 1]
    costs = {kept.split("$")[3] for kept in (passwords.hashed("x"), *verified)}
    assert len(costs) == 1, "both hashes are of one cost"


def test_case_and_spaces_round_an_address_do_not_matter(site: Site, una: str):
    assert signing_in.sign_in(site, "  UNA@example.ORG ", PASSWORD, "10.0.0.1").token


def test_a_password_is_the_same_however_a_keyboard_sends_its_accents(site: Site):
    token = accounts.add_person(site, name="Vi", email="vi@example.org", roles=frozenset({Role.STAFF})).token
    assert accounts.set_password(site, token, "trois cafe\u0301s chauds").token
    for typed in ("trois caf\u00e9s chauds", "trois cafe\u0301s chauds"):
        assert signing_in.sign_in(site, "vi@example.org", typed, "10.0.0.1").token


def test_a_password_from_before_accents_were_composed_still_signs_in(site: Site, una: str):
    old = "trois cafe\u0301s chauds"
    with site.database.write() as connection:
        found = people.by_email(connection, una)
        assert found
        people.set_password(connection, found.id, passwords.hashed(old))
    assert signing_in.sign_in(site, una, old, "10.0.0.1").token


def test_a_session_ends_by_itself(site: Site, una: str, clock: Clock):
    token = signing_in.sign_in(site, una, PASSWORD, "10.0.0.1").token
    assert token
    clock.later(hours=19)
    assert accounts.signed_in(site, token)
    clock.later(hours=2)
    assert accounts.signed_in(site, token) is None


def test_a_leaver_is_signed_out_at_the_next_request(site: Site, una: str):
    done = signing_in.sign_in(site, una, PASSWORD, "10.0.0.1")
    assert done.token and done.person
    with site.database.write() as connection:
        people.set_state(connection, done.person.id, "left")
    assert accounts.signed_in(site, done.token) is None
    assert signing_in.sign_in(site, una, PASSWORD, "10.0.0.1") == signing_in.SignIn()


def test_a_link_works_once(site: Site):
    token = accounts.add_person(site, name="Vi", email="vi@example.org", roles=frozenset({Role.STAFF})).token
    assert accounts.holder_of_link(site, token)
    assert accounts.set_password(site, token, PASSWORD).token
    assert not accounts.holder_of_link(site, token)
    for password in ("another fine one", "short"):
        assert accounts.set_password(site, token, password) == accounts.SetPassword()
    assert signing_in.sign_in(site, "vi@example.org", PASSWORD, "10.0.0.1").token


def test_a_link_runs_out(site: Site, clock: Clock):
    token = accounts.add_person(site, name="Vi", email="vi@example.org", roles=frozenset({Role.STAFF})).token
    clock.later(days=8)
    assert not accounts.holder_of_link(site, token)
    assert accounts.set_password(site, token, PASSWORD).token is None


def test_a_weak_password_does_not_use_the_link_up(site: Site):
    token = accounts.add_person(site, name="Vi", email="vi@example.org", roles=frozenset({Role.STAFF})).token
    for password, code, limit in (
        ("", Code.MISSING, 0),
        ("\0", Code.MISSING, 0),
        ("short", Code.TOO_SHORT, 10),
        ("x7" * 129, Code.TOO_LONG, 256),
        ("password123", Code.COMMON, 0),
    ):
        done = accounts.set_password(site, token, password)
        assert done == accounts.SetPassword((Problem("password", code, limit),))
    assert accounts.holder_of_link(site, token)


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
    for _ in range(throttle.FOR_AN_ACCOUNT + 1):
        assert signing_in.sign_in(site, una, "", "10.0.0.1").problems == (Problem("password", Code.MISSING),)
    assert signing_in.sign_in(site, "\0", "x" * 1025, "10.0.0.1").problems == (
        Problem("email", Code.MISSING),
        Problem("password", Code.TOO_LONG, 1024),
    )
    assert signing_in.sign_in(site, "e" * 255, PASSWORD, "10.0.0.1").problems == (Problem("email", Code.TOO_LONG, 254),)
    assert signing_in.sign_in(site, una, PASSWORD, "10.0.0.1").token


def test_the_demos_door_is_shut_outside_the_demo(site: Site, join: Callable[..., Person]):
    alice = join("Alice")
    with pytest.raises(NotPossible):
        accounts.demo_people(site)
    with pytest.raises(NotPossible):
        accounts.demo_sign_in(site, alice.public_id)
