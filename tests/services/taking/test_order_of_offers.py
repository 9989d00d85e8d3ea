"""What is offered first: by `order:` of the briefing, else by title, and last what completes the module."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.content.briefing import parse_briefing
from quizapp.content.library import read_folder
from quizapp.model.people import Person, Role
from quizapp.model.published import SourceFile
from quizapp.services.authoring.covering import coverage_live
from quizapp.services.site.site import Site
from quizapp.services.taking.modules import module_page, my_modules
from quizapp.services.taking.story_start import start_page
from tests.services.managed import my_team
from tests.services.quiz_files import BRIEFING_PATH, MODULE, SCENARIO, SCENARIO_PATH, quiz_files

TITLES = {"after": "After it", "before": "Before it", "part-10": "Part 10", "part-2": "Part 2"}
NEVER_NAMED = ["After it", "Before it", "First day", "Part 2", "Part 10"]


def files(settings: str = "") -> tuple[SourceFile, ...]:
    """The small module with four more scenarios, and these settings more in its briefing."""
    found = {file.path: file.content.decode() for file in quiz_files()}
    found[BRIEFING_PATH] = found[BRIEFING_PATH].replace("nation:", f"{settings}nation:", 1)
    story = found[SCENARIO_PATH]
    for name, title in TITLES.items():
        found[f"scenarios/{MODULE}/{name}.md"] = story.replace("# First day", f"# {title}", 1)
    return tuple(SourceFile(path, text.encode()) for path, text in sorted(found.items()))


def as_they_are() -> tuple[SourceFile, ...]:
    return files()


def in_order() -> tuple[SourceFile, ...]:
    return files("order: part-10, listening, before\n")


def titles(site: Site, person: Person) -> tuple[list[str], list[str]]:
    page = module_page(site, person, MODULE)
    assert page is not None
    return [task.title for task in page.scenarios], [task.title for task in page.sets]


@pytest.mark.parametrize("live", [(as_they_are,)], ids=["no order"])
def test_without_an_order_it_is_by_title_with_numbers_by_size(site: Site, alice: Person):
    assert titles(site, alice) == (NEVER_NAMED, ["Acting on it", "Final check", "Listening"])


@pytest.mark.parametrize("live", [(in_order,)], ids=["order"])
def test_what_the_briefing_names_comes_first_in_its_order(site: Site, alice: Person, join: Callable[..., Person]):
    scenarios = ["Part 10", "Before it", "After it", "First day", "Part 2"]
    sets = ["Listening", "Acting on it", "Final check"]
    assert titles(site, alice) == (scenarios, sets)
    (card,) = my_modules(site, alice)
    assert card.go_on is not None and card.go_on.title == "Part 10"
    page = start_page(site, alice, MODULE, SCENARIO)
    assert page is not None
    assert [title for _, _, title in page.other_scenarios] == [t for t in scenarios if t != "First day"]
    (table,) = my_team(site, join("Robin", Role.MANAGER, manages=("Team A",)))
    assert [column.title for column in table.scenarios] == scenarios + sets
    (covered,) = coverage_live(site, join("Terry", Role.TRAINER))
    assert [one.title for one in covered.scenarios] == scenarios


def test_the_shipped_module_begins_with_its_easiest_story():
    shipped = read_folder(Path(__file__).parents[3]).files
    (file,) = (file for file in shipped if file.path == "scenarios/child-mental-health/briefing.md")
    briefing, said = parse_briefing(file)
    assert briefing is not None and said == ()
    names = [one.name for one in briefing.order]
    assert names[0] == "just-a-phase" and "after-the-trial" in names[-4:]
    there = {Path(one.path).stem for one in shipped if one.path.startswith("scenarios/child-mental-health/")}
    assert there - set(names) == {"briefing"}, "each story has its place"
