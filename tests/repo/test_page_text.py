"""What people read on a page stands in templates, so that it can be put into another language in one place."""

import ast
import re
from pathlib import Path

import pytest

import quizapp

PACKAGE = Path(quizapp.__file__).parent
TEMPLATES = sorted((PACKAGE.parent / "templates").rglob("*.html"))
SENTENCE = re.compile(r"[A-Z“][^\n]*[a-z] [a-z]|[^\n]*<\w+>[^<]*[a-z] [a-z]")
"""A capital letter or a tag, and words after it: what a page would say."""

# Words that no page shows, or that cannot stand in a template, each with its reason.
ALLOWED = {
    "model/codes.py": "it is what `check` can say to authors, and the manuals' list of it",
    "model/inserts.py": "it stands for a local insert inside an author's text, which is not a template",
    "model/kinds/short.py": "it is an answer that somebody who guesses might write",
    "services/operating/demo.py": "the people and teams of the demo are invented, as a trainer's scenario is",
    "services/operating/demo_required.py": "what is required of them is invented, too",
    "web/prefix.py": "it is for whoever set the proxy up, where there is no site and so no page",
}


def sentences(file: Path) -> list[str]:
    """The texts of a Python file that could be a page's: no docstrings, and nothing that is raised."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Assert):
            left_out |= {id(part) for part in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            left_out.add(id(node.value))
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return [n.value for n in texts if id(n) not in left_out and SENTENCE.match(n.value)]


@pytest.mark.parametrize("part", ["model", "engine", "services", "web"])
def test_no_text_of_a_page_stands_outside_templates(part: str) -> None:
    files = {str(file.relative_to(PACKAGE)): file for file in sorted((PACKAGE / part).rglob("*.py"))}
    found = {name: texts for name, file in files.items() if (texts := sentences(file)) and name not in ALLOWED}
    assert found == {}


@pytest.mark.parametrize("name", ALLOWED)
def test_every_exception_is_still_needed(name: str) -> None:
    assert sentences(PACKAGE / name)


def test_no_text_of_a_page_has_a_straight_apostrophe() -> None:
    texts = {file: re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL) for file in TEMPLATES}
    found = {file.name: re.findall(r"\w*[a-zA-Z]'[a-zA-Z]\w*", text) for file, text in texts.items()}
    assert len(found) > 50 and {name: words for name, words in found.items() if words} == {}
