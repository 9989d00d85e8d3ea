"""What wording gives away, as a trainer reads it in a terminal, and as JSON."""

import json

from quizapp.cli.check_text import to_json, to_text
from quizapp.cli.form_text import WIDTH
from quizapp.services.authoring.checking import CheckResult, check
from tests.content.form_files import ASKS, BRIEFING, scenario_file
from tests.services.quiz_files import DRAWING_SET_PATH, quiz_files

A, B = scenario_file("a", *ASKS), scenario_file("b", *ASKS[:2])


def figures(*files) -> CheckResult:
    return check((BRIEFING, *files), None, figures=True)


def lines(*files) -> list[str]:
    return to_text(figures(*files)).splitlines()


def test_a_file_has_a_table_with_the_worst_first_and_a_sign_for_what_is_too_much() -> None:
    text = lines(A)
    top = text.index("scenarios/m/a.md: what the wording of its decisions gives away")
    assert text[top + 1] == "  12 decisions. Whoever picks any option is right in 33%; `!` is too far over that."
    assert text[top + 2].split() == ["picking", "right", "in", "chance", "over", "it"]
    rows = {row[4:44].strip(): (row[2], row[44:].split()) for row in text[top + 3 :][:2]}
    assert rows["most words of asking"] == ("!", ["12", "of", "12", "33%", "+67"])
    assert any(row.strip().endswith("others are near chance or under it)") for row in text)


def test_the_decisions_that_give_most_away_are_named_with_line_and_reason() -> None:
    text = lines(A)
    top = text.index("  The decisions that give most away, and what picks their best option:")
    assert text[top + 1].startswith("    line 11, P0: ") and "most words of asking" in "".join(text[top : top + 3])


def test_plays_are_told_after_a_scenario() -> None:
    text = lines(A)
    assert any(row.startswith("  Somebody who picks at random passes 0.") for row in text)
    assert any(row.split()[-1:] == ["100.0%"] and "most words of asking" in row for row in text)


def test_a_module_follows_its_files_with_the_file_of_each_line() -> None:
    text = lines(A, B)
    assert "scenarios/m/b.md: what the wording of its decisions gives away" in text
    assert "  2 decisions: too few to say anything (from 10 on)" in text
    top = text.index("scenarios/m: what the wording of all its decisions gives away")
    assert any(row.startswith("    b.md:") or row.startswith("    a.md:") for row in text[top:])


def test_no_line_is_wider_than_a_terminal() -> None:
    assert all(len(row) <= WIDTH for row in lines(A, B) if "[" not in row and "help:" not in row)


def test_json_has_every_rule_exactly() -> None:
    (form,) = json.loads(to_json(figures(A, B)))["forms"]
    assert [file["path"] for file in form["files"]] == [A.path, B.path]
    decisions = form["files"][0]
    assert (decisions["items"], decisions["chance"], len(decisions["tells"])) == (12, "4", 20)
    asking = next(tell for tell in decisions["tells"] if tell["tell"] == "most words of asking")
    assert asking == {"tell": "most words of asking", "hits": "12", "chance": "4", "tried": 12, "over": "2/3"}
    assert "most words of asking" in decisions["told"]
    assert decisions["given_away"][0]["line"] == 11
    assert form["files"][1]["learner"]["tried"] == 2
    assert form["plays"][A.path]["by_tell"]["most words of asking"] == "1"


def test_nothing_is_told_without_figures() -> None:
    assert "forms" in json.loads(to_json(check((BRIEFING, A), None))) and check((BRIEFING, A), None).forms == ()


def test_the_figures_of_sets_are_told_in_words() -> None:
    text = to_text(check(quiz_files(), None, figures=True))
    after = text[text.index(f"{DRAWING_SET_PATH}: figures") :]
    assert "9 questions (" in after and "minutes: the file says" in after
    assert "questions for each learning point, and draws until one comes again:" in after
