"""The page of one step: to answer, with what was put aside of it in its form, or as it was answered or refused."""

from flask import render_template

from quizapp.model.pages import AnswerWord, PassagePage
from quizapp.model.play import AFTER_A_STORY, Given, Reply
from quizapp.model.problems import Problems
from quizapp.model.quiz_pages import QuestionPage
from quizapp.model.things import question_set, scenario
from quizapp.services.taking import answering, learning, putting_aside, retired
from quizapp.web import access, carrying


def shown(page: PassagePage | QuestionPage, *, refused: bool = False, posted: Reply = None) -> str:
    """The page; `refused`, if another answer is recorded than the one that was `posted`."""
    if isinstance(page, QuestionPage):
        return question(page, refused=refused, posted=posted if isinstance(posted, Given) else None)
    return passage(page, refused=refused, posted=posted if isinstance(posted, int) else None)


def passage(page: PassagePage, *, missing: bool = False, refused: bool = False, posted: int | None = None) -> str:
    """A page of the story; `missing`, if it was sent without a choice."""
    kept = _kept(page)
    return render_template(
        "attempts/passage.html",
        page=page,
        missing=missing,
        refused=refused,
        posted=posted,
        kept=kept if isinstance(kept, int) else None,
        carry=carrying.carry_for(access.person(), page.attempt, page.number),
    )


def question(page: QuestionPage, *, problems: Problems = (), refused: bool = False, posted: Given | None = None) -> str:
    """One question; with its `problems`, if it was not filled in whole."""
    kept = _kept(page)
    return render_template(
        "questions/question.html",
        page=page,
        problems=problems,
        refused=refused,
        posted=posted,
        kept=kept if isinstance(kept, Given) else None,
        finished=is_finished_set(page),
        carry=carrying.carry_for(access.person(), page.attempt, page.number),
    )


def paused(page: PassagePage | QuestionPage) -> str:
    """A place to stop, which shows what was put aside here."""
    kept = _kept(page)
    if isinstance(page, QuestionPage) and not page.in_scenario:
        since = retired.since(access.site(), question_set(page.module, page.thing))
        finished = is_finished_set(page)
        return render_template("questions/pause.html", page=page, finished=finished, kept=kept, retired_at=since)
    is_over = isinstance(page, PassagePage) and page.outcome is not None
    waiting = _waiting(page) if is_over else ()
    name = page.scenario if isinstance(page, PassagePage) else page.thing
    since = retired.since(access.site(), scenario(page.module, name))
    return render_template("attempts/pause.html", page=page, kept=kept, waiting=waiting, retired_at=since)


def is_finished_set(page: PassagePage | QuestionPage) -> bool:
    """Whether nothing is left to answer; a story's page shows its ending instead."""
    return isinstance(page, QuestionPage) and not page.in_scenario and page.current == page.of


def fits(page: PassagePage | QuestionPage, reply: Reply) -> bool:
    """Whether the form of this very page could have sent this."""
    if isinstance(page, PassagePage):
        known = reply is None or (isinstance(reply, int) and reply < len(page.choices))
        return known and bool(page.choices) == (reply is not None)
    return isinstance(reply, Given) and answering.could_come_from(page.question, reply)


def is_empty(reply: Reply) -> bool:
    """Whether a form was sent with nothing filled in."""
    if isinstance(reply, Given):
        return not (reply.positions or reply.text.strip() or reply.certainty or set(reply.places) - {None})
    return reply is None


def _waiting(page: PassagePage | QuestionPage) -> tuple[int, ...]:
    """Which forms after the story were put aside with something in them."""
    site, person = access.site(), access.person()
    return tuple(n for n in AFTER_A_STORY if putting_aside.of_form(site, person, page.attempt, n))


def another_is_recorded(page: PassagePage | QuestionPage, reply: Reply) -> bool:
    """Whether the step of this page was answered, and otherwise than this. Nothing is stored by asking."""
    if not page.answered or is_empty(reply):
        return False
    found = learning.answer(access.site(), access.person(), page.attempt, page.number, reply)
    return found is not None and found.word is AnswerWord.OTHER


def _kept(page: PassagePage | QuestionPage) -> Reply:
    """What was put aside of the page's form, if it fits."""
    reply = carrying.reply_of(page.unsent) if page.unsent else None
    return reply if not is_empty(reply) and fits(page, reply) else None
