"""`serve` by itself: neither silent connections nor forms that come slowly keep anybody from a page."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.cli.operators import SILENCE
from quizapp.services.site.settings import Settings
from tests.amounts import LONG
from tests.bench.prepare import settings_for
from tests.bench.serving import Server, quizapp_serve, running
from tests.bench.wire import Connection
from tests.databases import SqliteTemplate
from tests.faults.crowd import bare, crowd

BEFORE = 2 * 128  # connections that both processes together once held
THREADS = Settings().workers * Settings().threads


@pytest.fixture
def serving(tmp_path: Path, sqlite_template: SqliteTemplate) -> Iterator[Server]:
    with running(quizapp_serve(tmp_path, settings_for(sqlite_template.copy(tmp_path)))) as made:
        yield made


@pytest.mark.long
def test_pages_come_while_many_say_nothing_and_others_send_slowly(serving: Server) -> None:
    with crowd(serving.port, BEFORE + 50, 2 * THREADS, bare(serving.port), "127.0.0.1") as told:
        for _ in range(5):
            with Connection(serving.port) as connection:
                assert connection.request("GET", "/sign-in").status == 200
                assert connection.request("POST", "/sign-in", fields={"email": "nobody@example.org"}).status == 400
        assert told == []
    assert "Python threads" not in serving.log


@pytest.mark.parametrize("said", ["", pytest.param("GET / HTTP/1.1\r\nHost:", marks=LONG)])
@LONG
def test_a_connection_that_says_nothing_more_is_closed(serving: Server, said: str) -> None:
    with socket.create_connection(("127.0.0.1", serving.port), SILENCE / 1000 + 10) as connection:
        connection.sendall(said.encode())
        assert b"200" not in connection.recv(1000)
        assert connection.recv(1000) == b""
