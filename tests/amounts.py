"""How much a test tries in `make test` and how much in `make test-long`: both numbers stand where the test does."""

from collections.abc import Mapping
from typing import Any

import pytest

LONG = pytest.mark.long


def amounts(quick: int, long: int) -> pytest.MarkDecorator:
    """The test's `amount`: the one number in `make test`, the other in `make test-long`."""
    return pytest.mark.parametrize("amount", [pytest.param(quick), pytest.param(long, marks=LONG)])


def some(cases: Mapping[str, object], quick: int) -> list[Any]:
    """These cases by their names: the first few in `make test`, the others in `make test-long`."""
    marks = [()] * quick + [LONG] * (len(cases) - quick)
    return [pytest.param(case, id=name, marks=mark) for (name, case), mark in zip(cases.items(), marks, strict=True)]
