"""A picture of many attempts is what replaying each of them comes to, with each different answer once."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import pytest

from quizapp.model.attempts import AttemptState
from quizapp.model.people import Person
from quizapp.model.published import SourceFile
from quizapp.model.scenario import Word
from quizapp.services.site.site import Site
from quizapp.services.taking import picturing, results
from quizapp.store.taking import attempts, histories
from tests.clock import Clock
from tests.databases import Files
from tests.services.quiz_files import MODULE, OTHER_SET, SCENARIO_PATH, SET, changed
from tests.services.taking import play, take

Told = dict[tuple[str, str, str, Word], tuple[int, datetime]]  # of which point, in what, where, and how marked
TELL = "- [Tell him that he can always come to you]"
AGAIN = "the-register"


def round_and_round() -> tuple[SourceFile, ...]:
    """The story goes back to its beginning after one of its choices: what is answered there again does not count."""
    return changed(SCENARIO_PATH, f"{TELL}(#ending-waiting)", f"{TELL}(#registration)")


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (round_and_round,)


def replayed(site: Site, person: Person) -> Told:
    """What each attempt that counts comes to, one by one."""
    found: dict[tuple[str, str, str, Word], list[datetime]] = defaultdict(list)
    with site.database.read() as connection:
        for run in histories.runs(connection, 0, 1000):
            attempt = run.attempt
            if attempt.state is not AttemptState.FINISHED or attempt.practice or attempt.person != person.id:
                continue
            score = results.shown(site, connection, run, attempts.result(connection, attempt.id))
            for point in score.points:
                for mark in point.marks:
                    at = run.steps[mark.step].at
                    assert at
                    found[point.point, attempt.path, mark.passage, mark.word].append(at)
    return {key: (len(times), max(times)) for key, times in found.items()}


def pictured(site: Site, person: Person) -> Told:
    page = picturing.picture(site, person, MODULE)
    assert page is not None
    told: Told = {}
    for point in page.points:
        assert point.tested == sum(answer.times for answer in point.answers)
        assert [a.at for a in point.answers] == sorted((a.at for a in point.answers), reverse=True)
        for answer in point.answers:
            with site.database.read() as connection:
                run = attempts.load(connection, answer.attempt, person.id)
            assert run is not None and run.steps[answer.step].at == answer.at
            key = (point.id, answer.thing.path, run.steps[answer.step].passage, answer.word)
            assert key not in told, "each once"
            told[key] = (answer.times, answer.at)
    return told


def ways(chance: random.Random) -> Sequence[int | str]:
    """A way through the story, some rounds long, that ends at either of its endings."""
    asked = [[0, chance.choice(("right", "wrong")), chance.choice(("right", "wrong"))] for _ in range(3)]
    rounds = [way for one in asked[: chance.randrange(3)] for way in (*one, 1)]
    return [*rounds, *chance.choice(([1], [*asked[2], 0]))]


def test_a_picture_is_what_all_attempts_come_to_one_by_one(site: Site, alice: Person, bob: Person, clock: Clock):
    chance = random.Random(7)
    for number in range(8):
        play(site, alice, *ways(chance))
        clock.later(minutes=7)
        if number in (2, 4):
            take(site, alice, SET, wrong=(AGAIN, "who-is-told") if number == 2 else ())
    take(site, alice, OTHER_SET)
    take(site, alice, OTHER_SET, practice=True, wrong="*")
    take(site, bob, OTHER_SET)
    play(site, alice, 0, "right")
    found = replayed(site, alice)
    mine = {point.id for point in (picturing.picture(site, alice, MODULE) or pytest.fail()).points}
    assert max(times for times, _ in found.values()) > 3 and len({path for _, path, _, _ in found}) == 3
    assert pictured(site, alice) == {key: told for key, told in found.items() if key[0] in mine}
