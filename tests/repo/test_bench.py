"""The benchmark measures against the floor that was agreed, and not against another one."""

import hashlib
from datetime import date
from pathlib import Path

from quizapp.model.diagnostics import has_errors
from quizapp.services.authoring.files import check_paths
from quizapp.services.operating.doctor import check_invariants
from tests.bench.generated import write_folder
from tests.bench.prepare import EXAMPLES, fill, published_site, scenario_files

ROOT = Path(__file__).parents[2]
FLOOR = ROOT / "tests" / "bench" / "floor_app.py"
AGREED = ROOT.parent / "shared" / "floor" / "floor_app.py"
SHA256 = "762ca3a39f8186a1ef6588c465c235dad3a142cd677ae8ba9cf2f72c5fea2e16"


def test_the_floor_is_the_one_that_was_agreed() -> None:
    assert hashlib.sha256(FLOOR.read_bytes()).hexdigest() == SHA256
    assert not AGREED.is_file() or AGREED.read_bytes() == FLOOR.read_bytes()


def test_what_the_benchmark_stores_beforehand_is_whole(database_url: str) -> None:
    site = published_site(database_url, scenario_files(EXAMPLES))
    filled = fill(site, 1000)
    assert filled.steps >= 1000
    assert check_invariants(site) == ()
    site.database.dispose()


def test_the_scenarios_for_timing_have_no_errors(tmp_path: Path) -> None:
    result = check_paths([write_folder(tmp_path, 2)], date(2026, 11, 23), figures=False)
    assert not has_errors(result.diagnostics), "\n".join(map(str, result.diagnostics))
