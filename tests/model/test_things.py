"""A thing that is live, and the path at which its file stands."""

import pytest

from quizapp.model.things import Thing, briefing_of, module_at, question_set, scenario, thing_at


@pytest.mark.parametrize(
    ("path", "thing"),
    [
        ("scenarios/minds/first-day.md", scenario("minds", "first-day")),
        ("questions/minds/listening.md", question_set("minds", "listening")),
        ("scenarios/minds/briefing.md", briefing_of("minds")),
        ("questions/minds/briefing.md", question_set("minds", "briefing")),
    ],
)
def test_a_thing_and_its_path_say_the_same(path: str, thing: Thing):
    assert thing_at(path) == thing
    assert thing.path == path


def test_a_thing_is_known_wherever_the_site_is():
    assert thing_at("/srv/site/questions/minds/listening.md") == question_set("minds", "listening")


@pytest.mark.parametrize(
    "folder", ["minds", "scenarios/minds", "questions/minds/", "/srv/site/questions/minds", "scenarios\\minds\\"]
)
def test_a_module_is_known_by_its_name_or_by_either_of_its_folders(folder: str):
    assert module_at(folder) == "minds"
