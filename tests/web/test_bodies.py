"""What a request brings is read whole before it is worked on, or not at all."""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder, run_wsgi_app

from quizapp.web.bodies import AT_A_TIME, BodiesFirst
from quizapp.web.room import LARGEST
from tests.web.browser import Page


def read(environ: dict[str, Any], _start: object = None) -> Iterable[bytes]:
    """An application that answers with what it was sent."""
    return [environ["wsgi.input"].read()]


def sent(body: bytes, length: int | None = None, **more: str) -> dict[str, Any]:
    return {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body) if length is None else length), **more}


def test_a_body_is_there_to_the_last_byte() -> None:
    assert BodiesFirst(read, 1)(sent(b"a=b"), None) == [b"a=b"]
    assert BodiesFirst(read, 1)(sent(b"x" * LARGEST), None) == [b"x" * LARGEST]


def test_what_is_larger_than_any_form_is_left_to_the_application() -> None:
    environ = sent(b"x", LARGEST + 1)
    body = environ["wsgi.input"]
    BodiesFirst(read, 1)(environ, None)
    assert environ["wsgi.input"] is body


@pytest.mark.parametrize(
    ("environ", "code"), [(sent(b"a=", 3), 400), (sent(b"a=b", 0, HTTP_TRANSFER_ENCODING="chunked"), 411)]
)
def test_what_broke_off_or_has_no_length_is_not_read(environ: dict[str, Any], code: int) -> None:
    with pytest.raises(HTTPException) as refused:
        BodiesFirst(read, 1)(environ, None)
    assert refused.value.code == code


class Slow:
    """A body of one byte that comes when it is let."""

    def __init__(self) -> None:
        self.coming, self.let = Event(), Event()

    def read(self, _size: int) -> bytes:
        self.coming.set()
        assert self.let.wait(30)
        return b"x"


def waiting(application: Callable[..., Any], body: Slow) -> Thread:
    thread = Thread(target=application, args=({"wsgi.input": body, "CONTENT_LENGTH": "1"}, None))
    thread.start()
    assert body.coming.wait(30)
    return thread


def test_as_many_as_there_is_room_for_wait_and_keep_nobody_from_a_page() -> None:
    application, bodies = BodiesFirst(read, 1), [Slow() for _ in range(AT_A_TIME)]
    threads = [waiting(application, body) for body in bodies]
    assert application({"wsgi.input": BytesIO()}, None) == [b""]  # a page
    with pytest.raises(HTTPException) as refused:
        application(sent(b"a=b"), None)
    assert refused.value.code == 503
    for body in bodies:
        body.let.set()
    for thread in threads:
        thread.join()
    assert application(sent(b"a=b"), None) == [b"a=b"]


def test_of_those_that_work_there_are_no_more_than_there_should_be() -> None:
    inside, most, go = [0], [0], Event()

    def work(_environ: dict[str, Any], _start: object) -> list[bytes]:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        go.wait(0.05)
        inside[0] -= 1
        return []

    application = BodiesFirst(work, 2)
    threads = [Thread(target=application, args=({}, None)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [2]


@pytest.mark.parametrize("more", [{"CONTENT_LENGTH": "300"}, {"HTTP_TRANSFER_ENCODING": "chunked"}])
def test_people_are_told_that_it_was_not_saved(app: Flask, more: dict[str, str]) -> None:
    """A form that breaks off is never taken for a shorter one, whatever stands at its end."""
    app.wsgi_app = BodiesFirst(app.wsgi_app, 1)  # type: ignore[method-assign]  # Flask's own way
    built = EnvironBuilder("/sign-in", method="POST", data={"email": "a@example.org"}).get_environ()
    built |= {"wsgi.input_terminated": True, **more}  # as the server has it
    parts, status, _ = run_wsgi_app(app.wsgi_app, built)
    assert status.startswith(("400", "411"))
    assert "not saved" in Page(b"".join(parts).decode()).text
