"""An id that is mistyped in the briefing is told there, once; one that is mistyped elsewhere stays told where it is."""

from datetime import date

from quizapp.content.library import Reading
from quizapp.model.diagnostics import Severity
from quizapp.model.published import SourceFile
from quizapp.services.authoring.reporting import check_reading
from tests.services.quiz_files import SET_PATH, changed, quiz_files

BRIEFING = "scenarios/minds/briefing.md"
TODAY = date(2026, 11, 1)
RIGHT, WRONG = "safe-to-talk", "safe-to-tlak"


def errors(files: tuple[SourceFile, ...], *only: str) -> list[tuple[str, int, str]]:
    asked, whole = frozenset(only or (f.path for f in files)), not only
    found = check_reading(Reading(files, (), asked, whole), TODAY).diagnostics
    return [(d.span.path, d.span.line, d.help) for d in found if d.severity is Severity.ERROR]


def line_of(text: str) -> int:
    content = next(f for f in quiz_files() if f.path == BRIEFING).content.decode()
    return content[: content.index(text)].count("\n") + 1


def named() -> int:
    return sum(f.content.decode().count(RIGHT) for f in quiz_files()) - 1


def test_an_id_that_everybody_else_names_in_another_way_is_told_at_the_briefing_alone() -> None:
    assert named() >= 3
    mistyped = changed(BRIEFING, f"**{RIGHT}**", f"**{WRONG}**")
    assert errors(mistyped) == [(BRIEFING, line_of(f"**{RIGHT}**"), f"write `**{RIGHT}**`")]


def test_where_only_a_file_was_asked_about_it_is_told_there() -> None:
    mistyped = changed(BRIEFING, f"**{RIGHT}**", f"**{WRONG}**")
    found = errors(mistyped, SET_PATH)
    assert {path for path, _, _ in found} == {SET_PATH}
    assert found


def test_a_slip_elsewhere_is_told_where_it_is() -> None:
    old, new = f"Points: talk-directly, {RIGHT}", f"Points: talk-directly, {WRONG}"
    ((path, _, help),) = errors(changed(SET_PATH, old, new))
    assert path == SET_PATH
    assert f"did you mean `{RIGHT}`" in help
