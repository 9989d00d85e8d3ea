"""What `publish` prints when something changed meanwhile, and when it completed a module for people."""

from datetime import UTC, datetime

from quizapp.cli.publish_text import changed_lines, completed_lines
from quizapp.model.published import Publication
from quizapp.services.authoring.going_live import Changed, Completed

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


def test_it_says_for_how_many_people_a_module_is_completed_now() -> None:
    one, many = completed_lines([Completed("Minds", 1), Completed("Bodies", 12)])
    assert one.startswith("Minds: 1 person had done all that it asks for now.") and "their last part" in one
    assert many.startswith("Bodies: 12 people had done all") and "each one’s last part" in many
    assert list(completed_lines([])) == []
