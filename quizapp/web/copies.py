"""My own copy: everything that is kept about me, to read or for another program."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from quizapp.exchange.copies import copy_json
from quizapp.services.taking import copying
from quizapp.web import access, guards

blueprint = Blueprint("copies", __name__)
blueprint.before_request(guards.require_person)


@blueprint.get("/my-record/export")
def ask() -> ResponseReturnValue:
    """What is in the copy, and the two forms of it."""
    return render_template("copies/ask.html")


@blueprint.get("/my-record/export.json")
def as_json() -> ResponseReturnValue:
    """The copy for another program."""
    return _file(copy_json(copying.my_copy(access.site(), access.person())), "application/json", "my-record.json")


@blueprint.get("/my-record/export.html")
def as_page() -> ResponseReturnValue:
    """The copy to read: one file that needs nothing else."""
    copy = copying.my_copy(access.site(), access.person())
    return _file(render_template("copies/copy.html", copy=copy).encode(), "text/html", "my-record.html")


def _file(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
