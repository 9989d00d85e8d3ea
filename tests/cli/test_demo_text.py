"""What `quizapp demo` says while it sets itself up."""

from quizapp.cli.demo_text import prepared_lines
from quizapp.model.diagnostics import Diagnostic, Severity, Span
from quizapp.services.operating.demo_site import Prepared

WRONG = Diagnostic(Severity.ERROR, "link-target", Span("scenarios/m/a.md", 3), "there is no such page")


def test_each_file_has_its_line_and_the_history_one_when_it_is_made():
    made = Prepared((WRONG,), ("scenarios/m/b.md",), ("scenarios/m/c.md", "questions/m/d.md"), is_filled=True)
    assert list(prepared_lines(made)) == [
        "scenarios/m/a.md:3:1: error[link-target]: there is no such page",
        "scenarios/m/b.md was published by somebody else meanwhile, and was left as it is",
        "Published scenarios/m/c.md",
        "Published questions/m/d.md",
        "Made a service of three teams, with the history of their practice",
    ]


def test_where_everything_is_there_already_nothing_is_said():
    assert list(prepared_lines(Prepared((), (), (), is_filled=False))) == []
