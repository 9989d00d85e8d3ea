"""Rules that have one home: a search over the code finds them nowhere else."""

import re
from collections.abc import Iterator
from pathlib import Path

from quizapp.model.questions import QuestionKind

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
    home = (
        "quizapp/model/acts.py",
        "quizapp/cli/people_text.py",
    )  # the second lists them and decides nothing
    assert found(r"\.roles\b|\.has\(|\bin roles\b", "quizapp", "templates", but=home) == []
    assert found(r"\bRole\b", "quizapp/web", "quizapp/exchange", "templates") == []
    assert found(rf"""["']({ROLE_WORDS})["'] (not )?in |== ["']({ROLE_WORDS})["']""", "quizapp", "templates") == []


def test_whom_a_manager_manages_is_said_by_the_scope_only():
    scope = (
        *("quizapp/store/people/scope.py", "quizapp/store/people/people.py", "quizapp/store/people/managing.py"),
        "quizapp/store/people/over_time.py",  # of one person, whom the scope has found
        "quizapp/store/tables/people.py",
    )
    assert found(r"\bmanagement\.c\b", "quizapp", but=scope) == []
    assert {line.split(":")[0] for line in found(r"\bManaged\(", "quizapp")} <= {
        "quizapp/model/acts.py",  # a pattern to match
        "quizapp/store/records/teams.py",  # from the scope's rows
    }


def test_what_is_wrong_with_a_form_is_for_services_to_say_and_its_words_for_templates():
    assert found(r"problems\[|problems: dict", "quizapp/web") == []
    assert found(r"Problem\(", "quizapp/web", "quizapp/cli", "templates") == []
    assert found(r"wtforms", "quizapp") == []


def test_what_is_the_same_short_answer_and_for_whom_a_point_is_are_each_said_once():
    assert found(r"NFKD|combining\(", "quizapp", but=("quizapp/model/forgiveness.py", "quizapp/model/names.py")) == []
    assert found(r"""["']everyone["']""", "quizapp", but=("quizapp/model/groups.py",)) == []


def test_how_many_questions_a_draw_takes_is_said_once():
    home = ("quizapp/model/draws.py", "quizapp/content/questions/settings.py")
    assert found(r"\.critical else|draw\.(each|critical)\b", "quizapp", but=home) == []


def test_a_kind_of_question_is_named_by_its_own_record_and_by_the_readers_of_options_only():
    homes = {
        "quizapp/model/questions.py",  # the names; a reflection is not scored
        "quizapp/content/questions/options.py",  # which kind a list of options is
        "quizapp/content/questions/parsing.py",  # a question without answers has to be of some kind
        "quizapp/content/prose_checks.py",  # looks at questions with one answer
        "quizapp/services/taking/sets.py",  # the page of a set that asks nothing
    }
    named = {line.split(":")[0] for line in found(r"\bQuestionKind\.[A-Z]", "quizapp")}
    assert {name for name in named if not name.startswith("quizapp/model/kinds/")} == homes
    kinds = "|".join(QuestionKind)
    assert found(rf"""["']({kinds})["']""", "templates") == []


def test_an_attempt_is_scored_by_its_number_and_finished_in_one_place():
    called = r"\b(scoring\.score|grading\.(grade|certainties))\b"
    imported = r"engine\.(scoring|grading) import .*\b(score|grade|certainties)\b"
    assert found(f"{called}|{imported}", "quizapp", but=("quizapp/engine/scorers.py",)) == []
    finishing = {line.split(":")[0] for line in found(r"attempts\.finish\(|attempt-finish", "quizapp")}
    assert finishing == {"quizapp/services/taking/finishing.py"}


def test_a_version_is_read_by_its_formats_number():
    readers = ("quizapp/content/compile.py", "quizapp/content/formats.py")
    assert found(r"\bcompile_(scenario|set)\b", "quizapp", but=readers) == []


def test_a_score_is_rounded_to_whole_per_cent_in_one_place():
    assert found(r"\bint\(.*\* 100\)|\* 100 //", "quizapp", "templates", but=("quizapp/model/score.py",)) == []


def test_the_sites_address_is_a_setting_and_never_what_a_request_says():
    said = r"_external|url_root|host_url|base_url|request\.(host|url)\b|root_url|HTTP_HOST"
    assert found(said, "quizapp/web", "templates") == []


def test_what_a_browser_sends_is_read_by_one_reader():
    read = r"""\brequest\.(form|args|files|values|json|data|stream|get_(json|data))\b"""
    assert found(read, "quizapp/web", "templates", but=("quizapp/web/forms.py",)) == []
    own = (
        "quizapp/web/carrying.py",
        "quizapp/web/bodies.py",
    )  # what we signed; and a length, before there is a request
    assert found(r"(?<!<)\bint\(", "quizapp/web", but=("quizapp/web/forms.py", *own)) == []


def test_there_is_one_guard_for_people_who_are_signed_in():
    assert len(found(r"def require_person\b", "quizapp")) == 1
