"""Sign in, sign out, and set a password with a one-use link."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.problems import Problems
from quizapp.services.site import accounts, signing_in
from quizapp.services.site.throttle import TooManyTries
from quizapp.web import access, arriving, throttling
from quizapp.web.confirming import bring_home, is_held
from quizapp.web.forms import asked, typed

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """To *My training*, or to where people sign in."""
    if access.person_or_none() is not None:
        return redirect(url_for("training.mine"), 303)
    return redirect(url_for("demo.door" if access.site().settings.demo else "accounts.sign_in"), 303)


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The sign-in page; `out`: for whoever signed out just now."""
    if access.person_or_none() is not None:
        return redirect(url_for("training.mine"), 303)
    out = asked("out", 3) == "yes"
    return render_template("accounts/sign_in.html", email="", next=access.way_back(asked("next")), out=out)


@blueprint.post("/sign-in")
def post_sign_in() -> ResponseReturnValue:
    """Check who it is; then back to where they were, or to the answer that waits to be confirmed."""
    kept = _kept()
    try:
        result = signing_in.sign_in(
            access.site(), kept["email"], typed("password"), access.address(), access.browser_token()
        )
    except TooManyTries as too_many:
        return throttling.page(too_many, **kept)
    if result.token is None or result.person is None:
        refused = not result.problems
        return render_template("accounts/sign_in.html", problems=result.problems, refused=refused, **kept), 400
    _replace_session(result.token, result.browser)
    if (home := bring_home(kept["waiting"], access.person())) is not None:
        return home
    return redirect(kept["next"] or url_for("training.mine"), 303)


def without_cookie() -> ResponseReturnValue:
    """The sign-in page again, for a browser that kept no cookie: nobody can be signed in, and nothing is lost."""
    return render_template(
        "accounts/sign_in.html", without_cookie=True, needs_https=access.needs_https(), **_kept()
    ), 400


def _kept() -> dict[str, str]:
    """What the sign-in form goes on with when it is shown again: the address, a waiting answer, and the way back."""
    held = typed("held")
    return {
        "email": typed("email"),
        "waiting": held if is_held(held) else "",
        "next": access.way_back(typed("next")),
    }


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session, here and on the server."""
    token = access.close_session()
    if token is not None:
        accounts.sign_out(access.site(), token)
    return redirect(url_for("accounts.sign_in", out="yes"), 303)


@blueprint.get("/set-password/<token:token>")
def set_password(token: str) -> ResponseReturnValue:
    """Where a one-use link leads."""
    return _set_password(token)


@blueprint.post("/set-password/<token:token>")
def post_set_password(token: str) -> ResponseReturnValue:
    """Set the password and sign the person in, or say what to change."""
    result = accounts.set_password(access.site(), token, typed("password"), access.address())
    if result.problems:
        return _set_password(token, result.problems)
    if result.token is None:
        return render_template("accounts/link_used.html"), 404
    _replace_session(result.token, result.browser)
    return redirect(url_for("training.mine"), 303)


def _set_password(token: str, problems: Problems = ()) -> ResponseReturnValue:
    """The form, with whose password it sets: a link may have been passed on by mistake."""
    holder = accounts.holder_of_link(access.site(), token)
    if holder is None:
        return render_template("accounts/link_used.html"), 404
    name, email = holder
    return render_template(
        "accounts/set_password.html", name=name, email=email, problems=problems
    ), 400 if problems else 200


def _replace_session(token: str, browser: str) -> None:
    """A new session for a new sign-in: the old one, if there was one, ends on the server too."""
    old = access.close_session()
    if old is not None:
        accounts.sign_out(access.site(), old)
    access.open_session(token)
    access.know_browser(browser)
    arriving.remember_arrival()
