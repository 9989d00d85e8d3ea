"""The benchmark measures against the floor that was agreed, and not against another one."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLOOR = ROOT / "tests" / "bench" / "floor_app.py"
AGREED = ROOT.parent / "shared" / "floor" / "floor_app.py"
SHA256 = "762ca3a39f8186a1ef6588c465c235dad3a142cd677ae8ba9cf2f72c5fea2e16"


def test_the_floor_is_the_one_that_was_agreed() -> None:
    assert hashlib.sha256(FLOOR.read_bytes()).hexdigest() == SHA256
    assert not AGREED.is_file() or AGREED.read_bytes() == FLOOR.read_bytes()
