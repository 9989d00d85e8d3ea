"""Sending all that is due, once or for as long as a process lives. Nobody who answers ever waits for it."""

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from quizapp.exchange.letters import compose
from quizapp.exchange.mail import Post, post_of
from quizapp.model.letters import Claimed, Hitch, Letter, LetterKind, Undelivered
from quizapp.services.site import sending
from quizapp.services.site.site import Site, StoreUnavailable

LOOK_EVERY: Final = 5.0  # seconds
LOOK_EVERY_IN_DEMO: Final = 1.0
LONGEST_PAUSE: Final = 300.0  # seconds, while no letter can be sent at all

_log = logging.getLogger("quizapp.mail")


@dataclass(frozen=True, slots=True)
class Posted:
    """How many letters were sent in a round, how many tries failed, and what stopped the round before its end."""

    sent: int = 0
    failed: int = 0
    stopped: Undelivered | None = None


def send_due(site: Site, post: Post | None = None) -> Posted:
    """Send every letter that is due, one after another; at once no more where nothing can be sent now.

    Several at once, in one process or many, share the letters out. Raises StoreUnavailable, and ValueError where no
    mail is set up.
    """
    taken = post or post_of(site.settings.mail)
    sent = failed = 0
    try:
        while (claimed := sending.claim(site)) is not None:
            try:
                _send(site, claimed, taken)
            except Undelivered as why:
                failed += 1
                sending.failed(site, claimed, why)
                if why.of_all:
                    return Posted(sent, failed, why)
            else:
                sending.sent(site, claimed)
                sent += 1
    finally:
        taken.close()
    return Posted(sent, failed)


def watch(site: Site, stop: threading.Event, say: Callable[[Posted], None] = lambda _: None) -> None:
    """Send what is due until told to stop; `say` hears of each round in which there was something.

    While nothing can be sent it asks more and more rarely. A database that is away is waited for.
    """
    every = LOOK_EVERY_IN_DEMO if site.settings.demo else LOOK_EVERY
    pause, in_trouble = every, False
    while not stop.wait(pause):
        try:
            posted = send_due(site) if sending.is_due(site) else None
            site.refresh()
        except StoreUnavailable:
            continue
        if posted is None:
            pause = every if not in_trouble else pause
            continue
        say(posted)
        if posted.stopped is not None:
            if not in_trouble:
                _log.warning("no mail can be sent: %s; it waits, and is tried again", posted.stopped.hitch)
            in_trouble, pause = True, min(LONGEST_PAUSE, max(pause * 2, every))
        else:
            if in_trouble and posted.sent:
                _log.warning("mail is sent again")
            in_trouble, pause = in_trouble and not posted.sent, every


def start_watching(site: Site) -> threading.Thread | None:
    """Watch in a thread of its own, which ends with its process; None where no mail is set up."""
    if not site.settings.mail.is_set_up:
        return None
    thread = threading.Thread(target=watch, args=(site, threading.Event()), name="quizapp-mail", daemon=True)
    thread.start()
    return thread


def send_test(site: Site, address: str) -> None:
    """Send a letter to this address at once, to see that mail arrives. Undelivered where it is not sent."""
    mail = site.settings.mail
    if mail.sender is None:
        raise Undelivered(Hitch.SENDER, of_all=True)
    public_id = secrets.token_urlsafe(16)
    said = Letter(LetterKind.TEST, public_id, address, address, site.organisation.name, site.settings.address)
    post = post_of(mail)
    try:
        post.deliver(compose(said, mail.sender, site.now()), public_id)
    finally:
        post.close()


def _send(site: Site, claimed: Claimed, post: Post) -> None:
    """Undelivered, whatever went wrong: a letter that we cannot even write must not stand in the way of others."""
    sender = site.settings.mail.sender
    try:
        if sender is None:
            raise Undelivered(Hitch.SENDER, of_all=True)
        post.deliver(compose(sending.letter(site, claimed), sender, site.now()), claimed.public_id)
    except (Undelivered, StoreUnavailable):
        raise
    except Exception as error:
        _log.exception("letter %s cannot be written", claimed.public_id)
        raise Undelivered(Hitch.OUR_FAULT, type(error).__name__) from error
