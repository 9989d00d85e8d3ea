"""docs/first-scenario.md, followed by its text alone: what it says to type is typed, and what it says happens."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "first-scenario.md").read_text(encoding="utf-8")
SAVED_AS = "scenarios/child-mental-health/first-try.md"
ADDRESS = "http://127.0.0.1:8000/"


def blocks(kind: str, fence: str = "```") -> list[str]:
    """The fenced blocks of one kind, in the order of the page."""
    return re.findall(rf"^{fence}{kind}\n(.*?)^{fence}$", PAGE, re.MULTILINE | re.DOTALL)


SCENARIO = blocks("markdown", "````")[0]
CHOICE, PASSAGE = blocks("markdown")
COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("quizapp ")]
ANSWERS = [block.strip() for block in blocks("text")]


def with_additions() -> str:
    """The scenario after step 6."""
    for heading in ("## Friday\n", "## Ending: Page forty\n"):
        assert f"before `{heading.strip()}`" in PAGE and SCENARIO.count(heading) == 1
    text = SCENARIO.replace("\n## Friday\n", f"{CHOICE}\n## Friday\n")
    return text.replace("## Ending: Page forty\n", f"{PASSAGE}\n## Ending: Page forty\n")


def with_the_mistake() -> str:
    """The scenario in step 5."""
    found = re.search(r"write `(#[\w-]+)` instead of `(#[\w-]+)`", PAGE)
    assert found and SCENARIO.count(f"({found[2]})") == 1
    return SCENARIO.replace(f"({found[2]})", f"({found[1]})")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh copy of what the page is about, with the scenario saved where it says."""
    assert f"save it as `{SAVED_AS}`" in PAGE
    for kind in ("scenarios", "questions"):
        shutil.copytree(ROOT / kind, tmp_path / kind)
    (tmp_path / SAVED_AS).write_text(SCENARIO, encoding="utf-8")
    return tmp_path


def typed(command: str) -> list[str]:
    """What a command of the page is, with the program that is under test."""
    assert command.split(maxsplit=1)[0] == "quizapp"
    return [sys.executable, "-m", "quizapp", *command.split()[1:]]


def settings(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def test_the_page_has_two_commands_and_readies_as_readme_says() -> None:
    assert [f"quizapp check {SAVED_AS}", f"quizapp preview {SAVED_AS}"] == COMMANDS
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for line in ("source .venv/bin/activate", r".venv\Scripts\Activate.ps1"):
        assert line in PAGE and line in readme
    assert (ROOT / "requirements.lock").is_file() and "--require-hashes -r requirements.lock" in PAGE


@pytest.mark.long
def test_check_answers_what_the_page_says_and_so_it_does_after_the_last_step(folder: Path) -> None:
    for text in (SCENARIO, with_additions()):
        (folder / SAVED_AS).write_text(text, encoding="utf-8")
        said = subprocess.run(
            [*typed(COMMANDS[0]), "--strict"], cwd=folder, env=settings(), capture_output=True, text=True, timeout=120
        )
        assert (said.returncode, said.stdout.strip()) == (0, ANSWERS[0])


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """The preview that the page starts, on a port of its own."""
    assert ADDRESS in PAGE
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = str(found.getsockname()[1])
    own = folder / "tmp"
    own.mkdir()
    command, surroundings = typed(COMMANDS[1]), settings(QUIZAPP_PORT=port, TMPDIR=str(own))
    with subprocess.Popen(command, cwd=folder, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert ADDRESS.replace("8000", port) in line
        yield ADDRESS.replace("8000", port)
        process.send_signal(signal.SIGTERM)  # a shell without job control has its children ignore Ctrl+C
    assert process.returncode == 128 + signal.SIGTERM
    assert not list(own.iterdir()), "nothing is left behind"


def get(browser: OpenerDirector, address: str) -> tuple[int, str, str]:
    """Status, final address and text of a page, errors included."""
    try:
        with browser.open(address, timeout=60) as page:
            return page.status, page.url, page.read().decode()
    except HTTPError as problem:
        return problem.code, problem.url, problem.read().decode()


@pytest.mark.long
def test_the_preview_plays_shows_the_mistake_and_comes_back_when_it_is_mended(folder: Path, served: str) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    status, _, start = get(browser, served)
    assert status == 200 and "Table nine" in start
    (to_friday,) = re.findall(r'href="/(preview/[^"]+/friday)"', start)
    _, here, friday = get(browser, served + to_friday)
    assert "You always look so busy" in friday
    (folder / SAVED_AS).write_text(with_the_mistake(), encoding="utf-8")
    status, _, broken = get(browser, here)
    assert status == 422 and ANSWERS[1] in broken and "did you mean `#friday`" in broken
    (folder / SAVED_AS).write_text(SCENARIO, encoding="utf-8")
    assert "You always look so busy" in get(browser, here)[2]
    (folder / SAVED_AS).write_text(with_additions(), encoding="utf-8")
    _, _, again = get(browser, served)
    links = re.findall(r'href="/(preview/[^"]+)"[^>]*>([^<]+)</a>', again)
    assert [title for _, title in links] == re.findall(r"^## (?:Ending: )?(.+)$", with_additions(), re.MULTILINE)[:-1]
    for link, title in links:
        status, _, page = get(browser, served + link)
        assert status == 200 and re.search(rf"<h1[^>]*>{re.escape(title)}</h1>", page), title


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((\.\./[^)#]+)(?:#([\w-]+))?\)", PAGE)
    assert links
    for path, anchor in links:
        manual = (ROOT / "docs" / path).read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.+)$", manual, re.MULTILINE)
        anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert not anchor or anchor in anchors, anchor
