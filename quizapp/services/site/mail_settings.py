"""Where mail goes: to a mail server, into a folder, or nowhere. What cannot be used is refused, and no password told.

The address of a mail server is `smtp://user:password@host:port` or `smtps://…`; signs that an address cannot have
(`@`, `:`, `/`, `%`) are written as in any address: `%40`.
"""

import re
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import Address
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

_PORTS: Final = {"smtp": 25, "smtps": 465}
_SUBMISSION: Final = 587  # the port of smtp:// where somebody signs in, if none is said
_FOLDER: Final = "folder:"
_ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
_SENDER = re.compile(rf"(?P<name>[^<>@]*)<(?P<named>{_ADDRESS})>|(?P<bare>{_ADDRESS})")
SHAPE: Final = "must be smtp://user:password@host:port, smtps://…, folder:PATH or none"


class MailBy(StrEnum):
    """How mail leaves."""

    NOTHING = "none"
    SMTP = "smtp"
    SMTPS = "smtps"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Where mail goes, and from whom it is. `password` and `user` are in no text of it."""

    by: MailBy = MailBy.NOTHING
    host: str = ""
    port: int = 0
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    folder: Path | None = None
    sender: Address | None = None

    @property
    def is_set_up(self) -> bool:
        """Whether letters can be sent at all."""
        return self.by is not MailBy.NOTHING

    @property
    def is_near(self) -> bool:
        """Whether the mail server is on this machine, so that nobody on the way can read or change anything."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def read_mail(text: str, base: Path) -> MailSettings:
    """Where mail goes, of what QUIZAPP_MAIL says; without a sender. `base` is where a folder is looked for.

    Raises ValueError with what is wrong, which has nothing of the text: there may be a password in it.
    """
    text = text.strip()
    if text in ("", "none"):
        return MailSettings()
    if text.startswith(_FOLDER):
        named = text.removeprefix(_FOLDER).strip()
        if not named:
            raise ValueError(SHAPE)
        folder = base / named
        if not folder.is_dir():
            raise ValueError(f"there is no folder {str(folder)!r}")
        return MailSettings(MailBy.FOLDER, folder=folder)
    try:
        found = urlsplit(text)
        port = found.port
    except ValueError:
        raise ValueError(SHAPE) from None
    if found.scheme not in _PORTS or not found.hostname or found.path.strip("/") or found.query or found.fragment:
        raise ValueError(SHAPE)
    user, password = unquote(found.username or ""), unquote(found.password or "")
    if bool(user) != bool(password):
        raise ValueError("has a name without a password, or a password without a name: both, or neither")
    if not (user + password).isascii() or not (user + password + "a").isprintable():
        raise ValueError("has signs in its name or password that mail servers do not take")
    if not re.fullmatch(r"[A-Za-z0-9.:-]+", found.hostname):
        raise ValueError(SHAPE)
    usual = _SUBMISSION if user and found.scheme == "smtp" else _PORTS[found.scheme]
    return MailSettings(MailBy(found.scheme), found.hostname, port if port is not None else usual, user, password)


def read_sender(text: str) -> Address | None:
    """From whom mail is, of what QUIZAPP_MAIL_FROM says: an address, or a name with one; None where it is empty.

    Raises ValueError with what is wrong.
    """
    text = text.strip()
    if not text:
        return None
    wrong = f"must be an address, such as 'Training <training@example.org>', and is {text!r}"
    found = _SENDER.fullmatch(text)
    if found is None or not text.isprintable():
        raise ValueError(wrong)
    try:
        return Address(display_name=(found["name"] or "").strip(' "'), addr_spec=found["named"] or found["bare"])
    except (ValueError, IndexError, HeaderParseError):
        raise ValueError(wrong) from None
