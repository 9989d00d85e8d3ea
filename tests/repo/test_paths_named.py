"""Every file and folder that README and CONTRIBUTING name is there, under the path that they give."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# CONTRIBUTING leaves out what stands before a layer or a room.
BASES = (ROOT, *(ROOT / "quizapp" / part for part in ("", "services", "store")))
MADE_LATER = {"demo-site/"}
PATH = re.compile(r"[\w-][\w./-]*(?:/|\.(?:py|html|md|txt|toml))")
LINK = re.compile(r"\]\(([^):#]+)\)")


def named(text: str) -> set[str]:
    """The paths in a text: what stands between backticks or is linked to, and looks like a file or a folder."""
    quoted = {quote for quote in re.findall(r"`([^`\n]+)`", text) if PATH.fullmatch(quote)}
    return (quoted | set(LINK.findall(text))) - MADE_LATER


def is_there(path: str) -> bool:
    """From the top, a layer or a room; a bare name may stand anywhere in the package or in what trainers write."""
    if any((base / path).exists() for base in BASES):
        return True
    return "/" not in path and any(any((ROOT / top).rglob(path)) for top in ("quizapp", "scenarios"))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_path_that_is_named_is_there(name: str) -> None:
    paths = named((ROOT / name).read_text(encoding="utf-8"))
    assert len(paths) > 10
    assert sorted(path for path in paths if not is_there(path)) == []


def test_a_path_that_is_not_there_is_found() -> None:
    text = "`store/gone.py`, `quizapp/gone/`, [see](docs/gone.png), `quizapp/engine/moves.py`, `must(viewer)`, `/team`"
    assert {path for path in named(text) if not is_there(path)} == {"store/gone.py", "quizapp/gone/", "docs/gone.png"}
