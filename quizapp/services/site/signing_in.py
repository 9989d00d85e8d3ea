"""Signing in, for the right password; whoever guesses is slowed down, and nobody else with them.

A browser from which somebody signed in before is known by a token in a cookie of its own, whose hash is kept
(`store.people.browsers`). Their password may be tried from it while others use up what the account has, or the place.
"""

from dataclasses import dataclass

from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site import accounts, passwords, throttle
from quizapp.services.site.digests import digest
from quizapp.services.site.person_texts import LONGEST_EMAIL
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store import audit
from quizapp.store.people import accounts as access
from quizapp.store.people import browsers, people

LONGEST_TYPED = 1024  # characters of a password that somebody signs in with


@dataclass(frozen=True, slots=True)
class SignIn:
    """The outcome of signing in: a token, a person and their browser's token, or none of them.

    Without a token and without problems, the address or the password is not right; pages never say which of them.
    """

    token: str | None = None
    person: Person | None = None
    browser: str = ""
    problems: Problems = ()


def sign_in(site: Site, email: str, password: str, address: str, browser: str = "") -> SignIn:
    """Try to sign in, by `email`: an address, or the staff number, which whoever has no address for work signs in with.

    An unknown one, a wrong password and a leaver look the same and take the same time.

    Problems: `email` or `password` is empty or too long; such a form counts as no try. Raises TooManyTries.
    `address` is where it comes from, and `browser` the token that the browser was given before.
    """
    email, password = storable(email), storable(password)
    problems = (*_text_problems("email", email, LONGEST_EMAIL), *_text_problems("password", password, LONGEST_TYPED))
    if problems:
        return SignIn(problems=problems)
    now = site.now()
    with site.database.read() as connection:
        found = access.person_signing_in(connection, email)
        key = access.account_key(connection, email, found[0] if found else None)
        is_known = browsers.is_known(connection, digest(browser), found[0].id if found else 0, now)
    if found is not None and is_known:
        keys: tuple[throttle.Key, ...] = (throttle.from_browser(browser, found[0].id),)
    else:
        account = throttle.for_account(key, address)
        keys = (throttle.from_source(site, address), *account)
    throttle.count(site, keys)
    hashed = found[1] if found else None
    good = passwords.is_right(password, hashed)
    with site.database.write() as connection:
        if found is not None and good:
            people.lock(connection, found[0].id)
            good = access.person_signing_in(connection, email) == found  # whose password may have changed meanwhile
        if found is None or hashed is None or not good:
            subject = found[0].id if found else None
            audit.record(connection, at=now, actor=None, action="sign-in-refused", subject=subject)
            return SignIn()
        throttle.take_back(connection, now, keys)  # only what went wrong counts: a whole school may sign in from there
        return SignIn(
            token=accounts.open_session(site, connection, found[0], now),
            person=found[0],
            browser=accounts.know_browser(connection, found[0], now, browser),
        )


def _text_problems(field: str, text: str, most: int) -> Problems:
    if not text:
        return (Problem(field, Code.MISSING),)
    return (Problem(field, Code.TOO_LONG, most),) if len(text) > most else ()
