"""A quick version of the fault runs' backups: one under load, restored elsewhere by the real commands."""

from pathlib import Path

import pytest

from tests.faults.keeping import kept


@pytest.mark.long
def test_what_was_confirmed_before_a_backup_began_is_there_elsewhere(tmp_path: Path) -> None:
    outcome = kept(tmp_path, "sqlite", 1)
    assert outcome.problems() == [], outcome.text()
    assert outcome.verdicts[0].stored >= outcome.confirmed[0] > 0
