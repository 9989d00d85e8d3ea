"""Addresses are made by `url_for`; where speed asks for them to be written out, they are addresses that there are."""

import ast
import re
from inspect import iscoroutinefunction
from pathlib import Path

import pytest
from flask import Flask, url_for

import quizapp
from quizapp.web import addresses
from quizapp.web.folders import templates_folder

TEMPLATES = templates_folder()
HOT = ("base.html", "_care.html", "attempts/passage.html", "questions/question.html")
ATTRIBUTE = re.compile(r'(?<![-\w])(href|action|src)="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{]|\{(?![{%]))*)"')
WRITTEN = re.compile(r'"(/[a-z][a-z/-]*)"')
PACKAGE = Path(quizapp.__file__).parent


def attributes(template: Path) -> list[tuple[str, str]]:
    """Each address of a template as it is written: the attribute's name, and what it is given; 999 is none."""
    found = ATTRIBUTE.findall(template.read_text(encoding="utf-8"))
    return [(kind, value) for kind, value in found if value != "tel:999"]


@pytest.mark.parametrize("name", [str(path.relative_to(TEMPLATES)) for path in sorted(TEMPLATES.rglob("*.html"))])
def test_no_template_writes_an_address_out_but_the_hot_ones(name: str) -> None:
    if name in HOT:
        return
    assert [value for _, value in attributes(TEMPLATES / name) if not re.match(r"\{\{ |#|$", value)] == []
    assert WRITTEN.findall((TEMPLATES / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", HOT)
def test_each_address_of_a_hot_template_begins_with_the_prefix_and_is_one_of_ours(name: str, app: Flask) -> None:
    found = [(kind, value) for kind, value in attributes(TEMPLATES / name) if not value.startswith("#")]
    assert found
    for kind, value in found:
        prefix, rest = re.fullmatch(r"(\{\{ prefix \}\})?(.*)", value).groups()
        assert prefix, value
        address = re.sub(r"\{\{ ([^}]+) \}\}", lambda m: example(m[1]), rest)
        app.url_map.bind("localhost").match(address, "POST" if kind == "action" else "GET")


def example(expression: str) -> str:
    """Something that may stand in an address for what a template puts there."""
    return {"page.attempt": "AbC-1"}.get(expression, "3") if expression.startswith("page.") else "unknown"


def test_the_pages_that_the_menu_knows_are_pages(app: Flask) -> None:
    known = WRITTEN.findall((TEMPLATES / "base.html").read_text(encoding="utf-8"))
    assert len(known) > 5
    for path in known:
        app.url_map.bind("localhost").match(path, "GET")


def written_out(file: Path) -> list[str]:
    """The addresses that a Python file writes out, but for those of its own routes."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    routes = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("blueprint.get", "blueprint.post", "Blueprint")
        for part in ast.walk(call)
    }
    texts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [n.value for n in texts if id(n) not in routes and re.match(r"/[a-z]", n.value)]


@pytest.mark.parametrize("part", ["web", "services", "model", "exchange"])
def test_no_view_and_no_service_writes_an_address_out(part: str) -> None:
    found = {str(file.relative_to(PACKAGE)): written_out(file) for file in sorted((PACKAGE / part).rglob("*.py"))}
    static = found.pop("web/__init__.py") if part == "web" else ["/static"]
    assert static == ["/static"]  # Flask's own route for files
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("endpoint", ["attempts.step", "questions.feedback"])
@pytest.mark.parametrize("root", ["", "/training", "/attempt"])
@pytest.mark.parametrize("attempt", ["AbC-1_x", "attempt", "98765", "steps"])
def test_where_an_answer_leads_is_what_flask_says(app: Flask, endpoint: str, root: str, attempt: str) -> None:
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}):
        for number in (0, 7, 98765):
            expected = url_for(endpoint, attempt=attempt, number=number)
            assert addresses.of_step(endpoint, attempt, number) == expected


def test_no_view_is_asynchronous_since_nothing_looks_whether_it_is(app: Flask) -> None:
    hooks = (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs)
    functions = [f for kind in hooks for of_one in kind.values() for f in of_one]
    functions += [*app.view_functions.values(), *app.teardown_appcontext_funcs]
    assert len(functions) > 40
    assert [f for f in functions if iscoroutinefunction(f)] == []
