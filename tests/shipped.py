"""What `make check` leaves out of what we ship, by name: the Makefile's list is the only one."""

import re
from pathlib import Path

from quizapp.cli.exceptions import read_exception

ROOT = Path(__file__).parents[1]


def exceptions() -> tuple[tuple[str, str], ...]:
    """The code and the path of each."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return tuple(read_exception(named) for named in re.findall(r"^\t--except (\S+)", makefile, re.MULTILINE))
