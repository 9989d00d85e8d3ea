"""What people see when something went wrong: what happened, whether their answer was saved, what to do next."""

import logging
import secrets
import traceback
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus

from flask import Flask, current_app, g, render_template, request, url_for
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import ClientDisconnected, HTTPException, InternalServerError

from quizapp.model.play import NotAllowed, NotPossible
from quizapp.services.site import noting
from quizapp.services.site.site import StoreUnavailable
from quizapp.services.site.throttle import TooManyTries
from quizapp.web import access, accounts, carrying, forms, held_forms, throttling
from quizapp.web.confirming import offer

MOST_CAUSES = 5
_OF_NOBODY = ("accounts.post_sign_in", "forgotten.ask")  # forms of no session, whose fields are kept, too
PAGES = (400, 403, 404, 405, 409, 413, 429, 500, 503)


def register(app: Flask) -> None:
    """Give the application its own page for every error that it can answer with."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _no_token)
    app.register_error_handler(NotPossible, _not_possible)
    app.register_error_handler(TooManyTries, throttling.page)
    app.register_error_handler(StoreUnavailable, _unavailable)
    app.register_error_handler(InternalServerError, _broken)
    app.before_request(forms.refuse_what_nobody_types)
    app.logger.addFilter(_without_words)


def _without_words(record: logging.LogRecord) -> bool:
    """Leave out Flask's own line about an exception: an address has tokens in it, and a message what people wrote."""
    return not record.exc_info


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error  # a redirect that routing asks for
    if request_ctx.url_adapter is None:  # a strange host: Flask then makes no addresses, and this page has some
        request_ctx.url_adapter = current_app.url_map.bind("localhost", script_name=f"{request.script_root}/")
    access.look_up_for_an_error_page()
    if error.code == HTTPStatus.FORBIDDEN:
        _note_refusal(request.endpoint or "")
    code = error.code if error.code in PAGES else 400 if error.code < 500 else 500
    headers = [h for h in error.get_headers() if h[0] == "Allow"]
    return render_template(f"errors/{code}.html", **_place(), **_unread(error)), error.code, headers


def _unread(error: HTTPException) -> dict[str, object]:
    """For the page about a form that could not be read; one with signs that nobody types is there again without."""
    if isinstance(error, forms.Untyped):
        again = url_for(request.endpoint or "", **request.view_args or {})
        return {"untyped": True, "again": again, "fields": forms.to_send_again()}
    return {"cut_short": isinstance(error, (forms.Unreadable, ClientDisconnected))}


def _no_token(_error: CSRFError) -> ResponseReturnValue:
    """A form without its token: mostly one that stood open for too long; an answer in it is not lost."""
    waiting = carrying.posted()
    if waiting is not None:
        return offer(waiting)
    access.look_up_for_an_error_page()
    without_cookie = not access.sent_our_cookie()
    if without_cookie and request.endpoint == "accounts.post_sign_in":
        return accounts.without_cookie()
    if (form := held_forms.posted()) is not None:
        with suppress(HTTPException):  # they may not use it, or there is no such form: then it is nothing of theirs
            return held_forms.offer(form)
    return render_template(
        "errors/400.html",
        form_too_old=True,
        without_cookie=without_cookie,
        needs_https=access.needs_https(),
        **_place(),
    ), 400


def _not_possible(error: NotPossible) -> ResponseReturnValue:
    access.look_up_for_an_error_page()
    if isinstance(error, NotAllowed):
        _note_refusal(error.act)
    return render_template("errors/409.html", **_place()), 409


def _note_refusal(what: str) -> None:
    """Have it noted who was refused what; where the database cannot say who asks, nobody can."""
    if not g.get("unknown"):
        noting.was_refused(access.site(), access.person_or_none(), what)


def _unavailable(_error: StoreUnavailable) -> ResponseReturnValue:
    """The database cannot be asked or written to: the answer stays on the page, to be sent again."""
    if "person" not in g:
        g.person, g.unknown = None, True
    again: dict[str, object] = {}
    if request.method == "POST" and request.endpoint in ("attempts.answer", *carrying.NUMBERS):
        fields = [(name, text) for name, text in forms.sent().items(multi=True) if _is_answer(name)]
        texts = carrying.posted_texts() if request.endpoint == "looking_back.save" else ()
        again = {"again": url_for(request.endpoint, **request.view_args or {}), "fields": fields, "texts": texts}
    elif request.method == "POST" and request.endpoint in (*held_forms.SHOWN, *_OF_NOBODY):
        fields = [(name, text) for name, text in forms.sent().items() if name not in ("csrf_token", "password")]
        again = {"again": url_for(request.endpoint, **request.view_args or {}), "fields": fields, "texts": ()}
    return render_template("errors/503.html", **_place(), **again), 503, {"Retry-After": "10"}


def _is_answer(name: str) -> bool:
    """Whether a field of a step's form holds an answer, or says whose it is."""
    of_a_step = ("carry", "then", "kept", "choice", "question", "answer", "text", "certainty")
    return name in (*of_a_step, "will", "on") or name.startswith("place-")


def _broken(error: InternalServerError) -> ResponseReturnValue:
    reference = secrets.token_hex(4)
    traces = "\n".join(_where(error.original_exception or error))
    current_app.logger.error("reference %s: in %s\n%s", reference, request.endpoint or "no page of ours", traces)
    if "person" not in g:
        g.person, g.unknown = None, True
    return render_template("errors/500.html", reference=reference, **_place()), 500


def _where(problem: BaseException) -> Iterator[str]:
    """Kinds and places of an exception and of its causes; never a message, which may hold what people wrote."""
    found: BaseException | None = problem
    for _ in range(MOST_CAUSES):
        if found is None:
            return
        yield f"{type(found).__module__}.{type(found).__qualname__}"
        for frame in traceback.extract_tb(found.__traceback__):
            yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        found = found.__cause__ or found.__context__


def _place() -> dict[str, object]:
    """The attempt that the address names, for the way back to it; and whether something was posted."""
    return {"attempt": (request.view_args or {}).get("attempt"), "posted": request.method == "POST"}
