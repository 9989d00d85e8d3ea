"""A code's severity stands in one table, whoever finds it, and every code has somebody who finds it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from quizapp.model.codes import CODES, diagnostic
from quizapp.model.diagnostics import Span

PACKAGE = Path(__file__).parents[2] / "quizapp"
HOME = PACKAGE / "model" / "codes.py"
DECODING = PACKAGE / "services" / "authoring" / "sandbox.py"  # makes again what a child found


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_a_diagnostic_has_the_severity_of_its_code() -> None:
    for code in CODES.values():
        assert diagnostic(code.name, Span("a.md", 1), "x").severity is code.severity


def test_nobody_but_the_table_gives_a_diagnostic_its_severity() -> None:
    found = {
        path
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Diagnostic"
    }
    assert found == {HOME, DECODING}


def test_every_code_is_found_by_somebody() -> None:
    written: set[str] = set()
    for path, tree in trees():
        if path != HOME:
            written |= {
                node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    best_always = {f"best-always-{word}" for word in ("first", "last", "longest")}  # put together where they are found
    assert CODES.keys() - written - best_always == set()


def test_every_code_that_is_given_is_in_the_table() -> None:
    given = {
        node.args[0].value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "diagnostic"
        if isinstance(node.args[0], ast.Constant)
    }
    assert len(given) > 20
    assert given - CODES.keys() == set()
