"""For administrators: a list of people from a file, first as it would come out, then brought in, all or nothing.

Nothing of the file is kept here between the two: the page that shows what would change carries it, packed, and the
seal of what it showed.
"""

import base64
import binascii
import zlib

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.exchange.people_csv import MOST_BYTES, read_people, template
from quizapp.model.acts import Act
from quizapp.model.people_import import ImportPlan
from quizapp.services.site.importing import importing
from quizapp.web import access, forms, guards, held_forms

FILE = "list"
LONGEST_SEAL = 64

blueprint = Blueprint("people_import", __name__, url_prefix="/people/import")
blueprint.before_request(guards.require_person)


@blueprint.get("")
def form() -> ResponseReturnValue:
    """Where a file is chosen."""
    return _form(done=forms.asked("done", 10) == "yes")


@blueprint.get("/template.csv")
def empty_file() -> ResponseReturnValue:
    """A file with the columns, to fill in."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    response = Response(template(), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="people.csv"'
    return response


@blueprint.post("")
def bring_in() -> ResponseReturnValue:
    """Show what a file would change; or do it, where that was shown and comes to the same."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    packed, seal = forms.typed("packed"), forms.typed("seal")[:LONGEST_SEAL]
    content = _unpacked(packed) if packed else forms.uploaded(FILE)
    if not content:
        return _form(is_missing=True), 400
    file = read_people(content)
    if not packed:
        plan = importing.dry_run(access.site(), file, access.person())
        return _plan(plan, content), 400 if plan.mistakes else 200
    done = importing.bring_in(access.site(), file, seal, access.person())
    if not done.is_done and (done.plan.mistakes or done.plan.does_something):
        return _plan(done.plan, content, is_other=True), 400
    return redirect(url_for("people_import.form", done="yes"), 303)


@held_forms.shows("people_import.bring_in")
def _not_done_yet(_: dict[str, str], written: held_forms.Written) -> str:
    """What would change, again; nothing is done yet. A file that was chosen did not come through."""
    guards.require(Act.LOOK_AFTER_PEOPLE)
    content = _unpacked(written.get("packed", ""))
    if not content:
        return _form(is_missing=True)
    return _plan(importing.dry_run(access.site(), read_people(content), access.person()), content, too_old=True)


def _form(*, is_missing: bool = False, done: bool = False) -> str:
    guards.require(Act.LOOK_AFTER_PEOPLE)
    return render_template("people/import/form.html", is_missing=is_missing, done=done)


def _plan(plan: ImportPlan, content: bytes, *, is_other: bool = False, too_old: bool = False) -> str:
    packed = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode() if plan.does_something else ""
    return render_template("people/import/plan.html", plan=plan, packed=packed, is_other=is_other, too_old=too_old)


def _unpacked(packed: str) -> bytes:
    """What a page of ours packed; nothing for anything else. It is never longer than a file may be."""
    try:
        reader = zlib.decompressobj()
        content = reader.decompress(base64.urlsafe_b64decode(packed.encode("ascii", "replace")), MOST_BYTES + 1)
    except (binascii.Error, zlib.error):
        return b""
    return content if reader.eof or len(content) > MOST_BYTES else b""
