"""A site behind a real reverse proxy on this machine: one host, where the site has a prefix and others the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.serving import make_server

from tests.web.browser import Page

HOST = "learning.example.org"
ELSEWHERE = b"another site"


class _Forwarder(BaseHTTPRequestHandler):
    """Passes what is under the prefix on, whole, as nginx does with `proxy_pass http://…;`."""

    prefix: str
    behind: int

    def do_GET(self) -> None:
        self._forward()

    def do_POST(self) -> None:
        self._forward()

    def _forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.path.startswith(f"{self.prefix}/"):
            self._answer(404, [], ELSEWHERE)
            return
        headers = {name: text for name, text in self.headers.items() if name != "Host"}
        headers |= {"Host": "127.0.0.1", "X-Forwarded-For": "192.0.2.7"}
        headers |= {"X-Forwarded-Proto": "https", "X-Forwarded-Host": HOST}
        backend = HTTPConnection("127.0.0.1", self.behind, timeout=30)
        backend.request(self.command, self.path, body, headers)
        response = backend.getresponse()
        skip = {"connection", "transfer-encoding", "content-length", "server", "date"}
        kept = [(name, text) for name, text in response.getheaders() if name.lower() not in skip]
        self._answer(response.status, kept, response.read())
        backend.close()

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response(status)
        for name, text in headers:
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def behind_a_proxy(app: Flask, prefix: str) -> Iterator[int]:
    """The port of a proxy in front of a server of this application."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    handler = type("Forwarder", (_Forwarder,), {"prefix": prefix, "behind": server.server_port})
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threads = [Thread(target=each.serve_forever) for each in (server, proxy)]
    for thread in threads:
        thread.start()
    try:
        yield proxy.server_port
    finally:
        proxy.shutdown()
        server.shutdown()
        for thread in threads:
            thread.join()
        proxy.server_close()
        server.server_close()


class Visitor:
    """Somebody who reaches the proxy's port with a browser that keeps cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.set_cookies: list[str] = []

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        """Status, headers by lower-case name, and body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, urlencode(fields or {}), headers)
        response = connection.getresponse()
        for name, text in response.getheaders():
            if name == "Set-Cookie":
                key, _, value = text.partition(";")[0].partition("=")
                self.cookies[key] = value
                self.set_cookies.append(text)
        body = response.read()
        connection.close()
        return response.status, {name.lower(): text for name, text in response.getheaders()}, body

    def page(self, path: str) -> Page:
        """The page at an address, checked; redirects are followed."""
        status, headers, body = self.ask("GET", path)
        if status == 303:
            return self.page(headers["location"])
        assert status == 200, (path, status)
        page = Page(body.decode())
        page.check()
        return page

    def send(self, page: Page, action: str, **filled: str) -> str:
        """Fill in a page's form, and where its answer leads."""
        status, headers, _ = self.ask("POST", action, page.form(action) | filled)
        assert status == 303, (action, status)
        return headers["location"]
