"""A question set as a whole: its start page, beginning an attempt, and the result of one (FORMAT §4, retake)."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from quizapp.engine import completion, scorers
from quizapp.engine.drawing import draw, pass_mark
from quizapp.model.attempts import Attempt, AttemptState, Run, StoredScore
from quizapp.model.debrief_pages import CriticalShown
from quizapp.model.pages import AttemptShown
from quizapp.model.people import Person
from quizapp.model.play import NotPossible
from quizapp.model.prose import Feedback
from quizapp.model.published import Live
from quizapp.model.quiz_pages import RetakeShown, SetPointShown, SetResultPage, SetStartPage
from quizapp.model.quizzes import Drawing, PastSet, Retake, RetakeWord
from quizapp.model.score import PointResult, whole_percent
from quizapp.model.things import question_set
from quizapp.services.records import completing
from quizapp.services.site import standings
from quizapp.services.site.site import Quiz, Site
from quizapp.services.taking import chance, finishing, modules, question_parts, results, sets, standing
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.published import retirements
from quizapp.store.records import completions
from quizapp.store.taking import attempts, past_sets


def start(site: Site, person: Person, module: str, name: str, practice: bool = False) -> str | None:
    """The public id of the person's open attempt at a set, begun now if there was none; None where it is not live.

    NotPossible where none may begin: the attempts are used up and nothing has opened a further one, the set is passed
    (only practice is left), or `practice` is asked for before a pass. However many start at once, there is one. Where
    nothing is drawn for this person, it is finished at once.
    """
    now = site.now()
    with site.database.write() as connection:
        completing.hold_rules(connection)  # it may be finished at once
        people.lock(connection, person.id)
        live_module = site.live_module(module, connection)
        live = live_module.get(question_set(module, name)) if live_module else None
        if live_module is None or live is None:
            return None
        path = live.thing.path
        mine = past_sets.of_path(connection, person.id, path)
        if (open_one := _open(mine)) is not None:
            return open_one.public_id
        quiz = site.quiz(live.version, connection)
        past = standing.past(connection, person, quiz, path)
        where = standing.retake_of(site, connection, person, quiz, past, live_module.scenarios())
        if practice and where.word is not RetakeWord.PASSED:
            raise NotPossible("a set is practised again once it is passed")
        if not practice and not where.can_start:
            raise NotPossible("no further attempt is open yet; the set’s page says what opens one")
        seed, drawing = _next(site, connection, person, quiz, path, past, len(mine) + 1, practice)
        attempt = attempts.begin(
            connection,
            public_id=secrets.token_urlsafe(16),
            person=person.id,
            path=path,
            version=live.version,
            scorer=scorers.CURRENT,
            seed=seed,
            at=now,
            number=len(mine) + 1,
            practice=practice,
            drawing=drawing,
        )
        audit.record(connection, at=now, actor=person.id, action="attempt-start", object=attempt.public_id)
        standings.begun(site, connection, person.id, module)
        if not drawing.questions:
            finishing.finish(site, connection, now, Run(attempt, (), drawing))
        return attempt.public_id


def _next(
    site: Site,
    connection: Connection,
    person: Person,
    quiz: Quiz,
    path: str,
    past: Sequence[PastSet],
    number: int,
    practice: bool,
) -> tuple[int, Drawing]:
    """The seed of the person's next attempt, and what it asks: for its start page, and once it begins."""
    the_set, briefing = quiz.compiled.set, quiz.compiled.briefing
    seed = chance.seed_of_next(site, person, path, number)
    seen = past_sets.seen(connection, person.id, the_set.module) if the_set.draw is not None else frozenset[str]()
    return seed, draw(the_set, briefing, person.group, past, seen, seed, practice)


def _open(mine: Sequence[Attempt]) -> Attempt | None:
    return next((a for a in mine if a.state is AttemptState.OPEN), None)


def start_page(site: Site, person: Person, module: str, name: str) -> SetStartPage | None:
    """A set's start page; None where it is not live."""
    with site.database.read() as connection:
        now = site.live_now(connection)
        live_module = now.module(module)
        live = live_module.get(question_set(module, name)) if live_module else None
        if live_module is None or live is None:
            return None
        path, scenarios = live.thing.path, live_module.scenarios()
        quiz = site.quiz(live.version, connection)
        past = standing.past(connection, person, quiz, path)
        where = standing.retake_of(site, connection, person, quiz, past, scenarios)
        mine = past_sets.of_path(connection, person.id, path)
        open_one = _open(mine)
        the_set, briefing = quiz.compiled.set, quiz.compiled.briefing
        if open_one is not None:
            run = attempts.load(connection, open_one.public_id, person.id)
            asks = len(sets.drawn(run)) if run else 0
        else:
            practice = where.word is RetakeWord.PASSED
            _, drawing = _next(site, connection, person, quiz, path, past, len(mine) + 1, practice)
            asks = len(drawing.questions)
        counting = [one for one in reversed(mine) if not one.practice]
        scores = attempts.scores(connection, [one.id for one in counting])
        done_at = completions.done_at(connection, person.id, live.thing, site.counts_from)
    return SetStartPage(
        module=the_set.module,
        module_title=now.titles[module],
        nation=briefing.nation,
        id=the_set.id,
        title=the_set.title,
        introduction_html=quiz.html[the_set.introduction.slot],
        minutes=the_set.minutes,
        questions=asks,
        pass_percent=the_set.pass_percent,
        attempts_allowed=the_set.attempts,
        asks_certainty=the_set.certainty,
        tells_each=the_set.feedback is Feedback.EACH,
        draws=the_set.draw is not None,
        law_checked=the_set.law_checked,
        is_optional=completion.is_optional(live_module.briefing.complete, live.thing),
        group=person.group,
        retake=replace(retake_shown(quiz, where, scenarios), done_at=done_at),
        open_attempt=open_one.public_id if open_one else None,
        open_is_practice=bool(open_one and open_one.practice),
        attempts=tuple(attempt_shown(one, scores.get(one.id)) for one in counting),
        practised=sum(one.practice for one in mine),
    )


