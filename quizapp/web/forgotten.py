"""For whoever forgot their password, or never had one: to ask for a link by mail, and what happens then."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.services.site import forgotten
from quizapp.web import access
from quizapp.web.forms import typed

blueprint = Blueprint("forgotten", __name__, url_prefix="/forgotten-password")


@blueprint.get("")
def form() -> ResponseReturnValue:
    """Ask for a link, or be told whom to ask where the site sends no mail."""
    return render_template("forgotten/ask.html", email="")


@blueprint.post("")
def ask() -> ResponseReturnValue:
    """The same for any address or number, whether anybody has it or not."""
    text = typed("email")
    problems = forgotten.ask(access.site(), text, access.address())
    if not access.site().settings.mail.is_set_up:
        return redirect(url_for("forgotten.form"), 303)
    if problems:
        return render_template("forgotten/ask.html", email=text, problems=problems), 400
    return redirect(url_for("forgotten.asked"), 303)


@blueprint.get("/asked")
def asked() -> ResponseReturnValue:
    """What happens next, and what to do if no mail comes."""
    return render_template("forgotten/asked.html")
