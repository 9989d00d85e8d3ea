"""A module with hundreds of parts: its list stays a page that can be sent."""

from flask import Flask, render_template_string

from quizapp.model.module_pages import Task, TaskState
from quizapp.model.things import scenario

LINES = "{% include 'modules/_task_lines.html' %}"


def shown(app: Flask, number: int) -> str:
    tasks = [Task(scenario("minds", f"story-{n}"), f"Story {n}", TaskState.TO_DO, 10) for n in range(number)]
    with app.test_request_context():
        return render_template_string(LINES, tasks=tasks, title="Scenarios", asks="", number=1, group="scenarios")


def test_a_list_of_more_than_a_hundred_has_no_covers_which_would_be_most_of_its_bytes(app: Flask) -> None:
    few, many = shown(app, 100), shown(app, 101)
    assert (few.count("<svg"), many.count("<svg")) == (100, 0)
    assert many.count("<li") == 101 and "Story 100" in many
    assert len(many) < len(few) / 3
