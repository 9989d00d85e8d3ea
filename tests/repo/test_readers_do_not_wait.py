"""With SQLite locked by another program, and answers waiting, `serve` sends a page that only reads at once."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest

from tests.bench.prepare import opened_site, settings_for, signed_in_starts
from tests.bench.serving import quizapp_serve, running
from tests.bench.wire import Browser, step_form
from tests.databases import SqliteTemplate
from tests.services.example_site import whole_example

WRITERS, READS = 12, 60  # answers for which four threads in each of two processes would be too few
SOON = 1.0  # seconds


@pytest.mark.long
def test_a_page_that_only_reads_comes_within_a_second_while_answers_wait(
    tmp_path: Path, sqlite_template: SqliteTemplate
) -> None:
    url = sqlite_template.copy(tmp_path, whole_example)
    site = opened_site(url)
    starts = signed_in_starts(site, WRITERS + 1)
    site.database.dispose()
    answered: list[int] = []
    with running(quizapp_serve(tmp_path, settings_for(url))) as serving:
        waiting = []
        for start in starts[1:]:
            browser = Browser(serving.port, start.cookie, timeout=60)
            form = step_form(browser.get(start.path).text, start.path)
            assert form is not None
            waiting.append((browser, form))

        def answer(number: int) -> None:
            browser, form = waiting[number]
            answered.append(browser.post(form.action, form.answered({"choice": "0"})).status)

        threads = [threading.Thread(target=answer, args=(number,)) for number in range(WRITERS)]
        other = sqlite3.connect(site.database.file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            for thread in threads:
                thread.start()
            slowest = 0.0
            for _ in range(READS):
                reader, began = Browser(serving.port, starts[0].cookie, timeout=60), time.monotonic()
                assert reader.get(starts[0].path).status == 200
                reader.connection.close()
                slowest = max(slowest, time.monotonic() - began)
            assert not answered, "they were to wait"
        finally:
            other.close()
        for thread in threads:
            thread.join(60)
        for browser, _ in waiting:
            browser.connection.close()
    assert answered == [303] * WRITERS, serving.log
    assert slowest < SOON
