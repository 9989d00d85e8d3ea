"""A clock that goes back refuses no answer, and nothing is stored as finished before it was started."""

from datetime import timedelta

import pytest

from quizapp.model.people import Person
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from quizapp.store.taking import attempts
from tests.clock import Clock
from tests.services.example_site import MODULE, SCENARIO


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(hours=-1), timedelta(seconds=1)])
def test_times_of_an_attempt_never_run_backwards(site: Site, clock: Clock, alice: Person, jump: timedelta) -> None:
    attempt = learning.start(site, alice, MODULE, SCENARIO)
    assert attempt is not None
    for number in range(2):
        clock.now += jump
        assert learning.answer(site, alice, attempt, number, 1)
    with site.database.read() as connection:
        run = attempts.load(connection, attempt, alice.id)
    assert run is not None and run.attempt.finished is not None
    moments = [run.attempt.started, *(step.at or clock.now for step in run.steps), run.attempt.finished]
    assert moments == sorted(moments)
