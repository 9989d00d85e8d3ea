"""Rules that have one home: a search over the code finds them nowhere else."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROLE_WORDS = "staff|trainer|manager|administrator"


def lines(*folders: str, but: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Each line of the code and templates in these folders, with its file."""
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*")):
            name = str(file.relative_to(ROOT))
            if file.suffix in (".py", ".html") and name not in but:
                yield from ((name, line) for line in file.read_text(encoding="utf-8").splitlines())


def found(pattern: str, *folders: str, but: tuple[str, ...] = ()) -> list[str]:
    return [f"{name}: {line.strip()}" for name, line in lines(*folders, but=but) if re.search(pattern, line)]


def test_what_a_role_allows_is_asked_of_can_only():
    home = ("quizapp/model/acts.py",)
    assert found(r"\.roles\b|\.has\(|\bin roles\b", "quizapp", "templates", but=home) == []
    assert found(r"\bRole\b", "quizapp/web", "quizapp/exchange", "templates") == []
    assert found(rf"""["']({ROLE_WORDS})["'] (not )?in |== ["']({ROLE_WORDS})["']""", "quizapp", "templates") == []


def test_whom_a_manager_manages_is_said_by_the_scope_only():
    scope = ("quizapp/store/people/scope.py", "quizapp/store/people/people.py", "quizapp/store/tables/people.py")
    assert found(r"\bmanagement\.c\b", "quizapp", but=scope) == []
    assert {line.split(":")[0] for line in found(r"\bManaged\(", "quizapp")} <= {
        "quizapp/model/acts.py",  # a pattern to match
        "quizapp/store/records/teams.py",  # from the scope's rows
    }


def test_what_is_wrong_with_a_form_is_for_services_to_say_and_its_words_for_templates():
    assert found(r"problems\[|problems: dict", "quizapp/web") == []
    assert found(r"Problem\(", "quizapp/web", "quizapp/cli", "templates") == []
    assert found(r"wtforms", "quizapp") == []


def test_there_is_one_guard_for_people_who_are_signed_in():
    assert len(found(r"def require_person\b", "quizapp")) == 1
