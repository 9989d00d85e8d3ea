"""What the store's tests ask for beside the databases of `tests/conftest.py`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.store.database import Database
from tests.databases import BOTH, PostgresServer, opened


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any tables, once on each kind."""
    if request.param == "sqlite":
        with opened(f"sqlite:///{tmp_path}/empty.db") as made:
            yield made
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.empty()
    with opened(url) as made:
        yield made
    server.drop(url)
