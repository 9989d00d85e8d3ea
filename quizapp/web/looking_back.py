"""After the story: debrief, map, private reflections, and one thing to do."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from quizapp.model.days import written_day
from quizapp.model.debrief_pages import DebriefPage, IntentionShown
from quizapp.model.play import ONE_THING, REFLECTIONS
from quizapp.model.problems import Problems
from quizapp.services.taking import debriefing, intentions, learning, looking_back, putting_aside
from quizapp.web import access, carrying, forms
from quizapp.web.guards import require_person

blueprint = Blueprint("looking_back", __name__, url_prefix="/attempts/<token:attempt>")
blueprint.before_request(require_person)


@blueprint.get("/debrief")
def debrief(attempt: str) -> ResponseReturnValue:
    """How it ended, what was shown, and where in the briefing it comes from; only for a finished attempt."""
    page = _finished(attempt)
    if page is None:
        return redirect(url_for("attempts.here", attempt=attempt), 303)
    return render_template("looking_back/debrief.html", page=page, problems={}, **_form_of(page.one_thing))


@blueprint.get("/map")
def map_page(attempt: str) -> ResponseReturnValue:
    """The scenario's map with the person's own route on it."""
    page = looking_back.map_page(access.site(), access.person(), attempt)
    if page is None:
        abort(404)
    return render_template("looking_back/map.html", page=page)


@blueprint.get("/reflections")
def reflections(attempt: str) -> ResponseReturnValue:
    """Questions to think about, with what the person wrote; theirs alone."""
    page = _finished(attempt)
    if page is None:
        return redirect(url_for("attempts.here", attempt=attempt), 303)
    unsent = carrying.texts_in(MultiDict(putting_aside.of_form(access.site(), access.person(), attempt, REFLECTIONS)))
    return render_template(
        "looking_back/reflections.html",
        page=page,
        texts={r.prompt: r.text for r in page.reflections} | dict(unsent),
        unsent=bool(unsent),
        saved=forms.is_asked("saved"),
        carry=carrying.carry_for(access.person(), attempt, REFLECTIONS),
    )


@blueprint.post("/reflections")
def save(attempt: str) -> ResponseReturnValue:
    """Keep what the person wrote."""
    if not learning.save_reflections(access.site(), access.person(), attempt, dict(carrying.posted_texts())):
        abort(404)
    if carrying.pauses():
        return redirect(url_for("attempts.pause", attempt=attempt), 303)
    return redirect(url_for("looking_back.reflections", attempt=attempt, saved=1), 303)


@blueprint.get("/one-thing")
def one_thing(attempt: str) -> ResponseReturnValue:
    """One thing that the person will do, for them alone; only after a finished story."""
    if _finished(attempt) is None:
        return redirect(url_for("attempts.here", attempt=attempt), 303)
    return _one_thing(attempt, saved=forms.is_asked("saved"))


@blueprint.post("/one-thing")
def keep_one_thing(attempt: str) -> ResponseReturnValue:
    """Keep what the person will do, and on which day; empty fields take it away."""
    will, typed_day = carrying.posted_one_thing()
    day = written_day(typed_day)
    problems = intentions.keep(access.site(), access.person(), attempt, will, day, bool(typed_day))
    if problems is None:
        abort(404)
    if problems:
        fields = (("will", will), ("on", typed_day))
        putting_aside.keep(access.site(), access.person(), attempt, ONE_THING, fields)
    if problems and not carrying.pauses():
        return _one_thing(attempt, problems, will, typed_day), 400
    if carrying.pauses():
        return redirect(url_for("attempts.pause", attempt=attempt), 303)
    return redirect(url_for("looking_back.one_thing", attempt=attempt, saved=1), 303)


@blueprint.post("/one-thing/over")
def one_thing_over(attempt: str) -> ResponseReturnValue:
    """Mark it done, or take it away."""
    over = forms.typed("over")
    if over not in ("done", "away"):
        abort(400)
    if not intentions.over(access.site(), access.person(), attempt, over == "done"):
        abort(404)
    if forms.typed("from") == "training":
        return redirect(url_for("training.mine"), 303)
    return redirect(url_for("looking_back.one_thing", attempt=attempt, saved=1), 303)


def _one_thing(
    attempt: str, problems: Problems = (), will: str | None = None, on: str | None = None, saved: bool = False
) -> str:
    one = intentions.of_attempt(access.site(), access.person(), attempt)
    if one is None:
        abort(404)
    return render_template(
        "looking_back/one_thing.html", saved=saved, problems=problems, **_form_of(one, will=will, on=on)
    )


def _form_of(one: IntentionShown, will: str | None = None, on: str | None = None) -> dict[str, object]:
    """What the form shows: what was typed, else what was put aside, else what is kept."""
    unsent = dict(putting_aside.of_form(access.site(), access.person(), one.attempt, ONE_THING))
    kept = {"will": one.text, "on": one.on.isoformat() if one.on else ""} | unsent
    return {
        "one": one,
        "unsent": bool(unsent) and will is None,
        "will": kept["will"] if will is None else will,
        "on": kept["on"] if on is None else on,
        "today": access.site().today().isoformat(),
        "carry": carrying.carry_for(access.person(), one.attempt, ONE_THING),
    }


def _finished(attempt: str) -> DebriefPage | None:
    """The debrief; None while the attempt is open. An attempt that is not theirs is not found."""
    page = debriefing.debrief(access.site(), access.person(), attempt)
    if page is None and learning.passage_page(access.site(), access.person(), attempt, None) is None:
        abort(404)
    return page
