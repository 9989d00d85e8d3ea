"""Where the time of an answered step goes: plain WSGI calls in this process, under cProfile."""

import cProfile
import io
import pstats
import random
import time
from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Flask

from quizapp.web import create_app
from tests.bench.clients import Start
from tests.bench.prepare import published_site, signed_in_starts
from tests.bench.wire import step_form

WARM = 100


class Caller:
    """Somebody whose requests go straight into the app."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.cookie = ""

    def call(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], str]:
        """Status, headers and body."""
        body = urlencode(fields or {}).encode()
        answer: dict[str, object] = {}

        def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> None:
            answer.update(status=int(status[:3]), headers={name.lower(): value for name, value in headers})

        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": self.cookie,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        response = self.app.wsgi_app(environ, start_response)  # type: ignore[arg-type]  # a plain dict
        text = b"".join(response).decode()
        headers = answer["headers"]
        assert isinstance(headers, dict)
        if "set-cookie" in headers:
            self.cookie = headers["set-cookie"].partition(";")[0]
        return int(str(answer["status"])), headers, text


def profile(database_url: str, steps: int, functions: int) -> None:
    """Answer this many steps, and print the functions that cost most, by their own time and with what they call."""
    site = published_site(database_url)
    starts = signed_in_starts(site, steps)
    app = create_app(site)
    _answer(app, starts, WARM, None)
    began = time.process_time()
    plain = _answer(app, starts, steps // 2, None)
    spent = time.process_time() - began
    profiler = cProfile.Profile(time.thread_time)  # CPU, so that waiting for the disk does not count
    _answer(app, starts, steps, profiler)
    print(f"{1000 * spent / plain:.2f} CPU ms for one step without the profiler and without a server")
    for order in ("tottime", "cumulative"):
        text = io.StringIO()
        pstats.Stats(profiler, stream=text).sort_stats(order).print_stats(functions)
        print("\n".join(line.rstrip()[:150] for line in text.getvalue().splitlines() if line.strip()))
    site.database.dispose()


def _answer(app: Flask, starts: list[Start], steps: int, profiler: cProfile.Profile | None) -> int:
    """Play attempts to their end until so many steps were answered. Only the pairs are profiled."""
    chance, answered = random.Random(1), 0
    while answered < steps:
        caller, start = Caller(app), starts.pop()
        caller.cookie, path = start.cookie, start.path
        _, _, page = caller.call("GET", path)
        while answered < steps and (form := step_form(page, path)) is not None:
            fields = form.answered(form.any_answer(chance))
            if profiler:
                profiler.enable()
            status, headers, page = caller.call("POST", form.action, fields)
            assert status == 303, (status, page)
            path = headers["location"]
            _, _, page = caller.call("GET", path)
            if profiler:
                profiler.disable()
            answered += 1
    return answered
