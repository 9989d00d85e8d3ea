"""simulate: what it prints and gives as JSON, by tens of the score, and what it refuses."""

import json
from pathlib import Path

from quizapp.cli.simulation_text import simulation_text
from quizapp.model.walks import Simulation
from tests.cli.conftest import SCENARIO, SET, Command, spoil

RESULT = Simulation(
    plays=1_200,
    seed=7,
    endings=(("ending-heard", 1_000), ("ending-late", 100)),
    passages=(("monday", 1_200), ("tuesday", 300)),
    scores=((0, 100), (9, 100), (10, 300), (79, 200), (80, 300), (100, 100)),
    passes=250,
    cut_off=100,
    passed=((80, 150), (100, 100)),
    pass_percent=80,
)


def test_simulate_gives_the_same_for_the_same_seed(quizapp: Command, folder: Path) -> None:
    first, again = (quizapp("simulate", SCENARIO, "--plays", "200", "--seed", "7") for _ in range(2))
    assert first.status == 0
    assert first.out == again.out
    assert "ending-heard-and-shared" in first.out or "Heard and shared" in first.out


def test_simulate_of_a_broken_file_prints_its_mistakes(quizapp: Command, folder: Path) -> None:
    spoil(folder)
    said = quizapp("simulate", SCENARIO, "--plays", "10")
    assert said.status == 1
    assert "error[unknown-passage]" in said.err


def test_simulate_refuses_a_number_of_plays_that_would_never_end(quizapp: Command) -> None:
    assert quizapp("simulate", SCENARIO, "--plays", "1000001").status == 2


def test_simulate_of_a_question_set_says_that_only_scenarios_are_played(quizapp: Command) -> None:
    said = quizapp("simulate", SET, "--plays", "10")
    assert said.status == 1
    assert said.err.strip() == f"{SET}: this is a question set, and only scenarios are played often"


def test_scores_are_told_by_tens_with_how_many_of_each_passed() -> None:
    lines = simulation_text(RESULT).splitlines()
    assert lines[0] == "1,200 plays, seed 7: 20.8% passed (the pass mark is 80%)"
    assert lines[1] == "100 plays were stopped before an ending, and have no score"
    first = lines.index("Scores                     of these passed") + 1
    assert lines[first : first + 11] == [
        "      200   16.7%  0-9%       0.0%",
        "      300   25.0%  10-19%     0.0%",
        *(f"        0    0.0%  {ten}0-{ten}9%" for ten in range(2, 7)),
        "      200   16.7%  70-79%     0.0%",
        "      300   25.0%  80-89%    50.0%",
        "        0    0.0%  90-99%",
        "      100    8.3%  100%     100.0%",
    ]
    assert "    1,000   83.3%  #ending-heard" in lines
    assert "      300   25.0%  #tuesday" in lines


def test_every_play_with_a_score_is_in_one_ten() -> None:
    assert sum(ten.plays for ten in RESULT.bins) == sum(n for _, n in RESULT.scores)
    assert sum(ten.passes for ten in RESULT.bins) == RESULT.passes
    assert [(ten.low, ten.high) for ten in RESULT.bins][-2:] == [(90, 99), (100, 100)]


def test_json_has_the_same_counts(quizapp: Command, folder: Path) -> None:
    said = quizapp("simulate", SCENARIO, "--plays", "300", "--seed", "3", "--format", "json")
    told = json.loads(said.out)
    assert (told["plays"], told["seed"], told["pass_percent"]) == (300, 3, 70)
    assert sum(ten["plays"] for ten in told["bins"]) == sum(ending["plays"] for ending in told["endings"]) == 300
    assert sum(ten["passes"] for ten in told["bins"]) == sum(one["passes"] for one in told["scores"]) == told["passes"]
    assert 0 < told["passes"] < 300
