"""The benchmark measures against the floor that was agreed, and not against another one."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from quizapp.model.diagnostics import has_errors
from quizapp.services.authoring.files import check_paths
from quizapp.services.operating.doctor import check_invariants
from tests.bench.clients import Ours, OursAsking, RanOut, measure
from tests.bench.generated import write_folder
from tests.bench.prepare import (
    EXAMPLES,
    fill,
    opened_site,
    published_site,
    scenario_files,
    settings_for,
    signed_in_at_set,
    signed_in_starts,
)
from tests.bench.serving import quizapp_serve, running
from tests.bench.windows import Prepared, measured
from tests.databases import SqliteTemplate
from tests.services.example_site import whole_example

ROOT = Path(__file__).parents[2]
FLOOR = ROOT / "tests" / "bench" / "floor_app.py"
AGREED = ROOT.parent / "shared" / "floor" / "floor_app.py"
SHA256 = "762ca3a39f8186a1ef6588c465c235dad3a142cd677ae8ba9cf2f72c5fea2e16"


def test_the_floor_is_the_one_that_was_agreed() -> None:
    assert hashlib.sha256(FLOOR.read_bytes()).hexdigest() == SHA256
    assert not AGREED.is_file() or AGREED.read_bytes() == FLOOR.read_bytes()


@pytest.mark.long
def test_what_the_benchmark_stores_beforehand_is_whole(database_url: str) -> None:
    site = published_site(database_url, scenario_files(EXAMPLES))
    filled = fill(site, 1000)
    assert filled.steps >= 1000
    assert check_invariants(site) == ()
    site.database.dispose()


@pytest.mark.long
@pytest.mark.parametrize("asking", [False, True], ids=["steps", "questions"])
def test_a_window_in_which_the_attempts_run_out_ends_with_figures(
    sqlite_template: SqliteTemplate, tmp_path: Path, asking: bool
) -> None:
    url = sqlite_template.copy(tmp_path, whole_example)
    site = opened_site(url)
    make, player = (signed_in_at_set, OursAsking) if asking else (signed_in_starts, Ours)
    prepared = Prepared(site, make, each=1, windows=1, clients=2)
    site.database.dispose()
    with running(quizapp_serve(tmp_path, {**settings_for(url), "QUIZAPP_WORKERS": "1"})) as server:
        with pytest.raises(RanOut):
            measure(player, server.port, prepared.take(), 0.3, [server.cpu], seed=1)
        window = measured(player, server.port, prepared, 0.3, [server.cpu], seed=1)
    assert len(window.seconds) >= 2 and window.wall > 0
    assert window.cpu_ms > 0 and window.percentile(0.5) > 0


def test_the_scenarios_for_timing_have_no_errors(tmp_path: Path) -> None:
    result = check_paths([write_folder(tmp_path, 2)], date(2026, 11, 23), figures=False)
    assert not has_errors(result.diagnostics), "\n".join(map(str, result.diagnostics))
