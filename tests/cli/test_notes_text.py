"""A note is said once a run, with all its places; nothing else is ever folded."""

from quizapp.cli.notes_text import lines_of
from quizapp.model.diagnostics import Diagnostic, Severity, Span


def untested(line: int, point: str, path: str = "a.md") -> Diagnostic:
    return Diagnostic(
        Severity.NOTE, "untested-point", Span(path, line, 5), f"nothing in this module tests `{point}`", "write one"
    )


def todo(line: int, text: str) -> Diagnostic:
    return Diagnostic(Severity.NOTE, "todo", Span("a.md", line), f"to do: {text}")


def test_a_note_that_comes_again_is_said_once_with_what_and_where() -> None:
    notes = [untested(3, "listen"), todo(4, "ask Sam"), untested(9, "ask"), untested(2, "listen", "b.md")]
    assert [*lines_of(notes)] == [
        "a.md:3:5: note[untested-point]: nothing in this module tests `listen`\n  help: write one",
        "  and 2 more: `ask` (line 9), b.md:2",
        "a.md:4:1: note[todo]: to do: ask Sam",
    ]


def test_an_authors_own_todos_are_all_said() -> None:
    notes = [todo(1, "ask Sam"), todo(2, "ask Una")]
    assert [*lines_of(notes)] == [str(note) for note in notes]


def test_errors_and_warnings_are_said_each_time() -> None:
    found = [
        Diagnostic(severity, "x", Span("a.md", line), "the same")
        for severity in (Severity.ERROR, Severity.WARNING)
        for line in (1, 2)
    ]
    assert [*lines_of(found)] == [str(said) for said in found]
