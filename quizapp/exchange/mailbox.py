"""The demo's mailbox: letters that went into a folder instead of to anybody, read again."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Final

from quizapp.model.letters import MailboxLetter, MailPiece

MOST: Final = 30
_LINK = re.compile(r"https?://[^\s<>]+")


def letters_in(folder: Path | None, address: str) -> tuple[MailboxLetter, ...]:
    """The newest letters in the folder, the newest first; none where there is no folder.

    What leads to `address`, the site's own, is a link to the path there.
    """
    if folder is None:
        return ()
    found: list[tuple[int, Path]] = []
    with suppress(OSError):
        found = sorted(((file.stat().st_mtime_ns, file) for file in folder.glob("*.eml")), reverse=True)
    return tuple(_read(file, address) for _, file in found[:MOST])


def _read(file: Path, address: str) -> MailboxLetter:
    message = message_from_bytes(file.read_bytes(), policy=default)
    part = message.get_body(("plain",))
    text = part.get_content().replace("\r\n", "\n") if part is not None else ""
    at = message["Date"].datetime if message["Date"] is not None else datetime.fromtimestamp(0, UTC)
    return MailboxLetter(
        subject=str(message["Subject"] or ""),
        to=str(message["To"] or ""),
        at=at,
        paragraphs=tuple(tuple(_pieces(one.strip(), address)) for one in text.split("\n\n") if one.strip()),
    )


def _pieces(text: str, address: str) -> Iterator[MailPiece]:
    """The text in order, each link of ours by itself with the path that it leads to."""
    at = 0
    for found in _LINK.finditer(text):
        path = found[0].removeprefix(address)
        if path != found[0] and path.startswith("/"):
            yield MailPiece(text[at : found.start()])
            yield MailPiece(found[0], path)
            at = found.end()
    yield MailPiece(text[at:])
