"""Somebody forgot their password, or never had one: they ask for a link by their address or staff number.

Whether anybody is known by what was typed is told by nothing: not by what is said, not by the time that it takes (the
database is asked the same things either way), and not by how often one may ask.
"""

import secrets
from datetime import timedelta
from typing import Final

from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site import throttle
from quizapp.services.site.person_texts import LONGEST_EMAIL, email_problems, tidy
from quizapp.services.site.site import Site
from quizapp.store import audit
from quizapp.store.people import outbox, people

MOST_A_DAY: Final = 6  # letters to one person: whoever asks in their name shall not fill their mailbox


def ask(site: Site, typed: str, address: str) -> Problems:
    """Have a link sent to whoever has this e-mail address or staff number, if anybody has; nothing tells whether.

    `address` is where it comes from. Problems of `email`: it is empty, too long, or has an @ and is no address. Raises
    TooManyTries: every try counts, for what was typed and for where it comes from. Without mail nothing is sent.
    """
    text, source = tidy(typed), throttle.from_source(site, address)
    problems = _problems(text)
    if problems or not site.settings.mail.is_set_up:
        throttle.count(site, (source,))
        return problems
    throttle.count(site, (source, throttle.for_a_letter(people.email_key(text))))
    now = site.now()
    by_number = "@" not in text
    with site.database.write() as connection:
        found = outbox.ask_for_password(
            connection,
            email_key="" if by_number else people.email_key(text),
            staff_number=people.staff_number_key(text) if by_number else "",
            public_id=secrets.token_urlsafe(16),
            now=now,
            since=now - timedelta(days=1),
            most=MOST_A_DAY,
        )
        audit.record(connection, at=now, actor=None, action="password-link-asked", subject=found)
    return ()


def _problems(text: str) -> Problems:
    if not text:
        return (Problem("email", Code.MISSING),)
    if len(text.casefold()) > LONGEST_EMAIL:
        return (Problem("email", Code.TOO_LONG, LONGEST_EMAIL),)
    return email_problems("email", text) if "@" in text else ()
