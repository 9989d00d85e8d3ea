"""README's table of settings has every variable that the code reads from the environment, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = r"\b(?:QUIZAPP_[A-Z_]+|DATABASE_URL|SECRET_KEY)\b"


def test_every_setting_of_a_process_has_its_row() -> None:
    rows = re.findall(r"^\| (`[A-Z].*?) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    written = [name for row in rows for name in re.findall(NAME, row)]
    code = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "quizapp").rglob("*.py")))
    assert sorted(written) == sorted(set(re.findall(f'"({NAME})"', code)))
