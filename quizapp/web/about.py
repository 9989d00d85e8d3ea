"""Pages that anybody can read: support, privacy, accessibility. And a sign of life for whoever watches the server."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from quizapp.web import access

blueprint = Blueprint("about", __name__)


@blueprint.get("/support")
def support() -> ResponseReturnValue:
    """Who to talk to."""
    access.person_or_none()
    return render_template("about/support.html")


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """What is recorded, and who sees it."""
    access.person_or_none()
    return render_template("about/privacy.html", hours=access.site().settings.session_hours)


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """What was tested, how, and what was not."""
    access.person_or_none()
    return render_template("about/accessibility.html")


@blueprint.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """That search engines find nothing here: the pages are for the people of one organisation."""
    return "User-agent: *\nDisallow: /\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """That this process answers; it asks nothing of the database."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
