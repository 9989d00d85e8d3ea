"""Which file another has become."""

from quizapp.content.renamed import became
from quizapp.model.published import SourceFile

LINES = b"".join(b"line %d\n" % n for n in range(20))
OLD = SourceFile("scenarios/m/old.md", b"# One day\n" + LINES)


def test_the_same_bytes_the_same_title_or_much_the_same_text() -> None:
    other = SourceFile("scenarios/m/other.md", b"# Another\nquite\nanother\n")
    assert became(OLD, (other, SourceFile("scenarios/n/new.md", OLD.content))) == "scenarios/n/new.md"
    assert became(OLD, (other, SourceFile("scenarios/m/new.md", b"# One day\nrewritten\n"))) == "scenarios/m/new.md"
    assert became(OLD, (other, SourceFile("scenarios/m/new.md", b"# A day\n" + LINES))) == "scenarios/m/new.md"


def test_no_other_text_and_no_other_kind() -> None:
    assert became(OLD, ()) == ""
    assert became(OLD, (SourceFile("scenarios/m/new.md", b"# Another\nquite\nanother\n"),)) == ""
    assert became(OLD, (SourceFile("questions/m/old.md", OLD.content),)) == ""
