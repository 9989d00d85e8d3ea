"""Behind nginx, with the file that docs/ has: nobody is kept from a page, and nothing passes that must not."""

import os
import ssl
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.web.folders import STATIC
from quizapp.web.room import LARGEST
from tests.bench.prepare import opened_site, settings_for, signed_in_at_set, signed_in_starts
from tests.bench.serving import Server, free_port, quizapp_serve, running
from tests.bench.wire import Connection
from tests.databases import SqliteTemplate
from tests.faults import nginx
from tests.faults.answering import Clients
from tests.faults.crowd import crowd
from tests.faults.crowded import PROXIED
from tests.faults.example import example_files
from tests.faults.nginx import HOST, Nginx, behind_nginx

pytestmark = pytest.mark.long

CLIENTS = 4
FILES = ("style.css", "site.js", "mark.svg")


@pytest.fixture(scope="module")
def site_url(sqlite_template: SqliteTemplate) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="quizapp-behind-") as folder:
        yield sqlite_template.copy(Path(folder), example_files)


@pytest.fixture(scope="module")
def serving(site_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if nginx.program() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("nginx is not installed (apt-get install nginx)")
        pytest.skip("nginx is not installed (apt-get install nginx)")
    made = quizapp_serve(tmp_path_factory.mktemp("serve"), {**settings_for(site_url), **PROXIED})
    with running(made):
        yield made


@pytest.fixture(scope="module")
def proxy(serving: Server) -> Iterator[Nginx]:
    with behind_nginx(serving.port) as made:
        yield made


@pytest.mark.parametrize(("idle", "slow", "answers"), [(500, 50, 200)])
def test_idle_sockets_and_slow_forms_cost_nobody_a_page(
    proxy: Nginx, site_url: str, idle: int, slow: int, answers: int
) -> None:
    site = opened_site(site_url)
    starts = [*signed_in_starts(site, answers), *signed_in_at_set(site, answers)]  # more than are answered meanwhile
    site.database.dispose()
    clients = Clients(proxy.port, map(nginx.locked, starts), CLIENTS, seed=1, connect=proxy.connection)
    record = clients.record
    clients.start()
    assert clients.wait_for(answers // 2, 60), record.unexpected
    record.seconds.clear()
    assert clients.wait_for(answers, 60), record.unexpected
    alone = record.within(0.95)
    with crowd(proxy.port, idle, slow, proxy.connect, HOST) as told:
        record.seconds.clear()
        assert clients.wait_for(record.confirmations + answers, 60), (record.unexpected, clients.left)
        clients.stop()
        assert told == []  # nobody hung up on the slow ones: it is not that which kept the site free
    assert record.unexpected == []
    assert record.refusals == {}
    assert record.within(0.95) < max(1.0, 3 * alone)  # a busy machine is slow without any crowd


def test_its_own_files_have_the_headers_that_the_site_gives_them(proxy: Nginx, serving: Server) -> None:
    served = {path.name for path in STATIC.iterdir()}
    assert served >= set(FILES)
    ours, theirs = Connection(serving.port, host=HOST), proxy.connection()
    for name in sorted(served):
        asked, given = (each.request("GET", f"/static/{name}?v=1") for each in (ours, theirs))
        assert (asked.status, given.status, given.body) == (200, 200, asked.body)
        assert given.headers["server"] == "nginx"
        for header in (*HEADERS, "cache-control", "content-type"):
            mended = given.headers[header].replace("application/javascript", "text/javascript")
            assert mended == asked.headers[header], header
    assert "cache-control" not in theirs.request("GET", "/static/nope.css").headers
    assert theirs.request("POST", "/static/site.js", fields={}).status == 403
    for connection in (ours, theirs):
        connection.close()


HEADERS = (
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "cross-origin-opener-policy",
    "strict-transport-security",
)


def test_a_page_comes_through_as_it_is_and_nothing_that_a_visitor_claims_is_believed(proxy: Nginx) -> None:
    with proxy.connection() as connection:
        page = connection.request("GET", "/sign-in", cookie=CLAIMS)
        assert page.status == 200 and "evil" not in page.text
        assert page.headers["set-cookie"].startswith("__Host-quizapp=")
        assert page.headers["cache-control"] == "no-store"
        assert all(page.headers[header] for header in HEADERS)
        assert "content-encoding" not in page.headers


# Sent as lines of their own, behind a cookie.
CLAIMS = (
    "a=b\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: 666\r\n"
    "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Prefix: /evil\r\nAccept-Encoding: gzip"
)


def test_what_is_not_https_is_sent_there_and_another_name_gets_no_answer(proxy: Nginx) -> None:
    with Connection(proxy.plain, host=HOST) as plain:
        sent = plain.request("GET", "/training?a=b")
        assert (sent.status, sent.headers["location"]) == (301, f"https://{HOST}/training?a=b")
    with Connection(proxy.plain, host="evil.example") as other, pytest.raises(ConnectionError):
        other.request("GET", "/")
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    with pytest.raises(ssl.SSLError):
        Connection(proxy.port, host="evil.example", tls=anybody).request("GET", "/")


def test_the_longest_form_passes_and_a_longer_one_does_not(proxy: Nginx) -> None:
    with proxy.connection() as connection:
        passed = connection.request("POST", "/sign-in", fields={"a": "b" * (LARGEST - 100)})
        assert passed.status in (400, 403) and passed.headers["content-security-policy"]  # a page of the site's own
    with proxy.connection() as connection:
        assert connection.request("POST", "/sign-in", fields={"a": "b" * (2 << 20)}).status == 413


def test_a_link_for_a_password_is_in_no_log(proxy: Nginx) -> None:
    with proxy.connection() as connection:
        connection.request("GET", "/set-password/a-secret-token")
    with Connection(proxy.plain, host=HOST) as plain:
        plain.request("GET", "/set-password/a-secret-token")
    logs = [file.read_text("utf-8") for file in proxy.folder.glob("*log")]
    assert any("GET 301" in log for log in logs)
    assert not any("secret" in log for log in logs)


def test_while_the_site_is_away_people_are_told_so(proxy: Nginx) -> None:
    with behind_nginx(free_port()) as nothing_behind, nothing_behind.connection() as connection:
        away = connection.request("GET", "/training")
        assert (away.status, away.headers["retry-after"], away.headers["cache-control"]) == (503, "30", "no-store")
        assert "999" in away.text
        assert connection.request("GET", "/static/site.js").status == 200
