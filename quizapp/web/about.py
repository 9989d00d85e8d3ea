"""Pages that anybody can read: support, privacy, accessibility. And a sign of life for whoever watches the server."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from quizapp.model.register import REGISTER
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
    return render_template("about/privacy.html", hours=access.site().settings.session_hours, register=REGISTER)


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """What was tested, how, and what was not."""
    access.person_or_none()
    return render_template("about/accessibility.html")


@blueprint.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """That search engines find nothing here: the pages are for the people of one organisation."""
    return "User-agent: *\nDisallow: /\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/health")
@blueprint.get("/health/live")
def health() -> ResponseReturnValue:
    """That this process lives; it asks nothing of the database. Who restarts processes looks here."""
    return "ok\n", 200, PLAIN


@blueprint.get("/health/ready")
def ready() -> ResponseReturnValue:
    """Whether answers can be stored just now, and no more than that. Who sends people to this server looks here."""
    if access.site().is_ready():
        return "ready\n", 200, PLAIN
    return "not ready\n", 503, {**PLAIN, "Retry-After": "5"}
