"""A letter as mail: its words from `templates/mail/`, as plain text and as simple HTML.

The first line of a text template is the subject. What a person or an organisation is called may hold anything: it
stands in one line, and headers are made by `email`, which refuses a second one.
"""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from quizapp.exchange import dates
from quizapp.model.letters import Hitch, Letter, Undelivered
from quizapp.services.site.folders import shipped_folder

_LOCAL = re.compile(r"[^\s<>@,;:\"()\[\]\\]+")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


def compose(letter: Letter, sender: Address, at: datetime) -> EmailMessage:
    """The whole message. Undelivered where its address is one that no mail can have."""
    said = {
        "letter": letter,
        "name": _line(letter.name),
        "organisation": _line(letter.organisation),
        "day": dates.day,
    }
    templates = environment()
    subject, _, text = templates.get_template(f"{letter.kind}.txt").render(said).lstrip().partition("\n")
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _line(subject)
    message["From"] = sender
    message["To"] = _address(letter)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{letter.public_id}@{_host(letter)}>"
    message["Auto-Submitted"] = "auto-generated"  # so that nobody's holiday answers it
    message["X-Auto-Response-Suppress"] = "All"  # the same, for Exchange
    message.set_content(f"{text.strip()}\n")
    html = templates.get_template(f"{letter.kind}.html").render({**said, "subject": _line(subject)})
    message.add_alternative(html, subtype="html")
    return message


@cache
def environment() -> Environment:
    """The templates of mail. What is not given to them is an error, and never an empty place in somebody's letter."""
    return Environment(
        loader=FileSystemLoader(shipped_folder() / "templates" / "mail"),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _address(letter: Letter) -> Address:
    """To whom it goes; a domain in other letters than ours is written as machines have it."""
    local, _, domain = letter.to.rpartition("@")
    try:
        named = domain if domain.isascii() else domain.encode("idna").decode("ascii")
        if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(named):
            raise ValueError("no address")
        return Address(display_name=_line(letter.name), username=local, domain=named)
    except (ValueError, IndexError) as error:
        raise Undelivered(Hitch.RECIPIENT, for_good=True) from error


def _host(letter: Letter) -> str:
    return urlsplit(letter.address).hostname or "localhost"


def _line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
