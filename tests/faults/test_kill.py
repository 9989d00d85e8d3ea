"""A quick version of `make faults`: three kills, the same judge."""

from pathlib import Path

import pytest

from tests.faults.run import Aims, run


@pytest.mark.long
def test_nothing_confirmed_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    aims = Aims(kills=3, confirmations=90, found_stored=0)
    outcome = run(tmp_path, "sqlite", aims, between=25)
    assert outcome.problems(aims) == [], outcome.text()
