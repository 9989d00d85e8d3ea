"""What may be a password: long, and not what somebody would try first; and how dear it is to try one."""

import subprocess
import sys

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from quizapp.model.people import Role
from quizapp.model.problems import Code, Problem
from quizapp.services.site import accounts, passwords
from quizapp.services.site.site import Site
from tests.amounts import amounts

OWN = ("una.fitzgerald@example.org", "Una Fitzgerald", "Safe Harbour Trust", "quizapp")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", Code.TOO_SHORT),
        ("x" * 257, Code.TOO_LONG),
        ("una.fitzgerald@example.org", Code.OWN),
        ("una.fitzgerald", Code.OWN),
        ("UnaFitzgerald2026!", Code.OWN),
        ("fitzgerald1", Code.OWN),
        ("Safe Harbour Trust", Code.OWN),
        ("safeharbourtrust", Code.OWN),
        ("harbour-2026", Code.OWN),
        ("quizapp123", Code.OWN),
        ("QuizappQuizapp", Code.OWN),
        ("hannahhannah", Code.TWICE),
        ("Hannah hannah", Code.TWICE),
        ("hannahhannah1", Code.TWICE),
        ("aaaaaaaaaaaa", Code.TWICE),
        ("......x......", Code.TWICE),
        ("xyz" * 80, Code.TWICE),
        ("qwertyuiop", Code.COMMON),
        ("1qaz2wsx3edc", Code.COMMON),
        ('!QAZ"WSX£EDC', Code.COMMON),
        ("!QAZ@WSX#EDC", Code.COMMON),
        ("q w e r t y u i o p", Code.COMMON),
        ("password123", Code.COMMON),
        ("Password12!", Code.COMMON),
        ("P@ssw0rd2026", Code.COMMON),
        ("pass word 123", Code.COMMON),
        ("iloveyou1234", Code.COMMON),
        ("manchesterunited", Code.COMMON),
        ("asdfghjkl;'#", Code.ROW),
        ("abcdefghijkl", Code.ROW),
        ("mountain road", Code.COMMON),
        ("safeguarding", Code.EASY),
        ("23/11/2026 ", Code.EASY),
    ],
)
def test_what_somebody_would_try_first_is_refused_and_said_to_be_what_it_is(password: str, code: Code) -> None:
    found = passwords.problem_of(password, OWN)
    assert found and found[0] is code


@pytest.mark.parametrize(
    "password",
    [
        *("three kind words", "hunter two nine", "correct horse battery", "purple-monkey-dishwasher", "my dog ate it"),
        *(
            "пароль для всех",
            "trois cafés chauds",
            "x7$kfw02mq",
            "Tr0ub4dor&3",
            "%&/()=?+*~;:_",
            "👩🏽‍🚒 rescues 🐈 twice",
        ),
        *("una likes long walks", "the trust we all lost", "Una and two kind dogs", "river teapot " * 3 + "x" * 200),
    ],
)
def test_any_other_characters_are_welcome(password: str) -> None:
    assert passwords.problem_of(password, OWN) is None


@amounts(quick=40, long=10_000)
def test_none_of_the_ten_thousand_most_common_is_taken(amount: int) -> None:
    most = [word for word in FREQUENCY_LISTS["passwords"][:10_000] if len(word) >= passwords.SHORTEST_PASSWORD]
    assert len(most) > 250, "the others are too short anyway"
    for word in most[:amount]:
        assert all(passwords.problem_of(way) for way in (word, word.upper(), word.title(), f"{word}1!")), word


def test_a_password_is_held_against_whose_it_is_to_be_and_where(site: Site) -> None:
    link = accounts.add_person(
        site, name="Zofia Quill", email="zq77x@fern.example", roles=frozenset({Role.STAFF})
    ).token
    for password in ("zq77x@fern.example", "zofia.quill", "zofiaquill99", "quizapp2026!"):
        done = accounts.set_password(site, link, password)
        assert done == accounts.SetPassword((Problem("password", Code.OWN),)), password
    assert accounts.set_password(site, link, "three kind words").token


def test_what_takes_long_to_measure_is_cut_short() -> None:
    """The longest are measured by their first signs only: 256 of them take seconds."""
    assert passwords.problem_of("abc1" * 10 + "blue teapot river" * 12) is not None
    assert passwords.problem_of("blue teapot river" + "abc1" * 50) is None


def test_what_is_kept_of_a_password_costs_a_guesser_what_owasp_asks_for() -> None:
    """In a process of its own, for the tests' own hashes cost next to nothing.

    Source: OWASP's Password Storage Cheat Sheet, Argon2id: at least 46 MiB once, or 19 MiB twice.
    """
    said = subprocess.run(
        [sys.executable, "-c", "from quizapp.services.site.passwords import hashed; print(hashed('three calm words'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    kind, _, cost = said.stdout.split("$")[1:4]
    memory, rounds, _ = (int(part.split("=")[1]) for part in cost.split(","))
    assert kind == "argon2id" and memory >= 47104 and rounds >= 1
