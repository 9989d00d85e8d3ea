"""A file that has grown too long is cut by what it does."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST = 300  # lines


def test_no_file_of_the_package_is_over_three_hundred_lines() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "quizapp").rglob("*.py")}
    assert lengths
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > MOST} == {}
