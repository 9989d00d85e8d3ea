"""Flask's cookie and Flask-WTF's form tokens, as they are, with each signature worked out once and then remembered.

Every page checks a cookie's signature and signs a form's token, and they are the same from page to page. Who is signed
in is asked of the database all the same (`access.person_or_none`): a cookie alone lets nobody in.
"""

import sys
import time
from hmac import compare_digest
from typing import Any

from flask import Flask, Request, Response, g, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect, generate_csrf
from itsdangerous import BadSignature, URLSafeTimedSerializer

from quizapp.model.cache import Cache
from quizapp.web.forms import typed

MOST = 8 << 20  # bytes of cookies in each process, about 2 kB each, and as much of tokens


Verified = tuple[tuple[tuple[str, Any], ...], float]  # what a cookie says, and when it was signed


def cookie_bytes(cookie: str, verified: Verified) -> int:
    """About what a cookie takes that is remembered: its text, and each value that it holds."""
    values, _ = verified
    return 400 + sys.getsizeof(cookie) + sum(200 + sys.getsizeof(value) for _, value in values)


def token_bytes(key: tuple[str, str], token: str) -> int:
    """About what a form's token takes; the secret is the same for all."""
    return 200 + sys.getsizeof(key[1]) + sys.getsizeof(token)


_tokens: Cache[tuple[str, str], str] = Cache(MOST, token_bytes)


class RememberedCookies(SecureCookieSessionInterface):
    """Flask's own session cookie. What was verified once is not verified again; its age is looked at every time."""

    def __init__(self, app: Flask) -> None:
        serializer = super().get_signing_serializer(app)
        if serializer is None:
            raise ValueError("a site needs a secret key")
        self._serializer = serializer
        self._verified: Cache[str, Verified] = Cache(MOST, cookie_bytes)

    def get_signing_serializer(self, _app: Flask) -> URLSafeTimedSerializer | None:
        """The serializer, made once."""
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session in the cookie; an empty one where it is missing, forged or too old."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        try:
            values, signed_at = self._verify(cookie) if cookie else ((), 0.0)
        except BadSignature:
            return self.session_class()
        if time.time() - signed_at > app.permanent_session_lifetime.total_seconds():
            return self.session_class()
        return self.session_class(dict(values))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Flask's way, which first asks the configuration seven things, where there is anything to say to the browser.

        On most pages all that is to be said is that they were made for this cookie.
        """
        if session.modified or self.should_set_cookie(app, session) or "Vary" in response.headers:
            return super().save_session(app, session, response)
        if session.accessed:
            response.headers.add("Vary", "Cookie")

    def _verify(self, cookie: str) -> Verified:
        found = self._verified.get(cookie)
        if found is None:
            values, signed_at = self._serializer.loads(cookie, return_timestamp=True)
            found = self._verified.add(cookie, (tuple(values.items()), signed_at.timestamp()))
        return found


class FormTokens(CSRFProtect):  # type: ignore[misc]  # Flask-WTF has no types
    """Flask-WTF's protection: a posted token that is the very one of this session's pages is good without more ado."""

    def init_app(self, app: Flask) -> None:
        """Protect every POST, and give the templates `form_token()`."""
        super().init_app(app)
        self._secret = app.config["SECRET_KEY"]
        app.jinja_env.globals["form_token"] = self.form_token

    def protect(self, *arguments: Any, **options: Any) -> None:
        """Refuse a POST without a good token, with a CSRFError."""
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return
        posted, known = typed("csrf_token"), session.get("csrf_token")
        if posted and known and compare_digest(posted.encode("utf-8", "replace"), self.form_token().encode()):
            g.csrf_valid = True
            return
        super().protect(*arguments, **options)

    def form_token(self) -> str:
        """The token for this session's forms: signed once for a session, where Flask-WTF signs one for each page."""
        known = session.get("csrf_token")
        return _signed(self._secret, known) if isinstance(known, str) else generate_csrf()


def _signed(secret: str, known: str) -> str:
    found = _tokens.get((secret, known))
    if found is None:
        signed = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(known)
        found = _tokens.add((secret, known), signed if isinstance(signed, str) else signed.decode("ascii"))
    return found
