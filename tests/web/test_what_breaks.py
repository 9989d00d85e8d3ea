"""A check that breaks lets nobody in, and a query that fails loses and stores nothing (reliability H5 and H7)."""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from quizapp.model import acts
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from quizapp.store.taking import visits
from quizapp.web import create_app
from quizapp.web.cookies import FormTokens
from tests.amounts import amounts
from tests.databases import opened
from tests.web.browser import Browser
from tests.web.contents import Contents, contents
from tests.web.growing import counted
from tests.web.test_tampering import MAIL, Form, Trials, trials

__all__ = ["trials"]  # the fixture

PUBLIC = {
    *("accounts.post_sign_in", "accounts.post_set_password", "demo.door_with_answer", "demo.sign_in"),
    "forgotten.ask",
}
MAY_NOT_ALL = {
    "another_way.record",
    "another_way.take_back",
    "certificates.withdraw",
    "erasing.erase",
    "packs.record",
    "settings.change",
}
AWAY = 503


class Broken(RuntimeError):
    pass


@contextmanager
def broken(check: str) -> Iterator[list[object]]:
    """A check that raises what nobody foresaw, wherever it is asked; each time that it was."""
    asked: list[object] = []

    def breaks(*arguments: Any, **_: Any) -> Any:
        asked.append(arguments)
        raise Broken

    with pytest.MonkeyPatch.context() as monkeypatch:
        if check == "who it is":
            monkeypatch.setattr(accounts, "signed_in", breaks)
            monkeypatch.setattr(visits, "load", breaks)
        elif check == "the form's token":
            monkeypatch.setattr(FormTokens, "protect", breaks)
        else:
            for module in [module for name, module in sys.modules.items() if name.startswith("quizapp.")]:
                for name in ("can", "must"):
                    if getattr(module, name, None) is getattr(acts, name):
                        monkeypatch.setattr(module, name, breaks)
        yield asked


@contextmanager
def on_a_copy(trials: Trials, form: Form) -> Iterator[tuple[Site, Callable[[], Any]]]:
    """A site on a copy of the prepared database, and how to send it this form, filled in as it should be."""
    name, path, filled = form
    copy = shutil.copyfile(trials.file, trials.file.with_name("copy.db"))
    with opened(f"sqlite:///{copy}") as database:
        site = Site(replace(trials.site.settings, demo=True, mail=MAIL), database, {}, "", trials.site.now)
        browser = Browser(create_app(site), trials.tokens[name])
        first = browser.token()
        yield (
            site,
            lambda token=first: browser.client.post(path, data={"csrf_token": token or browser.token(), **filled}),
        )


@pytest.mark.parametrize("check", ["who it is", "the form's token", "what they may do"])
def test_a_check_that_breaks_lets_nobody_in(trials: Trials, check: str) -> None:
    asked_of = set()
    for endpoint, forms in trials.forms.items():
        with on_a_copy(trials, forms[0]) as (site, send):
            before = everything(site)
            with broken(check) as asked:
                status = send().status_code
            if asked:
                asked_of.add(endpoint)
                assert status == 500, endpoint
                # Whoever has just given the right password has a session, whatever becomes of the page after it.
                assert endpoint in PUBLIC or everything(site) == before, endpoint
    wanted = {
        "who it is": set(trials.forms) - PUBLIC - {"accounts.sign_out"},
        "the form's token": set(trials.forms),
        "what they may do": MAY_NOT_ALL,
    }
    assert asked_of >= wanted[check]


def everything(site: Site) -> Contents:
    return contents(site, without=frozenset())


@contextmanager
def failing(at: int) -> Iterator[None]:
    """The database's disk fails as this statement is to be carried out, counted from 0."""
    number = -1

    def fail(*_: Any) -> None:
        nonlocal number
        number += 1
        if number == at:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR"
            raise sa.exc.OperationalError("", {}, error)

    sa.event.listen(sa.Engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", fail)


@amounts(quick=1, long=99)
def test_whichever_query_fails_the_page_says_so_and_the_next_request_is_as_ever(trials: Trials, amount: int) -> None:
    """At so many of the statements of each form, from the last: those before it have most to lose."""
    for endpoint, forms in trials.forms.items():
        with on_a_copy(trials, forms[0]) as (_, send), counted() as statements:
            usual = send()
        for at in range(len(statements) - 1, -1, -1)[:amount]:
            with on_a_copy(trials, forms[0]) as (_, send):
                with failing(at):
                    status = send().status_code
                assert status in (AWAY, usual.status_code), (endpoint, at, statements[at])
                again = send("")  # the page that says so has the form again, with the token of the day
                # A link that has set the password is used, and the page of a used link says how to go on.
                used = 404 if endpoint == "accounts.post_set_password" else 303
                assert again.status_code in (303, used, usual.status_code), (endpoint, at, statements[at])
