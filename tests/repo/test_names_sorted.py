"""Names and titles that readers see are sorted by `model.names.reading_order`, and never as the database sorts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("engine", "store", "services", "exchange", "web", "cli")
NAMES = re.compile(r"\.(?:\w*name|title|team|heading)\b|casefold|\blower\b|\bnames?\b|\btitles?\b|\bteams\b")
IN_ORDER = "reading_order"
# What is sorted there is no name that a reader looks for, and why.
NO_NAMES = {
    "completion.py: sorted(done, key=_by_time)": "times, and ids where these are equal",
    "completion.py: sorted(found, key=_by_time)": "times, and ids where these are equal",
    "exporting.py: sorted((path for path in found if path not in there and path.name.lower() != 'readme.md'))": "paths",
    "organisation_settings.py: sorted(names.difference(INSERTS))": "ids of local inserts",
    "setting_texts.py: sorted((name for name in available_timezones() if name == 'UTC' or _is_place(name)))": "ids",
}


def by_a_bare_name(text: str) -> list[str]:
    """The calls that sort by a name and not in reading order, by their key, or else by what is sorted."""
    tree = ast.parse(text)
    own = {node.name: ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return [
        ast.unparse(node if _name(node.func) == "sorted" else ast.Tuple(node.args))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and NAMES.search(by := " ".join(_by(node, own))) and IN_ORDER not in by
    ]


def _by(call: ast.Call, own: dict[str, str]) -> Iterator[str]:
    """What a call sorts by, with the function of that name where it is the file's own; nothing where it sorts not."""
    if _name(call.func) not in ("sorted", "sort", "order_by"):
        return
    keys = [word.value for word in call.keywords if word.arg == "key"]
    for key in keys or call.args:
        yield ast.unparse(key)
        yield own.get(_name(key), "")


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def test_nobody_sorts_names_in_another_way():
    found = [
        f"{file.name}: {source}"
        for folder in FOLDERS
        for file in sorted((ROOT / "quizapp" / folder).rglob("*.py"))
        if "migrations" not in file.parts
        for source in by_a_bare_name(file.read_text(encoding="utf-8"))
    ]
    assert [one for one in found if one not in NO_NAMES] == []
    assert [one for one in NO_NAMES if one not in found] == [], "an exception that is needed no longer"


def test_templates_sort_nothing():
    for file in sorted((ROOT / "templates").rglob("*.html")):
        assert not re.search(r"\|\s*(?:sort|dictsort|groupby)\b", file.read_text(encoding="utf-8")), file.name


@pytest.mark.parametrize(
    "text",
    [
        "sorted(people, key=lambda one: one.name)",
        "found.sort(key=lambda one: one.person.name.casefold())",
        "select(team).order_by(team.c.name)",
        "sorted(names)",
        "sorted(parts, key=_order)\ndef _order(part):\n    return part.is_set, part.title",
    ],
)
def test_such_a_sorting_is_found(text: str):
    assert by_a_bare_name(text) != []
    assert by_a_bare_name("sorted(people, key=lambda one: reading_order(one.name))") == []
