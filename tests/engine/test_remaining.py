"""Minutes left: never more than on the page before, and none at the ending."""

from itertools import pairwise
from random import Random

import pytest

from quizapp.content.briefing import parse_briefing
from quizapp.content.library import read_folder
from quizapp.content.longest import minutes_left as figures_of
from quizapp.content.scenario import parse_scenario
from quizapp.engine import moves
from quizapp.engine.remaining import minutes_left
from quizapp.engine.simulation import ways_on
from quizapp.engine.story import story
from quizapp.model.play import Place
from quizapp.model.published import SourceFile
from quizapp.model.things import SCENARIOS
from tests.engine.plays import ROOT

SHIPPED = {
    file.path: file for file in read_folder(ROOT, kinds=(SCENARIOS,)).files if not file.path.endswith("briefing.md")
}
FIGURES = {"a": 9, "b": 5, "c": 7, "z": 0}


def at(*passages: str) -> list[Place]:
    return [Place(passage, (), frozenset()) for passage in passages]


@pytest.mark.parametrize(
    ("passages", "left"),
    [("a", 9), ("ab", 5), ("abc", 5), ("abab", 5), ("acz", 0), ("za", 0), ("ax", None), ("xa", 9)],
)
def test_it_is_the_least_figure_of_the_way_so_far(passages: str, left: int | None) -> None:
    assert minutes_left(FIGURES, at(*passages), 20) == left


def test_it_is_never_more_than_the_whole_story_is_said_to_take() -> None:
    assert minutes_left(FIGURES, at("a"), 4) == minutes_left(FIGURES, at("a", "b"), 4) == 4


@pytest.mark.parametrize("file", SHIPPED.values(), ids=SHIPPED)
def test_on_no_play_of_what_we_ship_they_rise_and_only_the_ending_has_none(file: SourceFile) -> None:
    path = f"{file.path.rpartition('/')[0]}/briefing.md"
    catalogue, _ = parse_briefing(SourceFile(path, (ROOT / path).read_bytes()))
    scenario, _ = parse_scenario(file, catalogue)
    assert scenario is not None
    told, figures, chance = story(scenario), figures_of(scenario), Random(file.path)
    for _ in range(100):
        places = [moves.start(told)]
        shown = [minutes_left(figures, places, scenario.minutes)]
        while ways := ways_on(told, places[-1]):
            places.append(moves.move(told, places[-1], chance.choice(ways)))
            shown.append(minutes_left(figures, places, scenario.minutes))
        assert all(later <= before for before, later in pairwise(shown)), shown
        assert moves.at_ending(told, places[-1]) and shown[-1] == 0 and min(shown[:-1]) > 0
