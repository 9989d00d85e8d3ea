"""Two of a module that staff could not tell apart by their titles are told; a set may be called like a scenario."""

from quizapp.content.module_checks import check_module
from quizapp.content.modules import read_module
from quizapp.model.published import SourceFile
from tests.services.quiz_files import SCENARIO_PATH, SET_PATH, quiz_files


def copied(path: str, name: str, old: str = "", new: str = "") -> SourceFile:
    """A file of the tests' module, copied under another name; perhaps with other words."""
    file = next(f for f in quiz_files() if f.path == path)
    folder = path.rpartition("/")[0]
    return SourceFile(f"{folder}/{name}.md", file.content.replace(old.encode(), new.encode()))


def said(*more: SourceFile) -> list[tuple[str, int, str]]:
    module = read_module((*quiz_files(), *more))
    assert module.briefing is not None
    found = check_module(module.briefing, module.scenarios, module.whole_sets())
    return [(d.span.path, d.span.line, d.text) for d in found if d.code == "same-title"]


def title_of(path: str) -> tuple[str, int]:
    lines = next(f for f in quiz_files() if f.path == path).content.decode().split("\n")
    return next((line[2:], number) for number, line in enumerate(lines, start=1) if line.startswith("# "))


def test_a_copied_scenario_is_told_at_its_title() -> None:
    title, line = title_of(SCENARIO_PATH)
    name = SCENARIO_PATH.rpartition("/")[2]
    assert said(copied(SCENARIO_PATH, "zz-copy")) == [
        ("scenarios/minds/zz-copy.md", line, f"`{title}` is the title of `{name}` in this module, too")
    ]


def test_a_copied_set_is_told_too_and_spaces_and_capitals_make_no_other_title() -> None:
    title, line = title_of(SET_PATH)
    copy = copied(SET_PATH, "zz-copy", f"# {title}", f"# {title.upper()}")
    assert [(path, row) for path, row, _ in said(copy)] == [("questions/minds/zz-copy.md", line)]


def test_a_title_of_its_own_and_that_of_a_scenario_over_a_set_are_nothing_to_complain_about() -> None:
    assert said() == []
    assert said(copied(SCENARIO_PATH, "zz-copy", f"# {title_of(SCENARIO_PATH)[0]}", "# Another day")) == []
    assert said(copied(SET_PATH, "zz-copy", f"# {title_of(SET_PATH)[0]}", f"# {title_of(SCENARIO_PATH)[0]}")) == []
