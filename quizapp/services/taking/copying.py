"""A copy of everything that is kept about a person: for themselves, or for somebody who asks for it."""

from collections import defaultdict
from collections.abc import Mapping
from html import escape

from quizapp.engine import moves
from quizapp.model.attempts import Run, StoredScore
from quizapp.model.copies import CopiedAttempt, CopiedStep, CopiedTable, PersonCopy
from quizapp.model.people import Person
from quizapp.model.play import Place, Step
from quizapp.model.problems import Code, Problem, Problems
from quizapp.model.questions import Question
from quizapp.services.site.noting import RowToBe
from quizapp.services.site.person_texts import tidy
from quizapp.services.site.site import Playable, Quiz, Site
from quizapp.services.taking import question_parts
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.people import copying, directory
from quizapp.store.taking import attempts, histories

_Written = Mapping[int, list[tuple[int, str]]]  # by the attempt's id: the prompt's number, and the words


def my_copy(site: Site, person: Person) -> PersonCopy:
    """Everything that is kept about this person, who asks for it themselves; the audit tells that they did."""
    with site.database.snapshot() as connection:
        made = _copy(site, connection, person)
    site.noting.note(RowToBe(site.now(), person.id, "copy", person.id))
    return made


def copy_for(site: Site, email: str) -> tuple[PersonCopy | None, Problems]:
    """The same of whoever has this address, for whoever runs the site to hand to them; the audit tells of it first."""
    with site.database.write() as connection:
        found = directory.by_address(connection, tidy(email))
        if found is None:
            return None, (Problem("email", Code.UNKNOWN),)
        audit.record(connection, at=site.now(), actor=None, action="copy", subject=found.person.id)
    with site.database.snapshot() as connection:
        return _copy(site, connection, found.person), ()


def _copy(site: Site, connection: Connection, person: Person) -> PersonCopy:
    tables = copying.everything(connection, person.id)
    runs = histories.runs_of(connection, person.id)
    site.prepare((run.attempt for run in runs), connection)
    scores = attempts.scores(connection, [run.attempt.id for run in runs])
    reflections, intentions = _written(tables, "reflection"), _written(tables, "intention")
    return PersonCopy(
        name=person.name,
        organisation=site.organisation.local(None).name,
        made_at=site.now(),
        attempts=tuple(
            _attempt(site, connection, run, scores.get(run.attempt.id), reflections, intentions) for run in runs
        ),
        tables=tables,
    )


def _written(tables: tuple[CopiedTable, ...], name: str) -> _Written:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for table in tables:
        if table.name == name:
            for row in table.rows:
                cells = dict(zip(table.columns, row, strict=True))
                found[int(str(cells["attempt"]))].append((int(str(cells.get("prompt", 0))), str(cells["text"])))
    return found


def _attempt(
    site: Site,
    connection: Connection,
    run: Run,
    score: StoredScore | None,
    reflections: _Written,
    intentions: _Written,
) -> CopiedAttempt:
    attempt = run.attempt
    written = reflections.get(attempt.id, [])
    if attempt.thing.is_set:
        quiz = site.quiz(attempt.version, connection)
        title, steps = quiz.compiled.set.title, _of_set(quiz, run, dict(written))
        said: tuple[tuple[str, str], ...] = ()
    else:
        playable = site.playable(attempt.version, connection)
        scenario = playable.compiled.scenario
        title, steps = scenario.title, _of_story(playable, run)
        prompts = [playable.html[prompt.slot] for prompt in scenario.debrief]
        said = tuple((prompts[number] if number < len(prompts) else "", text) for number, text in written)
    return CopiedAttempt(
        title=title,
        path=attempt.path,
        number=attempt.number,
        started=attempt.started,
        finished=attempt.finished,
        percent=score.percent if score is not None else None,
        passed=score.passed if score is not None else None,
        steps=steps,
        reflections=said,
        intention=intentions[attempt.id][0][1] if attempt.id in intentions else "",
    )


def _of_set(quiz: Quiz, run: Run, written: Mapping[int, str]) -> tuple[CopiedStep, ...]:
    return tuple(
        _question(quiz.html, quiz.questions[step.passage], step, written.get(step.number, "")) for step in run.steps
    )


def _of_story(playable: Playable, run: Run) -> tuple[CopiedStep, ...]:
    places = moves.replay(playable.story, run.steps)
    return tuple(_move(playable, place, step) for place, step in zip(places, run.steps, strict=False))


def _move(playable: Playable, place: Place, step: Step) -> CopiedStep:
    if step.answer is not None:
        return _question(playable.html, playable.story.questions[step.passage], step, "")
    passage = playable.story.passages[step.passage]
    scene = tuple(playable.html[block.prose.slot] for block in moves.blocks(playable.story, place))
    label = passage.choices[step.choice].label if step.choice is not None else None
    return CopiedStep(step.at, passage.title, scene, (playable.html[label.slot],) if label is not None else ())


def _question(html: Mapping[str, str], question: Question, step: Step, words: str) -> CopiedStep:
    found = question_parts.chosen(html, question, step)
    parts, to = (found.parts_html, found.to_html) if found is not None else ((), ())
    answered = tuple(f"{left} {given}" for left, given in zip(to, parts, strict=True)) if to else parts
    asked = (html[question.stem.slot], *((html[question.prompt.slot],) if question.prompt else ()))
    return CopiedStep(step.at, question.title, asked, (*answered, *((escape(words),) if words else ())))
