"""A person's record, for their manager; and for oneself, who looked at it."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.model.acts import Act
from quizapp.services.records import person_records
from quizapp.web import access, forms, guards

blueprint = Blueprint("person_records", __name__)
blueprint.before_request(guards.require_person)


@blueprint.get("/team/people/<token:person>")
def page(person: str) -> ResponseReturnValue:
    """How somebody stands with each module, and what is behind it. No scores, no answers."""
    guards.require(Act.SEE_TEAM)
    record = person_records.person_record(access.site(), access.person(), person)
    if record is None:
        abort(404)
    return render_template("person_records/page.html", record=record)


@blueprint.get("/who-looked")
def who_looked() -> ResponseReturnValue:
    """Who opened one's own record, and when."""
    number = forms.number_of(forms.asked("page", 4)) or 1
    page = person_records.looks_page(access.site(), access.person(), number)
    return render_template("person_records/looks.html", page=page)
