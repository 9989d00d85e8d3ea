"""*Mail and me*: which letters were sent to whoever is asking, and how their reminders come."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.problems import Problems
from quizapp.services.site import my_mail
from quizapp.web import access, forms, guards, held_forms

blueprint = Blueprint("my_mail", __name__, url_prefix="/mail-and-me")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def page() -> ResponseReturnValue:
    """The page, with what is chosen now."""
    return _page(saved=forms.asked("saved", 3) == "yes")


@blueprint.post("")
def choose() -> ResponseReturnValue:
    """Keep how reminders are to come."""
    problems = my_mail.choose(access.site(), access.person(), forms.typed("how"))
    return (_page(problems), 400) if problems else redirect(url_for("my_mail.page", saved="yes"), 303)


@held_forms.shows("my_mail.choose")
def _not_saved_yet(_: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was chosen in it and not saved."""
    return _page(how=written.get("how", ""), too_old=True)


def _page(problems: Problems = (), *, how: str = "", saved: bool = False, too_old: bool = False) -> str:
    found = my_mail.page(access.site(), access.person())
    chosen = how or (my_mail.WEEKLY if found.weekly else my_mail.AS_THEY_COME)
    return render_template("my_mail/page.html", page=found, how=chosen, problems=problems, saved=saved, too_old=too_old)
