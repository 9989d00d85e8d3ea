"""The benchmark of growth measures every page that it names, on a small site."""

from pathlib import Path

import pytest

from tests.bench import growth_people


@pytest.mark.long
def test_the_benchmark_of_people_measures_each_page(tmp_path: Path) -> None:
    found = growth_people.measure("sqlite", f"sqlite:///{tmp_path / 'growth.db'}", people=60, attempts=3, repeats=1)
    assert len(found) == 4 and all(one.bytes > 1000 and one.statements > 3 and one.peak_mb > 0 for one in found)
    assert all(len(one.row()) == len(growth_people.HEADINGS) for one in found)
