"""A module: its task list, where to start, and a person's picture of themselves."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.services.taking import modules, picturing, retired
from quizapp.web import access, guards

blueprint = Blueprint("modules", __name__, url_prefix="/modules/<name:module>")
blueprint.before_request(guards.require_person)


def _retired(module: str) -> str:
    """In place of any page of a module that is offered no longer: that it is, and what is kept."""
    page = retired.kept_module(access.site(), access.person(), module)
    if page is None:
        abort(404)
    return render_template("modules/retired.html", page=page)


@blueprint.get("")
def tasks(module: str) -> ResponseReturnValue:
    """What there is to do, in order, and what completes it."""
    page = modules.module_page(access.site(), access.person(), module)
    if page is None:
        return _retired(module)
    return render_template("modules/tasks.html", page=page)


@blueprint.get("/start-here")
def start_here(module: str) -> ResponseReturnValue:
    """What this training is, how it works, and what is recorded."""
    page = modules.module_page(access.site(), access.person(), module)
    if page is None:
        return _retired(module)
    return render_template("modules/start_here.html", page=page)


@blueprint.get("/picture")
def picture(module: str) -> ResponseReturnValue:
    """Each learning point: how often it was tested, what I showed and when, and what to play next."""
    page = picturing.picture(access.site(), access.person(), module)
    if page is None:
        return _retired(module)
    return render_template("modules/picture.html", page=page)
