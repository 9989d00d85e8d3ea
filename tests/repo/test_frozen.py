"""What is frozen does not change: it holds no dictionary of its own that is filled, and no cache."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def is_frozen(node: ast.ClassDef) -> bool:
    words = (word for call in node.decorator_list if isinstance(call, ast.Call) for word in call.keywords)
    return any(word.arg == "frozen" and ast.unparse(word.value) == "True" for word in words)


def memos(source: str) -> Iterator[str]:
    """The fields of frozen dataclasses that begin empty, to be filled later, or that are a cache."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef) and is_frozen(node):
            for field in node.body:
                if isinstance(field, ast.AnnAssign):
                    text = ast.unparse(field)
                    made = [f"default_factory={kind}" for kind in ("dict", "list", "set")]
                    if any(word in text for word in (*made, "Cache[")):
                        yield f"{node.name}.{ast.unparse(field.target)}"


def test_a_memo_is_found_where_there_is_one():
    one = "class A:\n    a: dict = field(default_factory=dict)\n    b: int = 0"
    assert list(memos(f"@dataclass(frozen=True)\n{one}")) == ["A.a"]
    assert list(memos(f"@dataclass\n{one}")) == []


def test_nothing_frozen_holds_a_memo():
    found = {
        str(path.relative_to(ROOT)): names
        for path in sorted((ROOT / "quizapp").rglob("*.py"))
        if (names := list(memos(path.read_text(encoding="utf-8"))))
    }
    assert found == {}
