"""Coverage of files and of what is live: by hand on the small site with question sets, and as the command tells it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.cli.coverage_text import WIDTH, exit_code, summary, to_json, to_text
from quizapp.model.coverage import Coverage, Covered
from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.published import SourceFile
from quizapp.services.authoring.checking import check
from quizapp.services.authoring.covering import Covering, coverage_live, coverage_of_files, coverage_of_paths
from quizapp.services.site.site import Site
from tests.services.example_site import example_files
from tests.services.quiz_files import FOLDER, MODULE, SCENARIO_PATH, SET_PATH, changed, quiz_files

EXAMPLES = Path(__file__).parents[2] / "content" / "examples"


def rows(found: Coverage) -> dict[str, Covered]:
    return {row.id: row for row in (*found.points, *found.practices, *found.risks)}


def test_the_small_site_by_hand() -> None:
    covering = coverage_of_files(quiz_files())
    (found,) = covering.coverages
    assert (found.module, found.title, found.scenarios_needed, found.questions_needed) == (MODULE, "Minds", 1, 2)
    assert [s.title for s in found.scenarios] == ["First day"]
    assert found.questions == 9  # six that are scored in *Listening*, three in *Acting*; the drawing set adds none
    counted = {id: (row.scenarios, row.questions) for id, row in rows(found).items()}
    first_day = ("first-day",)
    assert counted == {
        "talk-directly": (
            first_day,
            ("acting#the-empty-chair", "listening#the-register", "listening#passing-it-on", "listening#asking-plainly"),
        ),
        "safe-to-talk": (
            first_day,
            ("acting#a-busy-room", "listening#the-register", "listening#a-first-conversation", "listening#who-is-told"),
        ),
        "capacity-revisited": ((), ("acting#july", "listening#who-does-what")),
        "tell-safeguarding-lead": (first_day, ("listening#passing-it-on",)),  # only by a question that is asked there
        "fine-taken-at-face-value": (first_day, ()),
    }
    assert [hole.id for hole in found.holes] == ["capacity-revisited"]


def test_a_question_that_the_story_asks_no_more_makes_its_point_count_no_more() -> None:
    link = "[And what after that?](../../questions/minds/listening.md#passing-it-on)\n"
    (found,) = coverage_of_files(changed(SCENARIO_PATH, link, "")).coverages
    assert rows(found)["tell-safeguarding-lead"].scenarios == ()


def test_a_file_that_cannot_be_read_refuses_everything_and_says_why() -> None:
    covering = coverage_of_files(changed(SET_PATH, "Points: talk-directly\n", "Points: talk-directley\n"))
    assert covering.coverages == ()
    assert [d.span.path for d in covering.refused.diagnostics] == [SET_PATH]
    assert "talk-directley" in to_text(covering)
    assert to_text(covering).endswith("1 error, 0 warnings, 0 notes in 5 files\n")
    assert exit_code(covering) == 1


def test_what_only_check_finds_refuses_nothing() -> None:
    never_taken = ("- [Go on with the names", "- [Count the chairs](#ending-heard)\n- [Go on with the names")
    assert coverage_of_files(changed(SCENARIO_PATH, *never_taken)).coverages


@pytest.mark.parametrize(
    "paths",
    [
        (".",),
        ("scenarios", "questions"),
        ("questions",),
        ("scenarios/minds",),
        ("questions/minds/acting.md",),
        ("scenarios/minds/first-day.md", "questions/minds"),
        (str(FOLDER / "scenarios" / "minds"),),
    ],
)
def test_a_path_means_the_whole_of_its_module(paths: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    expected = coverage_of_files(quiz_files()).coverages
    assert summary(coverage_of_paths([Path(path) for path in paths])) == summary(Covering(expected))
    monkeypatch.chdir(FOLDER / "questions" / "minds")
    assert coverage_of_paths([Path("acting.md")]).coverages == expected
    assert coverage_of_paths([Path()]).coverages == expected


def test_where_nothing_is_read_there_is_an_error_and_no_coverage(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    for path in (tmp_path, tmp_path / "scenarios" / "minds" / "gone.md", tmp_path / "questions"):
        found = coverage_of_paths([path])
        assert [d.code for d in found.refused.diagnostics] == ["nothing-read"]
        assert not found.is_whole


def test_two_modules_are_two_coverages_and_only_their_own() -> None:
    other = tuple(
        SourceFile(f.path.replace("/minds/", "/hearts/"), f.content.replace(b"questions/minds", b"questions/hearts"))
        for f in quiz_files()
        if not f.path.endswith("/acting.md")
    )
    one, two = coverage_of_files((*quiz_files(), *other)).coverages
    assert (one.module, two.module) == ("hearts", "minds")
    assert (one.questions, two.questions) == (6, 9)


def test_the_text_fits_in_its_columns_and_lists_the_holes_last() -> None:
    text = to_text(coverage_of_files(quiz_files()))
    lines = text.splitlines()
    assert lines[0] == "Minds (minds): 1 scenario, 9 questions"
    assert "  talk-directly                    1           4  first-day" in lines
    assert "! capacity-revisited          0 of 1           2" in lines
    assert lines[-4:] == [
        "Holes in minds",
        "  learning point capacity-revisited: 1 more scenario",
        "",
        "1 hole (1 learning point, 0 risk factors) in 1 module",
    ]
    assert max(map(len, lines)) <= WIDTH


def test_many_scenarios_go_on_below_each_other_within_the_columns() -> None:
    many = [
        SourceFile(f.path.replace("first-day", f"first-day-at-school-{n}"), f.content)
        for f in quiz_files()
        for n in range(12)
        if f.path == SCENARIO_PATH
    ]
    lines = to_text(coverage_of_files((*quiz_files(), *many))).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert sum("first-day-at-school-11" in line for line in lines) == 4  # two points, a risk and a practice


def test_without_a_hole_it_says_so_and_the_command_succeeds() -> None:
    briefing = f"scenarios/{MODULE}/briefing.md"
    covering = coverage_of_files(changed(briefing, "coverage: 1 scenario, 2 questions\n", ""))
    assert to_text(covering).endswith("\n\nno holes in 1 module\n")
    assert "Holes in" not in to_text(covering)
    assert "Learning points need nothing (the briefing has no `coverage:`)" in to_text(covering)
    assert exit_code(covering) == 0


def test_the_json_has_every_row_and_what_it_lacks() -> None:
    found = json.loads(to_json(coverage_of_files(quiz_files())))
    (module,) = found["modules"]
    assert found["summary"] == {"modules": 1, "holes": 1, "errors": 0}
    assert (module["module"], module["holes"]) == (MODULE, ["capacity-revisited"])
    assert [row["id"] for row in module["learning_points"]] == ["talk-directly", "safe-to-talk", "capacity-revisited"]
    lacking = module["learning_points"][2]
    assert (lacking["enough"], lacking["missing"]) == (False, {"scenarios": 1, "questions": 0})
    assert module["risk_factors"][0]["scenarios"] == ["first-day"]
    assert module["practices"][0]["questions"] == ["listening#passing-it-on"]


def test_the_json_of_a_broken_file_has_its_errors_as_check_has_them() -> None:
    covering = coverage_of_files(changed(SET_PATH, "Points: talk-directly\n", "Points: talk-directley\n"))
    found = json.loads(to_json(covering))
    assert found["modules"] == []
    assert found["diagnostics"][0].keys() == {"path", "line", "column", "severity", "code", "text", "help"}


@pytest.mark.parametrize("live", [(example_files, quiz_files)], ids=["both"])
def test_what_is_live_is_covered_as_its_files_are(site: Site, join: Callable[..., Person]) -> None:
    for role in (Role.TRAINER, Role.ADMINISTRATOR):
        _, minds = coverage_live(site, join(role.value, role))
        (expected,) = coverage_of_files(quiz_files()).coverages
        assert replace(minds, form=None) == expected
        (form,) = check(quiz_files(), None, figures=True).forms
        assert minds.form == replace(form, folder=MODULE, plays=())


def test_what_was_not_published_is_not_counted(site: Site, join: Callable[..., Person]) -> None:
    (found,) = coverage_live(site, join("Una", Role.TRAINER))
    assert [scenario.id for scenario in found.scenarios] == ["just-a-phase"]
    assert found.questions == 0
    assert coverage_of_paths([EXAMPLES]).coverages[0].questions > 0


def test_coverage_is_for_trainers_and_administrators(site: Site, join: Callable[..., Person]) -> None:
    for person in (join("Sam"), join("Robin", Role.MANAGER, manages=("Team A",))):
        with pytest.raises(NotPossible):
            coverage_live(site, person)
