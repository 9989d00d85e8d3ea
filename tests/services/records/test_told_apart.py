"""People, modules and parts of one name, as somebody reads it, are told apart wherever they are shown."""

from collections.abc import Callable

import pytest

from quizapp.model.another_way_pages import Attendee
from quizapp.model.people import Person, Role, TeamModule, TeamTable
from quizapp.model.published import SourceFile
from quizapp.services.authoring import packs
from quizapp.services.authoring.covering import coverage_live
from quizapp.services.records import another_way, took_part
from quizapp.services.site import organisation_settings, people
from quizapp.services.site.site import Site
from quizapp.services.taking import modules, picturing, set_pages, story_start
from tests.databases import Files
from tests.services.managed import my_team
from tests.services.quiz_files import MODULE, SCENARIO, SCENARIO_PATH, SET, SET_PATH, quiz_files

OTHER = "other-minds"  # a module of the same title, with the same parts


def twice() -> tuple[SourceFile, ...]:
    """The small module in two folders; in one of them two scenarios and a set are of one title, too."""
    found = {file.path: file.content for file in quiz_files()}
    here, there = f"/{MODULE}/", f"/{OTHER}/"
    found |= {path.replace(here, there): text.replace(here.encode(), there.encode()) for path, text in found.items()}
    story = found[SCENARIO_PATH].replace(b"# First day", b"# LISTENING", 1)
    found[f"scenarios/{MODULE}/hearing.md"] = story
    return tuple(SourceFile(path, content) for path, content in sorted(found.items()))


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (twice,)


@pytest.fixture
def robin(join: Callable[..., Person]) -> Person:
    return join("Robin", Role.MANAGER, manages=("Team A", "Team B"))


def apart(tables: tuple[TeamTable, ...]) -> dict[str, str]:
    return {row.who.email: row.who.apart for table in tables for row in table.rows}


def test_people_of_one_name_are_told_apart_by_address_over_all_of_a_managers_teams(
    site: Site, join: Callable[..., Person], robin: Person
):
    for name, email, team in (
        ("Maya Patel", "m.patel", "Team A"),
        ("maya  patel", "patel", "Team B"),
        ("Maya Patel", "elsewhere", "Team C"),
        ("Sam", "sam", "Team A"),
    ):
        join(email, team=team)
        assert people.rename(site, f"{email}@example.org", name=name).problems == ()
    mine = {"m.patel@example.org": "m.patel@example.org", "patel@example.org": "patel@example.org"}
    others = {"sam@example.org": "", "robin@example.org": ""}
    assert apart(my_team(site, robin)) == mine | others
    people.give_staff_number(site, "patel@example.org", "007")
    assert apart(my_team(site, robin)) == mine | others, "one number tells two apart for nobody who sees the other"
    people.give_staff_number(site, "m.patel@example.org", "008")
    assert apart(my_team(site, robin)) == others | {"m.patel@example.org": "008", "patel@example.org": "007"}


def test_whoever_records_another_way_sees_for_whom(site: Site, join: Callable[..., Person], robin: Person):
    alice = join("Alice")
    people.give_staff_number(site, "alice@example.org", "00123")
    page = another_way.page(site, robin, alice.public_id)
    assert page is not None and (page.email, page.staff_number) == ("alice@example.org", "00123")
    done = took_part.record(site, join("Terry", Role.TRAINER), SCENARIO_PATH, "ALICE@example.org", site.today())
    assert done.recorded == (Attendee("alice@example.org", "Alice"),)


def test_administrators_of_one_name_are_told_apart_in_the_history_of_settings(site: Site, join: Callable[..., Person]):
    ada, other = join("Ada", Role.ADMINISTRATOR), join("Second", Role.ADMINISTRATOR)
    for who in (ada, other, ada):
        name = {"name": f"By {who.name}, {site.now()}"}
        assert organisation_settings.change(site, who, "organisation", "", name) == ()
    page = organisation_settings.page(site, ada)
    assert [change.by for change in page.history] == ["Ada", "Second", "Ada"]
    people.rename(site, "second@example.org", name="ADA")
    page = organisation_settings.page(site, ada)
    first, second = "Ada (ada@example.org)", "ADA (second@example.org)"
    assert [change.by for change in page.history] == [first, second, first]


def test_modules_of_one_title_are_told_apart_by_their_folder_on_every_page(
    site: Site, alice: Person, join: Callable[..., Person], robin: Person
):
    trainer = join("Terry", Role.TRAINER)
    first, second = f"Minds ({MODULE})", f"Minds ({OTHER})"
    assert [card.title for card in modules.my_modules(site, alice)] == [first, second]
    assert [covered.title for covered in coverage_live(site, trainer)] == [first, second]
    assert my_team(site, robin)[0].modules == (TeamModule(MODULE, first), TeamModule(OTHER, second))
    module, story, quiz, picture, pack = (
        modules.module_page(site, alice, OTHER),
        story_start.start_page(site, alice, OTHER, SCENARIO),
        set_pages.start_page(site, alice, OTHER, SET),
        picturing.picture(site, alice, OTHER),
        packs.pack_page(site, trainer, OTHER, SCENARIO),
    )
    assert module and story and quiz and picture and pack
    assert module.title == second
    assert {page.module_title for page in (story, quiz, picture, pack)} == {second}
    form = another_way.page(site, robin, alice.public_id)
    assert form is not None and [title for title, _ in form.modules] == [first, second]


def test_parts_of_one_title_are_told_apart_by_module_or_else_by_file(site: Site, alice: Person, robin: Person):
    titles = {(column.module, column.id): column.title for column in my_team(site, robin)[0].scenarios}
    assert titles[MODULE, SCENARIO] == f"First day ({MODULE})"
    assert titles[OTHER, SCENARIO] == f"First day ({OTHER})"
    assert len(set(titles.values())) == len(titles), "no two columns are headed alike"
    assert titles[MODULE, SET] == f"Listening ({SET_PATH})", "two of its module, and one of another, have this title"
    form = another_way.page(site, robin, alice.public_id)
    assert form is not None
    of_module, of_other = ({part.path: part.title for part in parts} for _, parts in form.modules)
    assert of_other[SET_PATH.replace(f"/{MODULE}/", f"/{OTHER}/")] == "Listening", "the group names its module"
    assert of_module[SET_PATH] == "Listening (listening)"
    assert of_module[f"scenarios/{MODULE}/hearing.md"] == "LISTENING (hearing)"
    done = another_way.record_for(site, robin, alice.public_id, SET_PATH, site.today())
    assert done is not None and done.title == f"Listening ({SET_PATH})"
