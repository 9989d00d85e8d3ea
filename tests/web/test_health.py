"""Live and ready are two addresses: the one asks nothing of the database, the other whether it takes a write."""

import pytest
from flask import Flask

from quizapp.services.site import ready
from quizapp.services.site.site import Site
from quizapp.store.database import Database


def test_a_site_that_works_is_live_and_ready(app: Flask) -> None:
    client = app.test_client()
    for path, text in (("/health", "ok\n"), ("/health/live", "ok\n"), ("/health/ready", "ready\n")):
        came = client.get(path)
        assert (came.status_code, came.text, came.headers["Cache-Control"]) == (200, text, "no-store")
        assert "Set-Cookie" not in came.headers


def test_a_site_whose_database_is_away_is_live_and_not_ready_and_says_no_more(
    app: Flask, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "STANDS_FOR", 0.0)
    client = app.test_client()
    assert client.get("/health/ready").status_code == 200
    site.database.dispose()
    hidden = site.database.file.rename(site.database.file.with_suffix(".away"))
    for path in ("/health", "/health/live"):
        assert client.get(path).status_code == 200
    came = client.get("/health/ready")
    assert (came.status_code, came.text) == (503, "not ready\n")
    assert came.headers["Retry-After"]
    hidden.rename(site.database.file)
    assert client.get("/health/ready").status_code == 200


def test_however_often_it_is_asked_the_database_is_asked_once_a_second(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def counted(self: Database, seconds: int) -> bool:
        asked.append(seconds)
        return True

    monkeypatch.setattr(Database, "takes_writes", counted)
    for _ in range(20):
        assert app.test_client().get("/health/ready").status_code == 200
    assert len(asked) == 1
