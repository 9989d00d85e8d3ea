"""What CI runs, what README says and what the Makefile does are one thing, and no test is left out of both runs."""

import re
import stat
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = ROOT / ".ci" / "run"


def recipe(target: str) -> str:
    """The one line that `make TARGET` runs, without what stands before pytest."""
    found = re.search(rf"^{target}: .*\n\t\$\(BIN\)/python -m (pytest .*)$", MAKEFILE, re.MULTILINE)
    assert found, target
    return found[1]


def test_the_two_runs_together_are_all_tests() -> None:
    quick, long = recipe("test"), recipe("test-long")
    assert quick.endswith(' -m "not long"') and long.endswith(" -m long")
    assert quick.removesuffix(' -m "not long"') == long.removesuffix(" -m long")


def test_without_make_readme_runs_what_make_test_runs() -> None:
    assert f"    .venv/bin/python -m {recipe('test')}\n" in README


def test_ci_runs_both_and_the_linters() -> None:
    made = re.findall(r"^make ([a-z-]+)$", CI.read_text(encoding="utf-8"), re.MULTILINE)
    assert made == ["test", "test-long", "check"]
    assert CI.stat().st_mode & stat.S_IXUSR


def test_no_test_sleeps() -> None:
    """What plays against a real server (the benchmark, the fault runs) waits for its answers; a test never waits."""
    tests = [file for file in ROOT.glob("tests/**/*.py") if file.parent.name not in ("bench", "faults")]
    assert [file.name for file in tests if re.search(r"\bsleep\(\d|\bsleep\([A-Z]", file.read_text("utf-8"))] == []


@pytest.mark.parametrize("target", ["test", "test-long", "check", "bench", "faults", "lock", "format"])
def test_every_target_is_in_contributing(target: str) -> None:
    assert re.search(rf"^    make {target} ", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
