"""Sign in, sign out, and set a password with a one-use link."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.services.site import accounts
from quizapp.web import access, arriving, carrying
from quizapp.web.confirming import confirm
from quizapp.web.forms import typed

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """To *My training*, or to where people sign in."""
    if access.person_or_none() is not None:
        return redirect(url_for("training.mine"), 303)
    return redirect(url_for("demo.door" if access.site().settings.demo else "accounts.sign_in"), 303)


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The sign-in page."""
    if access.person_or_none() is not None:
        return redirect(url_for("training.mine"), 303)
    return render_template("accounts/sign_in.html", email="", next=access.way_back(request.args.get("next", "")))


@blueprint.post("/sign-in")
def post_sign_in() -> ResponseReturnValue:
    """Check who it is; then back to where they were, or to the answer that waits to be confirmed."""
    kept = _kept()
    result = accounts.sign_in(access.site(), kept["email"], typed("password"), request.remote_addr or "")
    if result.throttled:
        return render_template("errors/429.html", **kept), 429, {"Retry-After": "900"}
    if result.token is None or result.person is None:
        refused = not result.problems
        return render_template("accounts/sign_in.html", problems=result.problems, refused=refused, **kept), 400
    _replace_session(result.token)
    waiting = carrying.read_waiting(kept["waiting"])
    if waiting is not None:
        return confirm(waiting, access.person())
    return redirect(kept["next"] or url_for("training.mine"), 303)


def without_cookie() -> ResponseReturnValue:
    """The sign-in page again, for a browser that kept no cookie: nobody can be signed in, and nothing is lost."""
    return render_template(
        "accounts/sign_in.html", without_cookie=True, needs_https=access.needs_https(), **_kept()
    ), 400


def _kept() -> dict[str, str]:
    """What the sign-in form goes on with when it is shown again: the address, a waiting answer, and the way back."""
    held = request.form.get("held", "")
    return {
        "email": typed("email"),
        "waiting": held if carrying.read_waiting(held) else "",
        "next": access.way_back(request.form.get("next", "")),
    }


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session, here and on the server."""
    token = access.close_session()
    if token is not None:
        accounts.sign_out(access.site(), token)
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.get("/set-password/<token:token>")
def set_password(token: str) -> ResponseReturnValue:
    """Where a one-use link leads."""
    if not accounts.link_is_good(access.site(), token):
        return render_template("accounts/link_used.html"), 404
    return render_template("accounts/set_password.html")


@blueprint.post("/set-password/<token:token>")
def post_set_password(token: str) -> ResponseReturnValue:
    """Set the password and sign the person in, or say what to change."""
    result = accounts.set_password(access.site(), token, typed("password"))
    if result.problems:
        return render_template("accounts/set_password.html", problems=result.problems), 400
    if result.token is None:
        return render_template("accounts/link_used.html"), 404
    _replace_session(result.token)
    return redirect(url_for("training.mine"), 303)


def _replace_session(token: str) -> None:
    """A new session for a new sign-in: the old one, if there was one, ends on the server too."""
    old = access.close_session()
    if old is not None:
        accounts.sign_out(access.site(), old)
    access.open_session(token)
    arriving.remember_arrival()
