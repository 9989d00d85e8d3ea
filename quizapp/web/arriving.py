"""What an administrator is told first: which local inserts nobody has filled in."""

from contextlib import suppress

from flask import request, session

from quizapp.model.acts import Act, can
from quizapp.model.organisation import MissingInsert
from quizapp.services.site.missing import missing_inserts
from quizapp.services.site.site import NotCompiled, StoreUnavailable
from quizapp.web import access

ARRIVED = "arrived"


def remember_arrival() -> None:
    """Have the next page tell what is missing, if whoever just signed in can fill it in."""
    if can(access.person_or_none(), Act.CHANGE_SETTINGS):
        session[ARRIVED] = True


def missing_on_this_page() -> tuple[MissingInsert, ...]:
    """What an administrator's page tells of: the first one after signing in, and *My training* every time.

    An error page stands without it.
    """
    if not session.pop(ARRIVED, False) and request.endpoint != "training.mine":
        return ()
    with suppress(StoreUnavailable, NotCompiled):
        return missing_inserts(access.site())
    return ()
