"""Sending what waits in the outbox: which letter is next, what is in it, and what is noted of each try.

A letter is claimed for a while (LEASE), then sent outside of any transaction, then noted. Whoever dies in between
loses nothing: the letter is free again when the lease ends. It may come twice then, with the same Message-ID, and each
of its links works until one is used.
"""

import time
from datetime import datetime, timedelta
from typing import Final

from quizapp.model.letters import Claimed, Hitch, Letter, LetterLine, Undelivered
from quizapp.services.site import accounts
from quizapp.services.site.letters import LIFE
from quizapp.services.site.site import Site, StoreUnavailable
from quizapp.store.people import outbox, people

LEASE: Final = timedelta(minutes=5)  # longer than any try can take (`exchange.mail`)
# After which try one waits for how long; after the last one it is given up: three days in all.
PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
_UNTIL_NOTED = (0.0, 0.5, 2.0, 5.0, 15.0)  # seconds: what was sent must be noted, or it is sent again


def is_due(site: Site) -> bool:
    """Whether a letter is to be sent now and nobody is at it; costs one look, and writes nothing."""
    with site.database.read() as connection:
        return outbox.any_due(connection, site.now())


def claim(site: Site) -> Claimed | None:
    """The next letter that is to be sent, which is ours alone until LEASE is over; None where there is none."""
    now = site.now()
    with site.database.write() as connection:
        return outbox.claim(connection, now, now + LEASE)


def letter(site: Site, claimed: Claimed) -> Letter:
    """What is in it. Its one-use link is made here, at the last moment. Undelivered if it can be nobody's any more.

    At the first try the links from before end, as always. At the others they stay: a letter may have come.
    """
    now = site.now()
    if now - claimed.made_at > LIFE[claimed.kind]:
        raise Undelivered(Hitch.LATE, for_good=True)
    token = ""
    with site.database.read() as connection:
        to = outbox.recipient(connection, claimed.person)
        titles = site.module_titles(connection) if claimed.lines else {}
    if to is None:
        raise Undelivered(Hitch.NO_ADDRESS, for_good=True)
    if claimed.kind.has_link:
        with site.database.write() as connection:
            person = people.get_person(connection, claimed.person)
            if person is None:
                raise Undelivered(Hitch.NO_ADDRESS, for_good=True)
            token = accounts.open_link(connection, person, now, ends_others=claimed.tries == 1)
    return Letter(
        kind=claimed.kind,
        public_id=claimed.public_id,
        to=to[1],
        name=to[0],
        organisation=site.organisation.name,
        address=site.settings.address,
        token=token,
        days=accounts.LINK_LIFE.days,
        lines=tuple(
            LetterLine(titles.get(one.module, one.module), one.on, one.rung, one.people) for one in claimed.lines
        ),
    )


def sent(site: Site, claimed: Claimed) -> None:
    """Note that it is with the mail server. A database that is away is asked again for a while."""
    for number, pause in enumerate(_UNTIL_NOTED, start=1):
        time.sleep(pause)
        try:
            with site.database.write() as connection:
                outbox.sent(connection, claimed.id, site.now())
            return
        except StoreUnavailable:
            if number == len(_UNTIL_NOTED):
                raise


def failed(site: Site, claimed: Claimed, why: Undelivered) -> None:
    """Note a try that failed: the letter waits for a longer pause each time, and is given up after the last."""
    now = site.now()
    until = _next_try(claimed, now)
    with site.database.write() as connection:
        if why.for_good or until is None:
            outbox.give_up(connection, claimed, now, why.hitch, why.said)
        else:
            outbox.put_off(connection, claimed, until, why.hitch, why.said)


def _next_try(claimed: Claimed, now: datetime) -> datetime | None:
    """When to try again; None where there were tries enough, or the letter would come too late."""
    if claimed.tries > len(PAUSES):
        return None
    until = now + PAUSES[claimed.tries - 1]
    return until if until - claimed.made_at <= LIFE[claimed.kind] else None
