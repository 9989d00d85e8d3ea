"""HTTP as cheaply as can be, so that the client takes little of the machine that the server runs on: one keep-alive
connection, and a player who reads the page's form as a browser would."""

import html
import random
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

_INPUT = re.compile(r"<input\b[^>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_PLACE = "place-"
_SELECT = re.compile(rf'<select\b[^>]*\bname="({_PLACE}\d+)"[^>]*>(.*?)</select>', re.DOTALL)
_OPTION = re.compile(r'<option value="(\d+)"')
_TEXT = re.compile(r'<(?:input|textarea)\b[^>]*\bname="text"')
WORDS = ("I am not sure", "I would ask a colleague", "Somebody who knows the child")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, headers by lower-case name (of several equal ones the last), and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


class Connection:
    """One keep-alive connection. Raises OSError when the server goes away in the middle of an answer.

    `tls` and `host` are for a server that is reached as the real one is; `source` is the address to come from.
    """

    def __init__(
        self, port: int, timeout: float = 15, host: str = "", tls: ssl.SSLContext | None = None, source: str = ""
    ) -> None:
        self._port = port
        self._timeout = timeout
        self._host = host or f"127.0.0.1:{port}"
        self._tls = tls
        self._source = source
        self._socket: socket.socket | None = None
        self._rest = b""

    def request(self, method: str, path: str, cookie: str = "", fields: Mapping[str, str] | None = None) -> Reply:
        """Send one request and read the whole answer."""
        body = urlencode(fields).encode("ascii") if fields is not None else b""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self._host}"]
        if cookie:
            lines.append(f"Cookie: {cookie}")
        if fields is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        message = "\r\n".join((*lines, "", "")).encode("ascii") + body
        try:
            if self._socket is None:
                self._socket = self._connected()
            self._socket.sendall(message)
            return self._read(self._socket)
        except OSError:
            self.close()
            raise

    def _connected(self) -> socket.socket:
        source = (self._source, 0) if self._source else None
        made = socket.create_connection(("127.0.0.1", self._port), self._timeout, source)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._tls.wrap_socket(made, server_hostname=self._host) if self._tls else made

    def close(self) -> None:
        """Hang up. The next request connects anew."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""

    def _read(self, source: socket.socket) -> Reply:
        received = self._rest
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more(source)
        status, *lines = received[:end].decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        whole = end + 4 + int(headers.get("content-length", "0"))
        assert "transfer-encoding" not in headers, "pages have a length"
        while len(received) < whole:
            received += self._more(source)
        self._rest = received[whole:]
        return Reply(int(status.split()[1]), headers, received[end + 4 : whole])

    @staticmethod
    def _more(source: socket.socket) -> bytes:
        piece = source.recv(65536)
        if not piece:
            raise ConnectionError("the server hung up")
        return piece

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a step: where it goes, its hidden fields, and what each other field offers (none: only the way on).

    A story's page offers `choice`; a question `answer`, `place-0` and so on, or `text` (any words will do), and
    `certainty`.
    """

    action: str
    hidden: Mapping[str, str]
    offered: Mapping[str, tuple[str, ...]]

    def answered(self, answer: Mapping[str, str]) -> dict[str, str]:
        """The fields to post."""
        return {**self.hidden, **answer}

    def any_answer(self, chance: random.Random) -> dict[str, str]:
        """One of the values on offer in each field; places are all different, as an order needs them."""
        answer = {name: chance.choice(values) for name, values in self.offered.items() if not name.startswith(_PLACE)}
        places = [name for name in self.offered if name.startswith(_PLACE)]
        if places:
            answer |= zip(places, chance.sample(self.offered[places[0]], len(places)), strict=True)
        return answer


def step_form(page: str, path: str) -> Form | None:
    """The form with which the page at `path` is answered, or None: an ending, or a page that is only to be read."""
    signed = page.find('name="carry"')
    if signed < 0:
        return None
    start, end = page.rfind("<form", 0, signed), page.find("</form>", signed)
    opening = dict(_ATTRIBUTE.findall(page, start, page.index(">", start)))
    hidden: dict[str, str] = {}
    offered: dict[str, tuple[str, ...]] = {}
    for tag in _INPUT.finditer(page, start, end):
        named = dict(_ATTRIBUTE.findall(tag.group()))
        name, value = named.get("name", ""), html.unescape(named.get("value", ""))
        if named.get("type") == "hidden":
            hidden[name] = value
        elif named.get("type") in ("radio", "checkbox"):
            offered[name] = (*offered.get(name, ()), value)
    if "question" in hidden:
        for select in _SELECT.finditer(page, start, end):
            offered[select[1]] = tuple(_OPTION.findall(select[2]))
        if _TEXT.search(page, start, end):
            offered["text"] = WORDS
    return Form(html.unescape(opening.get("action") or path), hidden, offered)


class Browser:
    """Somebody's cookie, and a connection: keeps what the server sets, as a browser does."""

    def __init__(self, port: int, cookie: str = "", timeout: float = 15, connection: Connection | None = None) -> None:
        self.connection = connection or Connection(port, timeout)
        self.cookie = cookie

    def get(self, path: str) -> Reply:
        """The page, redirects not followed."""
        return self._kept(self.connection.request("GET", path, self.cookie))

    def post(self, path: str, fields: Mapping[str, str]) -> Reply:
        """Post a form, redirects not followed."""
        return self._kept(self.connection.request("POST", path, self.cookie, fields))

    def _kept(self, reply: Reply) -> Reply:
        if "set-cookie" in reply.headers:
            self.cookie = reply.headers["set-cookie"].partition(";")[0]
        return reply
