"""How much a test tries in `make test` and how much in `make test-long`: both numbers stand where the test does."""

import pytest

LONG = pytest.mark.long


def amounts(quick: int, long: int) -> pytest.MarkDecorator:
    """The test's `amount`: the one number in `make test`, the other in `make test-long`."""
    return pytest.mark.parametrize("amount", [pytest.param(quick), pytest.param(long, marks=LONG)])
