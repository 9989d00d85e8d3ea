"""The house rules that a machine can hold."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_FILE = 400


def test_imports_keep_to_the_layers():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_package_opens_with_its_job_and_what_it_may_import():
    for init in ROOT.glob("quizapp/*/__init__.py"):
        assert "May import" in init.read_text(encoding="utf-8"), init


def test_no_file_is_longer_than_a_reader_can_hold():
    files = [*ROOT.glob("quizapp/**/*.py"), *ROOT.glob("tests/**/*.py")]
    lengths = {str(f.relative_to(ROOT)): len(f.read_text(encoding="utf-8").splitlines()) for f in files}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_there_are_no_rooms_without_a_name():
    names = [f for f in ROOT.glob("quizapp/**/*.py") if re.search(r"(utils?|helpers?|common|misc)$", f.stem)]
    assert not names


def test_html_is_trusted_in_one_place_only():
    trusting = [
        f"{f.relative_to(ROOT)}: {line.strip()}"
        for folder in ("quizapp", "templates")
        for f in sorted((ROOT / folder).rglob("*"))
        if f.suffix in (".py", ".html")
        for line in f.read_text(encoding="utf-8").splitlines()
        if re.search(r"\|\s*safe\b|\bMarkup\(", line)
    ]
    assert len(trusting) == 1, trusting


def test_every_setting_is_in_the_readme():
    from quizapp.services.site.settings import VARIABLES

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in VARIABLES if f"`{name}`" not in readme] == []


def test_each_top_level_path_is_one_that_the_design_names():
    allowed = {
        *("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "constraints.txt"),
        "requirements.lock",
        *("scenarios", "questions", "templates", "docs", "quizapp", "tests"),
        *(".ci", ".gitignore", ".pre-commit-config.yaml"),
    }
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split("/")[0] for line in listed.splitlines()} <= allowed
