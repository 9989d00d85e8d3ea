"""How a letter leaves: to a mail server by SMTP, or as a file into a folder. Whatever goes wrong is an Undelivered.

A mail server on another machine is spoken to over TLS where it offers it, with its certificate checked, and a password
never goes without. No try lasts longer than LONGEST, however slowly the other side speaks.
"""

import os
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from typing import Final, Protocol

from quizapp.model.letters import Hitch, Undelivered
from quizapp.services.site.mail_settings import MailBy, MailSettings

WAIT: Final = 20.0  # seconds for one answer of a mail server
LONGEST: Final = 90.0  # seconds for a whole try; shorter than the lease of a letter (`services.site.sending`)
_ADDRESS = re.compile(r"<?[^\s<>]+@[^\s<>]*[^\s<>:;,.]>?")
_LONGEST_SAID = 200


class Post(Protocol):
    """What takes letters away."""

    def deliver(self, message: EmailMessage, name: str) -> None:
        """Hand the letter over for good; Undelivered if that was not done. `name` is one that no other letter has."""

    def close(self) -> None:
        """Let go of what is held for the next letter."""


def post_of(mail: MailSettings, wait: float = WAIT, longest: float = LONGEST) -> Post:
    """What takes letters away by these settings. ValueError where no mail is set up."""
    if mail.folder is not None:
        return FolderPost(mail.folder)
    if not mail.is_set_up:
        raise ValueError("no mail is set up")
    return SmtpPost(mail, wait, longest)


class FolderPost:
    """Each letter is a file of its own, whole from the moment that it has its name, and its owner's alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, message: EmailMessage, name: str) -> None:
        """Write it."""
        unfinished = self._folder / f".{name}.unfinished"
        try:
            unfinished.unlink(missing_ok=True)
            with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
                file.write(message.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._folder / f"{name}.eml")
        except OSError as error:
            raise Undelivered(Hitch.FOLDER, error.strerror or "", of_all=True) from error

    def close(self) -> None:
        """Nothing is held."""


class SmtpPost:
    """A mail server; one connection for all letters of a round."""

    def __init__(self, mail: MailSettings, wait: float, longest: float) -> None:
        self._mail, self._wait, self._longest = mail, wait, longest
        self._client: smtplib.SMTP | None = None

    def deliver(self, message: EmailMessage, name: str) -> None:  # noqa: ARG002 (its Message-ID is in it)
        """Send it; after a failure the next letter begins with a new connection."""
        with self._translated():
            client = self._client or self._connected()
            with _no_longer_than(client, self._longest):
                client.send_message(message)

    def close(self) -> None:
        """End the connection; what was taken is taken, whatever happens now."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError, smtplib.SMTPException), _no_longer_than(client, self._wait):
                client.quit()
            client.close()

    def _connected(self) -> smtplib.SMTP:
        mail = self._mail
        if mail.by is MailBy.SMTPS:
            client: smtplib.SMTP = smtplib.SMTP_SSL(timeout=self._wait, context=ssl.create_default_context())
        else:
            client = smtplib.SMTP(timeout=self._wait)
        self._client = client
        client._host = mail.host  # type: ignore[attr-defined]  # whose certificate it must be; `connect` does not say it
        with _no_longer_than(client, self._longest):
            client.connect(mail.host, mail.port)
            client.ehlo_or_helo_if_needed()
            if mail.by is MailBy.SMTP and not mail.is_near and client.has_extn("starttls"):
                client.starttls(context=ssl.create_default_context())
                client.ehlo()
            if mail.user:
                if not mail.is_near and not isinstance(client.sock, ssl.SSLSocket):
                    raise Undelivered(Hitch.INSECURE, of_all=True)
                client.login(mail.user, mail.password)
        return client

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """What smtplib raises as an Undelivered. The connection is kept only where the server goes on with it."""
        try:
            yield
        except (Undelivered, smtplib.SMTPException, OSError, ValueError, UnicodeError) as error:
            undelivered = error if isinstance(error, Undelivered) else _undelivered(error)
            if undelivered.of_all or not isinstance(error, smtplib.SMTPRecipientsRefused):
                client, self._client = self._client, None
                if client is not None:
                    client.close()
            raise undelivered from error


@contextmanager
def _no_longer_than(client: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Cut the connection after so long: a server that says a letter at a time would never be too slow for `timeout`."""
    cut = threading.Event()

    def cut_off() -> None:
        cut.set()
        with suppress(OSError, AttributeError):
            client.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]  # None before it is connected

    timer = threading.Timer(seconds, cut_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, smtplib.SMTPServerDisconnected):
        if cut.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()


def _undelivered(error: Exception) -> Undelivered:
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, said = next(iter(error.recipients.values()), (0, b""))
            return Undelivered(Hitch.RECIPIENT, _said(code, said), for_good=_is_final(code, said), of_all=code == 421)
        case smtplib.SMTPAuthenticationError():
            return Undelivered(Hitch.SIGN_IN, _said(error.smtp_code, error.smtp_error), of_all=True)
        case smtplib.SMTPSenderRefused():
            return Undelivered(Hitch.SENDER, _said(error.smtp_code, error.smtp_error), of_all=True)
        case smtplib.SMTPDataError():
            code, text = error.smtp_code, error.smtp_error
            return Undelivered(Hitch.REFUSED, _said(code, text), for_good=_is_final(code, text), of_all=code == 421)
        case smtplib.SMTPResponseException():
            return Undelivered(Hitch.UNREACHABLE, _said(error.smtp_code, error.smtp_error), of_all=True)
        case smtplib.SMTPServerDisconnected():
            return Undelivered(Hitch.DROPPED, of_all=True)
        case smtplib.SMTPNotSupportedError():  # of an address that is not ASCII, or of signing in
            return Undelivered(Hitch.REFUSED, for_good=True)
        case TimeoutError():
            return Undelivered(Hitch.SLOW, of_all=True)
        case ssl.SSLError():
            return Undelivered(Hitch.INSECURE, error.reason or "", of_all=True)
        case ConnectionResetError() | BrokenPipeError():
            return Undelivered(Hitch.DROPPED, of_all=True)
        case OSError():
            return Undelivered(Hitch.UNREACHABLE, error.strerror or "", of_all=True)
    return Undelivered(Hitch.REFUSED, for_good=True)


def _is_final(code: int, text: bytes | str) -> bool:
    """Whether trying again is no use. What is refused by a rule (5.7) may be our own set-up, which can be mended."""
    words = (text.decode("utf-8", "replace") if isinstance(text, bytes) else text).lower()
    return code >= 500 and not words.startswith("5.7") and "relay" not in words


def _said(code: int, text: bytes | str) -> str:
    """What a mail server said, on one line, without addresses: it is shown to administrators, and kept."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = " ".join(f"{code} {words}".split())
    return "".join(sign for sign in _ADDRESS.sub("…", line) if sign.isprintable())[:_LONGEST_SAID]
