"""The trainers' manuals and the code say the same, both ways."""

import re
from datetime import date
from pathlib import Path

import pytest

from quizapp.cli import main
from quizapp.cli.check_text import to_text
from quizapp.content import briefing, settings
from quizapp.content.anchors import anchor
from quizapp.content.inserts import INSERTS
from quizapp.content.questions import keys
from quizapp.content.questions import settings as set_settings
from quizapp.content.questions.parsing import parse_set
from quizapp.model.codes import CODES
from quizapp.model.published import SourceFile
from quizapp.model.questions import QuestionKind
from quizapp.model.quizzes import Certainty, Knowing
from quizapp.model.scenario import Outcome, Word
from quizapp.services.authoring.checking import check
from tests.manual_set import manual_files, manual_questions

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
QUESTIONS = (ROOT / "questions" / "README.md").read_text(encoding="utf-8")
MANUALS = {"scenarios": MANUAL, "questions": QUESTIONS}
ROW = re.compile(r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
EXPECTED = re.compile(r"<!-- expect(?:-file)?: \w+\[([a-z-]+)\]")
SHORTEST_ADVICE = 10
SEVERITIES = (("error", "Errors"), ("warning", "Warnings"), ("note", "Notes"))


def section(title: str, manual: str = MANUAL) -> str:
    """What stands under a heading, up to the next one of any level."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", manual, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {title}"
    return found[1]


def rows(manual: str) -> dict[str, tuple[str, str, str]]:
    """Code → severity, cause, advice, as a manual has them."""
    return {
        code: (severity, cause, advice)
        for severity, title in SEVERITIES
        for code, cause, advice in ROW.findall(section(title, manual))
    }


def codes_of_cases(of_sets: bool) -> set[str]:
    """The codes that the cases in tests/content expect, of sets or of everything else."""
    cases = (ROOT / "tests" / "content" / "cases").glob("*.md")
    texts = [case.read_text(encoding="utf-8") for case in cases if case.name.startswith("set-") is of_sets]
    return {code for text in texts for code in EXPECTED.findall(text)}


def test_every_code_is_in_a_manual_and_every_code_of_a_manual_is_real() -> None:
    assert rows(MANUAL).keys() | rows(QUESTIONS).keys() == CODES.keys()


@pytest.mark.parametrize(("name", "of_sets"), [("scenarios", False), ("questions", True)])
def test_what_can_be_said_of_a_file_is_in_the_manual_for_it(name: str, of_sets: bool) -> None:
    assert codes_of_cases(of_sets) - rows(MANUALS[name]).keys() == set()


@pytest.mark.parametrize("manual", MANUALS.values(), ids=MANUALS.keys())
def test_each_code_is_there_once(manual: str) -> None:
    named = [code for _, title in SEVERITIES for code, _, _ in ROW.findall(section(title, manual))]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("manual", MANUALS.values(), ids=MANUALS.keys())
def test_severity_and_cause_are_those_of_the_code_and_there_is_advice(manual: str) -> None:
    for name, (severity, cause, advice) in rows(manual).items():
        assert severity == CODES[name].severity, name
        assert cause == CODES[name].cause, name
        assert len(advice) >= SHORTEST_ADVICE, name
        assert advice.endswith("."), name


def small_scenario() -> bytes:
    found = re.search(r"^````markdown\n(.*?)^````$", MANUAL, re.MULTILINE | re.DOTALL)
    assert found
    return found[1].encode()


def test_the_small_scenario_of_the_manual_is_clean() -> None:
    path = "scenarios/child-mental-health/the-last-to-leave.md"
    catalogue = "scenarios/child-mental-health/briefing.md"
    files = [SourceFile(path, small_scenario()), SourceFile(catalogue, (ROOT / catalogue).read_bytes())]
    result = check(files, date(2026, 11, 1), only=frozenset({path}))
    assert result.diagnostics == (), to_text(result)


def test_a_list_in_prose_ends_where_the_manual_says() -> None:
    """A sentence between the list and the choices: the reader's question, as written there."""
    found = re.search(r"A list in prose needs a sentence.*?`(\*\*.*?\*\*)`", MANUAL, re.DOTALL)
    assert found
    before, choices = "**What should you do?**\n\n", "- [Say good night"
    text = small_scenario().decode()
    assert f"{before}{choices}" in text
    with_list = text.replace(f"{before}{choices}", f"\n\n- The kettle is on.\n- It is late.\n\n{found[1]}\n\n{choices}")
    together = with_list.replace(f"{found[1]}\n\n{choices}", choices)
    assert said_of(with_list) == set()
    assert "not-one-link" in said_of(together)


def said_of(text: str) -> set[str]:
    """The codes of what is said of a scenario in the manual's module."""
    path, catalogue = "scenarios/child-mental-health/x.md", "scenarios/child-mental-health/briefing.md"
    files = [SourceFile(path, text.encode()), SourceFile(catalogue, (ROOT / catalogue).read_bytes())]
    return {said.code for said in check(files, date(2026, 11, 1), only=frozenset({path})).diagnostics}


def test_the_small_set_of_the_manual_is_clean_and_has_every_type() -> None:
    files = manual_files()
    result = check(files, date(2026, 11, 1), only=frozenset({files[0].path}))
    assert result.diagnostics == (), to_text(result)
    assert sorted(question.kind for question in manual_questions()) == sorted(QuestionKind)


def test_each_type_of_question_has_its_heading_in_the_manual() -> None:
    for kind in QuestionKind:
        assert section(kind.value.capitalize(), QUESTIONS)


def test_the_example_of_a_set_that_draws_has_no_error() -> None:
    found = re.search(r"^    ---\n    minutes:.*?(?=^\S)", QUESTIONS, re.MULTILINE | re.DOTALL)
    assert found
    text = re.sub(r"^ {4}", "", found[0], flags=re.MULTILINE)
    catalogue, _ = briefing.parse_briefing(
        SourceFile("scenarios/m/briefing.md", (ROOT / "scenarios/child-mental-health/briefing.md").read_bytes())
    )
    quiz, said = parse_set(SourceFile("questions/m/last.md", text.encode()), catalogue)
    assert said == ()
    assert quiz is not None
    assert quiz.every_set


def test_the_short_briefing_of_the_manual_has_no_error() -> None:
    found = re.search(r"^    ---\n    source:.*?(?=^- )", MANUAL, re.MULTILINE | re.DOTALL)
    assert found
    text = re.sub(r"^ {4}", "", found[0], flags=re.MULTILINE)
    read, diagnostics = briefing.parse_briefing(SourceFile("scenarios/m/briefing.md", text.encode()))
    assert diagnostics == ()
    assert read is not None
    assert [p.id for p in read.points] == ["not-spoken-to", "talk-directly", "no-secrecy"]


@pytest.mark.parametrize("key", settings.REQUIRED)
def test_every_required_setting_is_in_the_manual_as_needed(key: str) -> None:
    assert re.search(rf"^\| `{key}` \| needed \|", MANUAL, re.MULTILINE)


@pytest.mark.parametrize("key", settings.OPTIONAL)
def test_every_optional_setting_is_in_the_manual(key: str) -> None:
    assert re.search(rf"^\| `{key}` \| \|", MANUAL, re.MULTILINE)


@pytest.mark.parametrize("key", (*set_settings.REQUIRED, *set_settings.OPTIONAL))
def test_every_setting_of_a_set_is_in_its_manual(key: str) -> None:
    needed = "needed " if key in set_settings.REQUIRED else ""
    assert re.search(rf"^\| `{key}` \| {needed}\|", QUESTIONS, re.MULTILINE)


@pytest.mark.parametrize("key", keys.KEYS)
def test_every_key_line_of_a_question_is_in_its_manual(key: str) -> None:
    assert re.search(rf"^\| `{key}:` \|", QUESTIONS, re.MULTILINE)


@pytest.mark.parametrize("word", (*Certainty, Knowing.TALK))
def test_words_of_certainty_are_in_the_manual(word: str) -> None:
    assert f"*{word}*" in QUESTIONS.lower()


def test_every_insert_is_in_the_manual_and_no_other() -> None:
    assert tuple(re.findall(r"^\| `\{\{([a-z-]+)\}\}` \|", MANUAL, re.MULTILINE)) == INSERTS


@pytest.mark.parametrize(
    "word", [*briefing.REQUIRED, *briefing.OPTIONAL, *briefing.GROUPS, *(w for w in Word if w is not Word.NOT_REACHED)]
)
def test_words_of_briefings_and_marks_are_in_the_manual(word: str) -> None:
    assert f"`{word}`" in MANUAL


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_is_in_the_manual(outcome: Outcome) -> None:
    assert f"`Outcome: {outcome}`" in MANUAL


def test_the_anchors_that_the_manual_gives_are_those_of_its_headings() -> None:
    pairs = re.findall(r"`## ([^`]+)`[^`]*?(?:becomes|is)\s+`#([^`]+)`", MANUAL)
    assert len(pairs) >= 4
    assert [anchor(heading) for heading, _ in pairs] == [target for _, target in pairs]


def test_every_command_of_the_manual_is_one() -> None:
    commands = {words.split()[1] for words in re.findall(r"`(quizapp [a-z][^`]*)`", MANUAL)}
    assert commands >= {"check", "preview", "simulate", "coverage", "upgrade", "publish", "export"}
    for command in commands:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0


def anchors_of(manual: str) -> set[str]:
    headings = re.findall(
        r"^#+ (.+)$", re.sub(r"^````.*?^````$", "", manual, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
    )
    return {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", MANUALS)
def test_links_of_the_manuals_lead_somewhere(name: str) -> None:
    outside_code = re.sub(r"^````.*?^````$|^ {4}.*?$|`[^`\n]*`", "", MANUALS[name], flags=re.MULTILINE | re.DOTALL)
    for page in re.findall(r"\]\((\.\./docs/[^)]*)\)", outside_code):
        assert (ROOT / name / page).is_file(), page
    links = re.findall(r"\]\((?!\.\./docs/)(?:\.\./(\w+)/README\.md)?#?([^):]*)\)", outside_code)
    assert links
    for other, target in links:
        assert not target or target in anchors_of(MANUALS[other or name]), target
