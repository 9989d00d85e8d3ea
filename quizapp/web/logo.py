"""The organisation's logo: the picture, for everybody; and for administrators the form to change it."""

from flask import Blueprint, Flask, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.model.problems import Problems
from quizapp.services.site import logo
from quizapp.web import access, forms, guards

LARGEST_REQUEST = 500 * 1024  # bytes: room to say at its field that a picture is too large; more would go to a file
POLICY = "sandbox; default-src 'none'"  # whatever the bytes are, nothing in them is run or fetched
UNCHANGING = "public, max-age=31536000, immutable"  # the address is the picture's own hash

blueprint = Blueprint("logo", __name__)


def register(app: Flask) -> None:
    """Add its pages, and let its form send more than others may; before anything that reads forms is registered."""
    app.register_blueprint(blueprint)
    app.before_request(_make_room)


def _make_room() -> ResponseReturnValue | None:
    if request.endpoint != "logo.change":
        return None
    if (request.content_length or 0) > LARGEST_REQUEST:  # not read at all, so that nothing of it is trusted
        return guards.require_person() or (_form((logo.TOO_LARGE,)), 413)
    request.max_content_length = LARGEST_REQUEST
    return None


@blueprint.get("/logo/<token:sha>")
def picture(sha: str) -> ResponseReturnValue:
    """The logo that is set now, by its hash: the sign-in page shows it, too."""
    found = logo.picture(access.site(), sha)
    if found is None:
        abort(404)
    of, content = found
    return content, 200, {"Content-Type": of.kind.value, "Cache-Control": UNCHANGING}


@blueprint.get("/settings/logo")
def form() -> ResponseReturnValue:
    """The logo as it is, to change."""
    return guards.require_person() or _form()


@blueprint.post("/settings/logo")
def change() -> ResponseReturnValue:
    """Set another, or remove it; a second click changes nothing more."""
    if (elsewhere := guards.require_person()) is not None:
        return elsewhere
    guards.require(Act.CHANGE_SETTINGS)
    content = forms.uploaded(logo.PICTURE)
    if problems := logo.change(access.site(), access.person(), content, remove="remove" in forms.sent()):
        return _form(problems), 400
    return redirect(url_for("settings.overview", saved="logo"), 303)


def _form(problems: Problems = ()) -> str:
    guards.require(Act.CHANGE_SETTINGS)
    return render_template("settings/logo.html", problems=problems)
