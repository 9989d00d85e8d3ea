"""people import: what it prints, and what is done when."""

import stat
from pathlib import Path

from quizapp.cli.import_text import WORDS
from quizapp.model.people_import import Wrong
from tests.cli.conftest import Command


def test_a_file_is_shown_first_and_brought_in_when_that_is_asked_for(quizapp: Command, published: Path) -> None:
    quizapp("people", "import", "new.csv", "--template")
    file = published / "new.csv"
    head = file.read_text(encoding="utf-8-sig").strip()
    file.write_text(f"{head}\nSam Reed,,007,North / Desk,trainer,,bank,,,\n", encoding="utf-8")
    said = quizapp("people", "import", "new.csv")
    assert said.status == 0, said.err
    assert "line 2: Sam Reed: is added; staff number 007; team Desk; works as bank;" in said.out
    assert "a new team: Desk, in North." in said.out and "Nothing was changed yet" in said.out
    assert "Sam" not in quizapp("people", "list").out
    said = quizapp("people", "import", "new.csv", "--apply", "--links", "links.csv")
    assert said.out.endswith("Done.\n") and "Sam Reed" in quizapp("people", "list").out
    links = published / "links.csv"
    assert "/set-password/" in links.read_text(encoding="utf-8") and stat.S_IMODE(links.stat().st_mode) == 0o600
    assert "Nothing is to be changed." in quizapp("people", "import", "new.csv", "--apply").out


def test_mistakes_are_printed_with_their_lines_and_nothing_is_done(quizapp: Command, published: Path) -> None:
    (published / "new.csv").write_text("name,email,roles\nSam,sam@example.org,trainor\nOla,,\n", encoding="utf-8")
    said = quizapp("people", "import", "new.csv", "--apply")
    assert said.status == 1
    assert said.err.splitlines() == [
        "quizapp: new.csv: line 2: roles: there is no “trainor”. Did you mean “trainer”?",
        "quizapp: new.csv: line 3: Ola has neither an e-mail address nor a staff number. One is needed to sign in.",
        "quizapp: nothing was changed; mistakes: 2",
    ]
    assert quizapp("people", "import", "missing.csv").status == 2


def test_every_mistake_has_its_words() -> None:
    assert set(WORDS) == set(Wrong)
