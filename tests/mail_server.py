"""A real mail server on loopback, which keeps what it is sent, and can be told to behave badly."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

from quizapp.services.site.mail_settings import MailSettings, read_mail, read_sender
from tests.bench.serving import free_port

REFUSED = "nobody"  # whoever's address begins with it is refused for good
LATER = "later"  # or for now


@dataclass(slots=True)
class MailServer:
    """What came, and how to behave. `drops` names the command at which the connection ends, `after` it is answered.

    `ticks` has each answer come a sign at a time, with so many seconds between. One that `holds` says that it was
    `reached`, and leaves whoever sends a letter waiting; `came` says that it took one.
    """

    port: int
    drops: str = ""
    after: bool = False
    ticks: float = 0.0
    password: str = ""
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: int = 0
    holds: bool = False
    reached: threading.Event = field(default_factory=threading.Event)
    came: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> MailSettings:
        """How the site reaches it."""
        return self.settings_at(f"smtp://127.0.0.1:{self.port}")

    @staticmethod
    def settings_at(url: str) -> MailSettings:
        """The settings for a mail server at this address, with a sender."""
        return replace(read_mail(url, Path()), sender=read_sender("Training <training@example.org>"))


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast("_Listening", self.server).told
        server.connections += 1
        self._say("220 mail.example.org ESMTP")
        to = ""
        while line := self.rfile.readline():
            command = line.decode("utf-8", "replace").strip()
            word = command.partition(" ")[0].upper()
            if word == server.drops and not server.after:
                return
            if word == "EHLO":
                self._say("250-mail.example.org")
                if server.password:
                    self._say("250-AUTH PLAIN")
                self._say("250 8BITMIME")
            elif word == "AUTH":
                self._say("535 5.7.8 no such password for sam@example.org")
            elif word == "RCPT":
                to = command.partition("<")[2].partition(">")[0]
                if to.startswith(REFUSED):
                    self._say(f"550 5.1.1 <{to}>: there is nobody of that name")
                elif to.startswith(LATER):
                    self._say("450 4.2.0 try again later")
                else:
                    self._say("250 ok")
            elif word == "DATA" and server.holds:
                server.reached.set()
                self.rfile.readline()  # until whoever sends it has gone
                return
            elif word == "DATA":
                self._say("354 go on")
                content = b""
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    content += line[1:] if line.startswith(b".") else line
                if line:
                    server.taken.append(cast(EmailMessage, message_from_bytes(content, policy=default)))
                    server.recipients.append(to)
                    server.came.set()
                if word == server.drops and server.after:
                    return
                self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, text: str) -> None:
        ticks = cast("_Listening", self.server).told.ticks
        for piece in (text + "\r\n") if ticks else [text + "\r\n"]:
            self.wfile.write(piece.encode())
            time.sleep(ticks)


class _Listening(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    told: MailServer

    def handle_error(self, *_: object) -> None:
        """Whoever hung up is no error of ours."""


@contextmanager
def listening(port: int | None = None) -> Iterator[MailServer]:
    """The server, for as long as the block lasts."""
    told = MailServer(port or free_port())
    with _Listening(("127.0.0.1", told.port), _Handler) as server:
        server.told = told
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join(10)
