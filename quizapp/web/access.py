"""Who is asking: their session, and the person behind it."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import cast

from flask import Flask, Response, abort, after_this_request, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.people import Person
from quizapp.services.site import accounts
from quizapp.services.site.organisation import Local
from quizapp.services.site.site import Site, StoreUnavailable

SID = "sid"
WITHOUT_DATABASE = ("static", "about.health", "about.ready")  # the last asks in a way of its own
_BROWSER = re.compile(r"[A-Za-z0-9_-]{10,64}")
_OURS = re.compile(r"/[A-Za-z0-9][A-Za-z0-9/_.-]{0,300}")


def site_of(app: Flask) -> Site:
    """The site that this application serves."""
    return cast(Site, app.extensions["quizapp"])


def site() -> Site:
    """The site that is being asked; once it is known who asks, as their home team sees it."""
    here = g._get_current_object()  # a page asks a dozen times, and each look through Flask's proxy takes longer
    person: Person | None = here.get("person")
    known: tuple[Person | None, Site] | None = here.get("site")
    if known is None or known[0] is not person:
        found = site_of(current_app)
        here.site = known = person, found if person is None else found.for_team(person.team)
    return known[1]


def looking_for_changes(site: Site) -> Callable[[], None]:
    """What is done before a page: find out whether the settings have changed. A database that is away is its concern.

    Nearly always it is too soon to ask, and that is found out first.
    """

    def look_for_changes() -> None:
        if site.is_due() and request.endpoint not in WITHOUT_DATABASE:
            with suppress(StoreUnavailable):
                site.refresh()

    return look_for_changes


def local_words() -> dict[str, object]:
    """For templates: the organisation's name, logo, words and support contacts, as the person's home team has them."""
    found = g.local = site().local
    return words_of(found)


def local() -> Local:
    """What `local_words` found for the template that is being rendered."""
    found: Local = g._get_current_object().local
    return found


def words_of(local: Local) -> dict[str, object]:
    """The same for whoever has these."""
    return {
        "organisation": local.name,
        "logo": local.logo,
        "role_words": local.words,
        "support": local.contacts,
        "safeguarding_lead_html": local.safeguarding_lead_html,
    }


def session_token() -> str:
    """The token in the cookie, which the database may or may not know; "" where there is none."""
    token = session.get(SID)
    return token if isinstance(token, str) else ""


def sent_our_cookie() -> bool:
    """Whether the browser sent our cookie, good or not. Every page with a form sets one: without it, none was kept."""
    return str(current_app.config["SESSION_COOKIE_NAME"]) in request.cookies


def needs_https() -> bool:
    """Whether the cookie is for https alone, and this came by http as far as we can see."""
    return bool(current_app.config["SESSION_COOKIE_SECURE"]) and not request.is_secure


def known_to_be(found: Person | None) -> Person | None:
    """Remember for this request what a service found out about who is asking."""
    g.person = found
    return found


def person_or_none() -> Person | None:
    """Whoever is signed in: looked up once a request, and never from the cookie alone."""
    if "person" not in g:
        token = session_token()
        g.person = accounts.signed_in(site(), token) if token else None
    return cast("Person | None", g.person)


def person() -> Person:
    """Whoever is signed in, on a page that has required it."""
    found = person_or_none()
    if found is None:
        abort(403)
    return found


def look_up_for_an_error_page() -> None:
    """Find out who is asking if the database can say; an error page stands without it."""
    try:
        person_or_none()
    except StoreUnavailable:
        g.person, g.unknown = None, True


def to_sign_in() -> ResponseReturnValue:
    """To the sign-in page and, where it is safe, back here afterwards."""
    here = request.script_root + request.path
    back = request.method in ("GET", "HEAD") and may_return_to(here)
    return redirect(url_for("accounts.sign_in", next=here if back else None), 303)


def may_return_to(path: str) -> bool:
    """Whether a path is plainly one of ours: letters, digits and single marks, so that no trick leads off the site.

    It is whole, with the prefix that the site is under.
    """
    ours = path.startswith(f"{request.script_root}/") and _OURS.fullmatch(path) is not None
    return ours and "//" not in path and ".." not in path


def way_back(path: str) -> str:
    """The path to go back to after signing in, if it is plainly one of ours; "" otherwise."""
    return path if may_return_to(path) else ""


def open_session(token: str) -> None:
    """Begin a session with a fresh cookie and a fresh form token; whatever was in the old one is gone."""
    session.clear()
    session[SID] = token
    g.pop("csrf_token", None)
    g.pop("person", None)


def address() -> str:
    """Where the request comes from: an IP address, as far as the proxies in front say it."""
    return request.remote_addr or ""


def browser_token() -> str:
    """What this browser was given when somebody signed in from it; "" where it has nothing like it."""
    found = request.cookies.get(_browser_cookie(), "")
    return found if _BROWSER.fullmatch(found) else ""


def know_browser(token: str) -> None:
    """Give this browser its token, in a cookie of its own that stays when somebody signs out."""
    config = current_app.config

    @after_this_request
    def _give(response: Response) -> Response:
        response.set_cookie(
            _browser_cookie(),
            token,
            max_age=accounts.BROWSER_LIFE,
            secure=bool(config["SESSION_COOKIE_SECURE"]),
            httponly=True,
            samesite="Lax",
        )
        return response


def _browser_cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-browser"


def close_session() -> str | None:
    """Empty the cookie; the token that was in it, if any."""
    token = session.get(SID)
    session.clear()
    g.pop("csrf_token", None)
    g.person = None
    return token if isinstance(token, str) else None
