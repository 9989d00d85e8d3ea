"""The wheel works: installed in an empty folder, `quizapp demo` runs with all that it needs inside."""

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.amounts import LONG
from tests.bench.serving import ROOT, Server, free_port, running
from tests.bench.wire import Connection

FOUND_WITHOUT_ASKING = 300  # seconds: building and starting are quick, and a machine may be busy

pytestmark = LONG  # a wheel is built and installed


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with our wheel in it and nothing else; no network is needed."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder / "built"), str(ROOT))
    (wheel,) = (folder / "built").glob("*.whl")
    options = ("--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check")
    _run(sys.executable, "-m", "pip", "install", *options, "--target", str(folder / "site"), str(wheel))
    return folder / "site"


def test_the_demo_runs_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    port = free_port()
    # The first entry is the wheel. The second lends the dependencies; ours is not in it, but named by a .pth, which
    # a path from the environment does not follow.
    path = os.pathsep.join((str(installed), sysconfig.get_path("purelib")))
    command = [sys.executable, "-S", str(installed / "bin" / "quizapp"), "demo"]
    settings = {"QUIZAPP_PORT": str(port), "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    with running(Server(command, settings, port, tmp_path), seconds=120) as server, Connection(port) as connection:
        assert connection.request("GET", "/health").text == "ok\n"
        door = connection.request("GET", "/demo")
        assert door.status == 200, door.text
        assert "Alex Morgan" in door.text
        styles = re.findall(r'href="(/static/[^"]+\.css[^"]*)"', door.text)
        assert styles, door.text
        for style in styles:
            assert connection.request("GET", style).headers["content-type"].startswith("text/css")
        assert str(ROOT) not in server.log
        assert set(_questions_of(installed)) <= set(
            re.findall(r"^Published (questions/\S+)$", server.log, re.MULTILINE)
        )
    assert (tmp_path / "demo-site" / "quizapp.db").is_file()


def test_the_wheel_brings_pages_scenarios_questions_certificates_and_static_files(installed: Path) -> None:
    package = installed / "quizapp"
    for folder, ending in (
        ("templates", ".html"),
        ("scenarios", ".md"),
        ("questions", ".md"),
        ("web/static", ".css"),
        ("services", ".md"),
        ("exchange", ".typ"),
    ):
        assert list((package / folder).rglob(f"*{ending}")), folder
    assert not (installed / "tests").exists()


def _questions_of(installed: Path) -> list[str]:
    """The paths of the question sets inside the wheel, as they are published."""
    package = installed / "quizapp"
    return [file.relative_to(package).as_posix() for file in (package / "questions").glob("*/*.md")]


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=FOUND_WITHOUT_ASKING)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
