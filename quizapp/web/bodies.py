"""What a request brings is read whole before anything works on it: whoever sends slowly keeps nobody from a page.

A server process has a few threads that work on pages (`at_once`), and more that only wait for bodies (`AT_A_TIME`): the
server gives no way to stop waiting for one. A proxy that buffers (docs/nginx.md) waits for as many as there are, and no
longer than it wants to; this is for whoever serves without one.
"""

import threading
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn

from werkzeug.exceptions import ClientDisconnected, HTTPException, LengthRequired, ServiceUnavailable

from quizapp.web.room import LARGEST

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

AT_A_TIME = 64  # bodies that one process waits for; each takes a thread, which costs little while it waits


class BodiesFirst:
    """A WSGI application that is given bodies whole, and works on `at_once` requests at a time.

    In the application, reading a body that broke off raises ClientDisconnected, one without a length LengthRequired,
    and one for which there is no room ServiceUnavailable. One that is larger than any form is not read at all.
    """

    def __init__(self, application: "WSGIApplication", at_once: int) -> None:
        self._application = application
        self._turns = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(AT_A_TIME)
        self._holding = threading.local()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Wait for the body, if there is one, and then for a turn."""
        length = environ.get("CONTENT_LENGTH") or "0"
        if "HTTP_TRANSFER_ENCODING" in environ:  # no form comes so, and one that breaks off would look like a whole one
            environ["wsgi.input"] = _NotRead(LengthRequired)
        elif length.isascii() and length.isdigit() and 0 < int(length) <= LARGEST:
            environ["wsgi.input"] = self._whole(environ["wsgi.input"], int(length))
        self._turns.acquire()
        self._holding.turn = True
        try:
            return self._application(environ, start_response)
        finally:
            self.stand_aside()

    def stand_aside(self) -> None:
        """Let somebody else have this thread's turn: it is going to wait for what only one can have.

        Those who only read are not kept waiting by those who wait to write, however many these are. What a request does
        after its turn to write is little, and it does that without one.
        """
        if getattr(self._holding, "turn", False):
            self._holding.turn = False
            self._turns.release()

    def _whole(self, body: Any, length: int) -> "BytesIO | _NotRead":
        """The body, or what raises when it is read."""
        if not self._places.acquire(blocking=False):
            return _NotRead(ServiceUnavailable)
        try:
            read = body.read(length)
        finally:
            self._places.release()
        return BytesIO(read) if len(read) == length else _NotRead(ClientDisconnected)


class _NotRead:
    """A body that is not there: reading it says why."""

    def __init__(self, why: type[HTTPException]) -> None:
        self._why = why

    def read(self, *_: int) -> NoReturn:
        raise self._why

    readline = readlines = readinto = __iter__ = read
