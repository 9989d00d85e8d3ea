"""One cause is one message: what only follows from another error is left out, and never the last error."""

import pytest

from quizapp.content.consequences import UNREAD, causes
from quizapp.model.codes import CODES, diagnostic
from quizapp.model.diagnostics import Diagnostic, Severity, Span

BRIEFING, STORY, OTHER, SET = (
    "scenarios/m/briefing.md",
    "scenarios/m/story.md",
    "scenarios/m/other.md",
    "questions/m/listening.md",
)


def said(code: str, path: str, text: str = "something") -> Diagnostic:
    return diagnostic(code, Span(path, 1, 1), text)


def left(*found: Diagnostic) -> list[tuple[str, str]]:
    return [(each.code, each.span.path) for each in causes(found)]


def test_a_briefing_that_cannot_be_read_is_said_once_and_not_in_every_file() -> None:
    found = [said("not-text", BRIEFING), said("no-briefing", STORY), said("no-briefing", SET), said("html", OTHER)]
    assert left(*found) == [("not-text", BRIEFING), ("html", OTHER)]


def test_a_briefing_under_another_name_is_said_once_too() -> None:
    bad = said("bad-file-name", "scenarios/m/Briefing.md")
    assert left(bad, said("no-briefing", STORY)) == [("bad-file-name", "scenarios/m/Briefing.md")]
    elsewhere = diagnostic("wrong-place", Span(OTHER, 1, 1), "a briefing", "call it `scenarios/m/briefing.md`")
    assert left(elsewhere, said("no-briefing", SET)) == [("wrong-place", OTHER)]
    a_set = diagnostic("wrong-place", Span(OTHER, 1, 1), "a set", "move it to `questions/m/`")
    assert left(a_set, said("no-briefing", STORY)) == [("wrong-place", OTHER), ("no-briefing", STORY)]


def test_a_briefing_that_is_not_there_is_said_for_the_first_file_of_each_module() -> None:
    elsewhere = "scenarios/n/story.md"
    found = [said("no-briefing", path) for path in (STORY, elsewhere, OTHER, SET)]
    assert left(*found) == [("no-briefing", SET), ("no-briefing", elsewhere)]


def test_where_only_one_file_was_asked_about_it_keeps_its_error() -> None:
    assert left(said("no-briefing", STORY)) == [("no-briefing", STORY)]
    assert left(said("unknown-set", STORY, "the set `listening`")) == [("unknown-set", STORY)]


@pytest.mark.parametrize("code", sorted(UNREAD))
def test_a_file_that_cannot_be_read_is_not_missed_by_its_module(code: str) -> None:
    found = [
        said(code, STORY),
        said("unknown-scenario", BRIEFING, "the scenario `story`, which is not in this module"),
        said("too-many-scenarios", BRIEFING),
        said("untested-point", BRIEFING),
        said("long-module", BRIEFING),
    ]
    assert left(*found) == [(code, STORY)]
    assert CODES[code].severity is Severity.ERROR


def test_a_file_with_a_bad_name_is_not_missed_under_its_good_one() -> None:
    found = [
        said("bad-file-name", "scenarios/m/Story One.md"),
        said("unknown-scenario", BRIEFING, "the scenario `story-one`"),
    ]
    assert left(*found) == [("bad-file-name", "scenarios/m/Story One.md")]


def test_a_set_that_cannot_be_read_is_not_missed_by_who_asks_its_questions() -> None:
    found = [
        said("empty-file", SET),
        said("unknown-set", STORY, "the set `listening`"),
        said("unknown-set", STORY, "the set `x`"),
    ]
    assert left(*found) == [("empty-file", SET), ("unknown-set", STORY)]


def test_what_is_missing_all_the_same_and_what_is_of_another_module_stays() -> None:
    found = [
        said("not-text", STORY),
        said("unknown-scenario", BRIEFING, "the scenario `storey`"),
        said("untested-point", "scenarios/n/briefing.md"),
        said("unused-counter", OTHER),
    ]
    assert set(left(*found)) == {(each.code, each.span.path) for each in found}
