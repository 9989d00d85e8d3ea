"""A path says what a file is and where its module's other files are, wherever the site is."""

import pytest

from quizapp.content.places import briefing_path, kind_at, sets_folder, site_path
from quizapp.model.things import ThingKind, thing_at

ROOTS = ("", "/srv/site/", "../", "here/questions/")


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("scenarios/m/briefing.md", ThingKind.BRIEFING),
        ("scenarios/m/story.md", ThingKind.SCENARIO),
        ("scenarios/questions/story.md", ThingKind.SCENARIO),
        ("questions/m/set.md", ThingKind.SET),
        ("questions/m/briefing.md", ThingKind.SET),
    ],
)
def test_a_files_kind_and_its_path_in_the_site_are_told_by_its_folders(root: str, path: str, kind: ThingKind) -> None:
    assert kind_at(root + path) is kind
    assert site_path(root + path) == path
    assert thing_at(path).kind is kind


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("path", ["scenarios/m/story.md", "scenarios/m/briefing.md", "questions/m/set.md"])
def test_all_files_of_a_module_have_one_briefing_and_one_folder_of_sets(root: str, path: str) -> None:
    assert briefing_path(root + path) == f"{root}scenarios/m/briefing.md"
    assert sets_folder(root + path) == f"{root}questions/m"
