"""Scoring rules by their number: the first stays as it is, the walk and simulated plays go by the current one."""

import pytest

from quizapp.engine import grading, scorers, scoring
from quizapp.engine.simulation import simulate
from quizapp.model.score import UnknownScorer
from tests.engine import other_scorer
from tests.engine.example import just_a_phase
from tests.engine.stories import finished_paths


def test_the_first_scorer_is_what_it_was_while_another_is_the_current_one(monkeypatch: pytest.MonkeyPatch):
    told = just_a_phase()
    before = scorers.CURRENT
    other_scorer.install(monkeypatch)
    assert (scorers.CURRENT, scorers.SCORERS[1].grade) == (other_scorer.NUMBER, grading.grade)
    differ = 0
    for steps, _, _, was in finished_paths(told):
        assert scorers.score(1, told, steps) == scoring.score(told, steps)
        assert scorers.score(before, told, steps) == was
        differ += scorers.score(other_scorer.NUMBER, told, steps).value != was.value
    assert differ


def test_a_number_that_this_release_does_not_have_is_one_error_that_names_it():
    told = just_a_phase()
    with pytest.raises(UnknownScorer, match="scorer 99 is not known to this release") as found:
        scorers.score(99, told, ())
    assert found.value.number == 99


def test_simulated_plays_are_scored_by_the_current_rule(monkeypatch: pytest.MonkeyPatch):
    told = just_a_phase()
    before = simulate(told, 100, 1)
    other_scorer.install(monkeypatch)
    after = simulate(told, 100, 1)
    assert after.endings == before.endings
    assert after.scores != before.scores and after.passes <= before.passes
