"""What `publish` prints when something changed meanwhile."""

from datetime import UTC, datetime

from quizapp.cli.publish_text import changed_lines
from quizapp.model.published import Publication
from quizapp.services.authoring.publishing import Changed

AT = datetime(2026, 11, 3, 9, 14, tzinfo=UTC)
THEIRS = Publication(7, "scenarios/m/story.md", "a" * 64, None, "Una", AT, "a lower bar")


def test_it_says_who_when_and_why_and_what_to_do_next() -> None:
    first, gone, nothing, advice = changed_lines([Changed(THEIRS.path, THEIRS), Changed("questions/m/set.md", None)])
    assert first == (
        "scenarios/m/story.md: Una published another version at 09:14 UTC on 3 November 2026 (a lower bar)."
    )
    assert gone == "questions/m/set.md: it was taken offline while you were publishing."
    assert nothing.startswith("Nothing was published")
    assert "quizapp export" in advice and "quizapp publish" in advice
