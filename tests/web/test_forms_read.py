"""What the one reader of forms refuses, what it says then, and that nobody's words are lost by it."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text

from quizapp.model.days import written_day
from quizapp.services.site.site import Site
from quizapp.web.forms import number_of
from tests.web.browser import Browser, Page
from tests.web.conftest import PASSWORD
from tests.web.contents import contents

MULTIPART = "multipart/form-data; boundary=b"


def part(head: str, value: str = "x") -> str:
    return f"--b\r\nContent-Disposition: {head}\r\n\r\n{value}\r\n"


@pytest.mark.parametrize("path", ["/sign-in", "/set-password/junk", "/sign-out", "/demo", "/demo/sign-in"])
@pytest.mark.parametrize("head", ["form-data", 'form-data; filename="x"', "x"])
def test_a_part_without_a_name_is_refused_with_a_page_on_any_form(demo_app: Flask, path: str, head: str) -> None:
    browser = Browser(demo_app)
    body = part('form-data; name="csrf_token"', browser.token()) + part(head) + "--b--\r\n"
    came = browser.client.post(path, data=body.encode(), content_type=MULTIPART)
    assert came.status_code == 400
    assert "did not arrive whole" in Page(came.text).text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (part('form-data; name="email"').encode(), MULTIPART),  # cut short
        (b"--c--", MULTIPART),
        (b"email=a", "multipart/form-data"),  # no boundary
        ("email=a&password=b".encode("utf-16"), "application/x-www-form-urlencoded; charset=utf-16"),
        (b"email=\xff", "application/x-www-form-urlencoded"),
    ],
)
def test_a_form_that_is_broken_says_so_and_not_that_it_was_open_for_too_long(
    app: Flask, body: bytes, kind: str
) -> None:
    came = Browser(app).client.post("/sign-in", data=body, content_type=kind)
    assert came.status_code == 400
    assert "did not arrive whole" in Page(came.text).text


def test_too_many_parts_are_refused_with_a_page(app: Flask) -> None:
    body = part('form-data; name="x"') * 1001 + "--b--\r\n"
    came = Browser(app).client.post("/sign-in", data=body.encode(), content_type=MULTIPART)
    assert came.status_code == 413
    Page(came.text).check()


@pytest.mark.parametrize("sign", ["\0", "\x02", "\x1b", "\x7f", "\x92"])
def test_words_with_signs_that_nobody_types_are_kept_without_them_on_one_more_click(
    site: Site, alice: Browser, finished: str, sign: str
) -> None:
    action = f"{finished}/reflections"
    before = contents(site)
    told = alice.send(alice.get(action), action, 400, **{"reflection-0": f"My{sign} own\twords\r\nand more"})
    assert contents(site) == before
    page = Page(told.text)
    assert "signs in it that nobody can see" in page.text and sign not in told.text
    alice.send(page, action)
    assert "My own\twords\nand more" in "".join(alice.get(action).words)


def test_a_form_of_another_site_is_not_offered_to_be_sent_again(alice: Browser, finished: str) -> None:
    action = f"{finished}/reflections"
    refused = alice.post(action, {"csrf_token": "forged", "reflection-0": "Not\0 mine"}, 400)
    assert "Not mine" not in refused.text


def test_a_password_is_not_put_into_a_page(app: Flask) -> None:
    browser = Browser(app)
    told = browser.send(browser.get("/sign-in"), "/sign-in", 400, email="a@example.org", password=f"{PASSWORD}\0")
    assert PASSWORD not in told.text and "type it in by hand" in told.text


def test_accents_are_composed_however_the_keyboard_sent_them(site: Site, alice: Browser, finished: str) -> None:
    action = f"{finished}/reflections"
    alice.send(alice.get(action), action, 303, **{"reflection-0": "cafe\u0301"})
    with site.database.read() as connection:
        assert connection.execute(text("SELECT text FROM reflection")).scalar_one() == "caf\u00e9"


@pytest.mark.parametrize("number", ["9" * 5000, "9223372036854775808", "٣", "-1", "1.0"])
def test_a_step_whose_number_is_none_is_not_found(alice: Browser, begun: str, number: str) -> None:
    alice.get(f"{begun}/steps/{number}", 404)


@pytest.mark.parametrize("query", ["next=%00", "x=a%1Bb"])
def test_an_address_with_signs_that_nobody_types_is_refused_with_a_page(app: Flask, query: str) -> None:
    Browser(app).get(f"/sign-in?{query}", 400)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *[("1/2/2026", date(2026, 2, 1)), (" 01 / 02 / 2026 ", date(2026, 2, 1)), ("2026-02-01", date(2026, 2, 1))],
        *[(bad, None) for bad in ("1/1/" + "9" * 20, "1/1/" + "9" * 5000, "1/1/-1", "//", "1/1", "²/1/2026")],
        *[(bad, None) for bad in ("26-01-01", "1/1/26", "1/1/0026", "99999-01-01", "31/2/2026", "\ud800", "")],
    ],
)
def test_a_day_is_one_or_none(typed: str, day: date | None) -> None:
    assert written_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "number"), [("0", 0), ("9999", 9999), ("10000", None), ("-1", None), ("²", None), ("", None)]
)
def test_a_number_has_few_digits(typed: str, number: int | None) -> None:
    assert number_of(typed) == number
