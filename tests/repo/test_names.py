"""A name in the code means one thing."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_two_public_types_have_one_name():
    homes: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "quizapp").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(str(path.relative_to(ROOT)))
    assert "Thing" in homes
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
