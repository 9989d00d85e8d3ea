"""What is shown of a scenario or set that is not live: that it is retired, with a way on, or nothing."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.model.things import Thing
from quizapp.services.taking import retired
from quizapp.web import access


def retired_or_not_found(thing: Thing) -> ResponseReturnValue:
    """The page that explains that it is retired, and what is kept; 404 where nothing of it ever was live."""
    page = retired.retired_page(access.site(), access.person(), thing)
    if page is None:
        abort(404)
    return render_template("training/retired.html", page=page)


def to_retired_or_not_found(thing: Thing) -> ResponseReturnValue:
    """The way to that page, from wherever else somebody came to it."""
    if retired.retired_page(access.site(), access.person(), thing) is None:
        abort(404)
    if thing.is_set:
        return redirect(url_for("questions.start_page", module=thing.module, set_id=thing.name), 303)
    return redirect(url_for("training.start_page", module=thing.module, scenario=thing.name), 303)
