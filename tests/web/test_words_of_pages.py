"""What an enum stores is for the database. Pages have words of their own, and one way to write a date."""

import re
from datetime import UTC, datetime
from enum import Enum
from inspect import getmembers, isclass

import pytest
from flask import Flask, render_template_string

from quizapp.exchange.csv import PROGRESS
from quizapp.model import letters, people, quizzes, scenario
from quizapp.model.people import Group, Progress
from quizapp.model.scenario import Outcome, Word
from quizapp.web.filters import css, machine
from quizapp.web.folders import templates_folder

TEMPLATES = {str(p.relative_to(templates_folder())): p for p in sorted(templates_folder().rglob("*.html"))}
ENUMS = [found for module in (letters, people, quizzes, scenario) for _, found in getmembers(module, isclass)]
MEMBERS = [member for enum in ENUMS if issubclass(enum, Enum) for member in enum]


@pytest.mark.parametrize(
    "written", ["{{ word }}", "{{ word|capitalize }}", "{{ word|replace(' ', '-') }}", "{{ [word]|join }}"]
)
def test_a_page_that_shows_what_is_stored_fails_every_test_here(app: Flask, written: str) -> None:
    with app.test_request_context(), pytest.raises(AssertionError, match="what is stored"):
        render_template_string(written.replace("[word]", "word"), word=Outcome.HARM)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_joins_or_asks_for_what_is_stored(name: str) -> None:
    source = TEMPLATES[name].read_text(encoding="utf-8")
    assert re.findall(r"\.value\b", source) == []
    joined = r"~ ?[\w.]+\.(?:progress|outcome|severity|state|word|showing|certainty|knowing|credit|group)\b(?!\|css)"
    assert re.findall(joined, source) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_time_is_written_for_machines_by_one_filter(name: str) -> None:
    assert "isoformat" not in TEMPLATES[name].read_text(encoding="utf-8")


def test_a_time_for_machines_has_whole_seconds() -> None:
    assert machine(datetime(2026, 11, 23, 9, 5, 7, 123456, UTC)) == "2026-11-23T09:05:07+00:00"


def test_a_place_in_a_briefing_is_said_in_words(app: Flask) -> None:
    with app.test_request_context():
        shown = render_template_string(
            '{% from "_words.html" import place %}{{ place(("Key issues", "opening"), "") }}{{ place(("3",), "") }}'
        )
    assert ">first lines" in shown.replace("</span>first", ">first") and "item 3" in shown and "opening" not in shown


@pytest.mark.parametrize(
    ("macro", "members"),
    [
        ("_words.html:mark", Word),
        ("_words.html:outcome", Outcome),
        ("_words.html:progress", Progress),
        ("_words.html:group", Group),
        ("questions/_words.html:knowing", quizzes.Knowing),
        ("outbox/_words.html:kind", letters.LetterKind),
        ("outbox/_words.html:state", letters.LetterState),
        ("outbox/_words.html:why", letters.Hitch),
    ],
)
def test_there_is_a_word_for_every_member(app: Flask, macro: str, members: type[Enum]) -> None:
    file, _, name = macro.partition(":")
    with app.test_request_context():
        words = [
            render_template_string(f'{{% from "{file}" import {name} %}}{{{{ {name}(member) }}}}', member=member)
            for member in members
        ]
    assert all(words) and len(set(words)) == len(words)


def test_the_spreadsheet_has_a_word_for_every_progress() -> None:
    assert set(PROGRESS) == set(Progress) and len(set(PROGRESS.values())) == len(PROGRESS)


@pytest.mark.parametrize("member", MEMBERS, ids=str)
def test_a_class_is_made_of_the_name(member: Enum) -> None:
    assert re.fullmatch("[a-z]+(-[a-z]+)*", css(member))