def attempt_shown(attempt: Attempt, result: StoredScore | None) -> AttemptShown:
    """One attempt at a set, as it stands in a list."""
    return AttemptShown(
        public_id=attempt.public_id,
        number=attempt.number,
        started=attempt.started,
        finished=attempt.finished,
        steps=0,
        percent=result.percent if result else None,
        passed=result.passed if result else None,
    )


def retake_shown(quiz: Quiz, where: Retake, scenarios: Sequence[Live]) -> RetakeShown:
    """Where a person stands with a set, in words and links. `scenarios` are the module's live ones."""
    titles = {live.thing.name: live.title for live in scenarios}
    the_set, briefing = quiz.compiled.set, quiz.compiled.briefing
    missing = (briefing.get(point) for point in where.missing)
    return RetakeShown(
        word=where.word,
        can_start=where.can_start,
        left=where.left,
        missing=tuple(point.text for point in missing if point is not None),
        ways=tuple((the_set.module, name, titles[name]) for name in where.ways),
        opens_at=where.opens_at,
    )


def result(site: Site, person: Person, attempt: str) -> SetResultPage | None:
    """The result of a finished attempt at a set; None while it is open, or if it is not theirs."""
    with site.database.read() as connection:
        run = attempts.load(connection, attempt, person.id)
        if run is None or not run.attempt.thing.is_set or run.attempt.finished is None:
            return None
        score = results.shown(site, connection, run, attempts.result(connection, run.attempt.id))
        quiz = site.quiz(run.attempt.version, connection)
        live_module = site.live_module(run.attempt.thing.module, connection)
        live = live_module.get(run.attempt.thing) if live_module else None
        scenarios = live_module.scenarios() if live_module else ()
        newest = site.quiz(live.version, connection) if live else quiz
        past = standing.past(connection, person, newest, run.attempt.path)
        where = retake_shown(newest, standing.retake_of(site, connection, person, newest, past, scenarios), scenarios)
        answers = sets.answer_feedbacks(connection, quiz, run, run.steps)
        dates = {one.attempt: one.finished for one in past}
        next_up = modules.what_next(site, connection, person, live_module)
        done_at = next((one.at for one in next_up.done if one.thing == run.attempt.thing), None)
        ended = retirements.find(connection, run.attempt.path) if live is None else None
    the_set, briefing = quiz.compiled.set, quiz.compiled.briefing
    sure = scorers.certainties(run.attempt.scorer, the_set, run.steps) if the_set.certainty else ()
    return SetResultPage(
        attempt=attempt,
        module=the_set.module,
        set=the_set.id,
        set_title=the_set.title,
        nation=briefing.nation,
        attempt_number=run.attempt.number,
        practice=run.attempt.practice,
        finished=run.attempt.finished,
        percent=score.percent,
        pass_percent=score.pass_percent,
        passed=score.passed,
        points=tuple(_point(quiz, run, p, dates) for p in score.points),
        practices=tuple(_point(quiz, run, p, dates) for p in score.practices),
        critical=tuple(CriticalShown(_text(quiz, f.point), f.last) for f in score.critical_failures),
        certainties=sure,
        answers=answers,
        retake=replace(where, done_at=done_at),
        next=next_up,
        source=briefing.source,
        publisher=briefing.publisher,
        published=briefing.published,
        source_url=briefing.source_url,
        retired_at=ended.at if ended else None,
    )


def _text(quiz: Quiz, point_id: str) -> str:
    point = quiz.compiled.briefing.get(point_id)
    return point.text if point else point_id


def _point(quiz: Quiz, run: Run, result: PointResult, dates: dict[int, datetime]) -> SetPointShown:
    point, the_set = quiz.compiled.briefing.get(result.point), quiz.compiled.set
    percent = whole_percent(result.value) if result.value is not None else 0
    return SetPointShown(
        id=result.point,
        text=_text(quiz, result.point),
        word=result.word,
        percent=percent,
        shown=result.value is not None and result.value >= pass_mark(the_set),
        critical=result.point in the_set.critical,
        where=point.where if point else (),
        carried_from=dates.get(result.carried_from) if result.carried_from is not None else None,
        answers=tuple(
            question_parts.answer_shown(quiz.html, quiz.questions[mark.passage], run.steps[mark.step], mark.word)
            for mark in result.marks
        ),
    )
