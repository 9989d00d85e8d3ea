"""How many wrong tries are let through at the forms that anybody can send, and until when more are refused.

Tries are counted under keys (`Key`), in quarters of an hour by the clock: whoever is refused can try again when the
quarter ends, and nobody is locked out for good. Only what went wrong counts. A try that is refused counts under no
other key: whoever is refused already cannot use up what somebody else has.
"""

import ipaddress
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from quizapp.services.site.digests import digest
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.people import accounts

WINDOW = timedelta(minutes=15)
FOR_AN_ACCOUNT = 20  # wrong passwords for one e-mail address, wherever they come from
FOR_AN_ACCOUNT_FROM_ONE_PLACE = 10  # fewer, so that one place alone never uses up what an account has
FROM_A_KNOWN_BROWSER = 10
FOR_A_LETTER = 3  # links to set a password that are asked for by one address or number, whether anybody has it or not
WITH_A_LINK = 30  # passwords that are refused, by whoever has a good link to set one
MOST_LINES = 20  # of the log in a quarter of an hour
_LINES = "lines"  # the key under which they are counted
_NETWORK = 64  # bits: who has one address of version 6 has all that begin with the same

_log = logging.getLogger("quizapp.throttle")


class By(StrEnum):
    """What a key stands for; the word is in the log."""

    SOURCE = "source"  # where it comes from: an IP address, or a network of version 6
    PLACE = "account-from-one-source"
    ACCOUNT = "account"
    BROWSER = "known-browser"
    LINK = "link"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Key:
    """What tries are counted under, and how many of them are let through in a window. What is kept is a digest."""

    by: By
    kept: str
    most: int


class TooManyTries(Exception):
    """There were as many wrong tries as there may be; `again_at` is when more are let through, aware and in UTC."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__("too many tries")
        self.again_at = again_at


def from_source(site: Site, address: str) -> Key:
    """All that comes from where this came from. `address` is an IP address, or what stands in its place."""
    return _key(By.SOURCE, site.settings.sign_in_tries, _source(address))


def for_account(email_key: str, address: str) -> tuple[Key, Key]:
    """What is tried of an account from there, and from anywhere; of an account that is not there, too."""
    return (
        _key(By.PLACE, FOR_AN_ACCOUNT_FROM_ONE_PLACE, email_key, _source(address)),
        _key(By.ACCOUNT, FOR_AN_ACCOUNT, email_key),
    )


def from_browser(browser: str, person: int) -> Key:
    """What is tried of a person's account from a browser that is known to be theirs."""
    return _key(By.BROWSER, FROM_A_KNOWN_BROWSER, browser, str(person))


def with_link(token: str) -> Key:
    """What is tried with a good link."""
    return _key(By.LINK, WITH_A_LINK, token)


def for_a_letter(email_key: str) -> Key:
    """What is asked for by this address or staff number."""
    return _key(By.LETTER, FOR_A_LETTER, email_key)


def look(site: Site, keys: Sequence[Key]) -> None:
    """Raise TooManyTries where one of these keys is used up. Counts nothing, and writes nothing."""
    now = site.now()
    window = _window(now)
    with site.database.read() as connection:
        found = accounts.throttle_counts(connection, [key.kept for key in keys], window)
    if any(found.get(key.kept, 0) > key.most for key in keys):
        raise TooManyTries(_end(window))


def count(site: Site, keys: Sequence[Key]) -> None:
    """Count one try under each of these keys; raise TooManyTries, with none counted, where one of them is used up.

    Say `take_back` when the try was a good one. The first try that is refused is kept and logged, the others are not.
    """
    look(site, keys)
    now = site.now()
    window = _window(now)
    refused, line = None, 0
    with site.database.write() as connection:
        for number, key in enumerate(keys):
            tried = accounts.throttle_hit(connection, key.kept, window)
            if tried == 1 and number == 0:  # the first from there in this window: a good time to tidy up
                accounts.throttle_forget(connection, window)
            if tried > key.most:
                _return(connection, keys[:number], window)
                refused = key
                line = accounts.throttle_hit(connection, _LINES, window) if tried == key.most + 1 else 0
                break
    if refused is not None:
        if line:
            _say(refused.by, line, now, _end(window))
        raise TooManyTries(_end(window))


def take_back(connection: Connection, now: datetime, keys: Iterable[Key]) -> None:
    """Let a try that was counted at this moment not have counted."""
    _return(connection, keys, _window(now))


def _key(by: By, most: int, *parts: str) -> Key:
    return Key(by, f"{by}:{digest(*parts)}", most)


def _source(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped or ipaddress.ip_network((int(found), _NETWORK), strict=False))


def _window(now: datetime) -> int:
    return int(now.timestamp() // WINDOW.total_seconds())


def _end(window: int) -> datetime:
    return datetime.fromtimestamp((window + 1) * WINDOW.total_seconds(), UTC)


def _return(connection: Connection, keys: Iterable[Key], window: int) -> None:
    for key in keys:
        accounts.throttle_return(connection, key.kept, window)


def _say(by: By, line: int, now: datetime, until: datetime) -> None:
    """One line for each key that is used up, and no more than MOST_LINES: no name, no address, no password."""
    if line <= MOST_LINES:
        more = " (no more of these lines until then)" if line == MOST_LINES else ""
        _log.warning("throttled at=%s by=%s until=%s%s", _stamp(now), by, _stamp(until), more)


def _stamp(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
