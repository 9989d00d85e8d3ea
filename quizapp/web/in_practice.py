"""What somebody does differently since they completed a module: asked once on *My training*, and never needed."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.practice import InPracticePage
from quizapp.model.problems import Problems
from quizapp.services.records import in_practice
from quizapp.web import access, forms, guards, held_forms

blueprint = Blueprint("in_practice", __name__, url_prefix="/modules/<name:module>/since")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def page(module: str) -> ResponseReturnValue:
    """One question, and what was said."""
    found = _found(module)
    return _form(found, saved=forms.is_asked("saved"))


@blueprint.post("")
def keep(module: str) -> ResponseReturnValue:
    """Keep what was said; empty fields take it away."""
    found, did = _found(module), forms.typed("did")
    is_shared, in_supervision = forms.typed("shared") == "yes", forms.typed("supervision") == "yes"
    problems = in_practice.keep(
        access.site(), access.person(), module, did, is_shared=is_shared, in_supervision=in_supervision
    )
    if problems is None:
        abort(404)
    if problems:
        return _form(found, did, problems, is_shared=is_shared, in_supervision=in_supervision), 400
    return redirect(url_for("in_practice.page", module=module, saved=1), 303)


@blueprint.post("/not-now")
def not_now(module: str) -> ResponseReturnValue:
    """Ask about this module no more."""
    if not in_practice.set_aside(access.site(), access.person(), module):
        abort(404)
    return redirect(url_for("training.mine"), 303)


@held_forms.shows("in_practice.keep")
def _not_saved_yet(of: dict[str, str], written: held_forms.Written) -> str:
    """The form with what was written in it and not saved."""
    return _form(
        _found(of["module"]),
        written.get("did", ""),
        is_shared=written.get("shared") == "yes",
        in_supervision=written.get("supervision") == "yes",
        too_old=True,
    )


def _found(module: str) -> InPracticePage:
    found = in_practice.page(access.site(), access.person(), module)
    if found is None:
        abort(404)
    return found


def _form(
    found: InPracticePage,
    did: str | None = None,
    problems: Problems = (),
    *,
    is_shared: bool | None = None,
    in_supervision: bool | None = None,
    saved: bool = False,
    too_old: bool = False,
) -> str:
    said = found.said
    return render_template(
        "practice/since.html",
        page=found,
        problems=problems,
        did=said.text if did is None else did,
        is_shared=said.is_shared if is_shared is None else is_shared,
        in_supervision=said.supervision_on is not None if in_supervision is None else in_supervision,
        saved=saved,
        too_old=too_old,
    )
