"""Whether what the clients know is what is stored: nothing lost, nothing twice, nothing that nobody sent."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa

from quizapp.engine import asking, moves
from quizapp.model.attempts import Run
from quizapp.model.play import Answer, Step
from quizapp.model.questions import Question
from quizapp.model.things import ThingKind
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.site import Site
from quizapp.services.taking import sets
from quizapp.store.database import Connection
from quizapp.store.taking import histories, reflections
from tests.faults.answering import Record, Sent

PAGE = 500


@dataclass
class Verdict:
    """Counts, and what is wrong: all lists are empty when all is well."""

    stored: int = 0
    found_stored: int = 0  # answers whose confirmation had been lost, and whose retry found them stored
    unconfirmed: int = 0  # stored, but never confirmed, because the run ended first
    completions: int = 0
    lost: list[str] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)
    ghosts: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    integrity: str = "ok"

    @property
    def clean(self) -> bool:
        """Whether nothing at all is wrong."""
        wrong = (self.lost, self.doubles, self.ghosts, self.changed, self.violations)
        return not any(wrong) and self.integrity == "ok"


def judge(site: Site, record: Record) -> Verdict:
    """Compare the clients' record with the database, and ask the doctor."""
    verdict = Verdict()
    seen: set[tuple[str, int]] = set()
    with site.database.read() as connection:
        after = 0
        while page := histories.runs(connection, after, PAGE):
            after = page[-1].attempt.id
            for run in page:
                for step, answer in _answers(site, connection, run):
                    key = (run.attempt.public_id, step.number)
                    if key in seen:
                        verdict.doubles.append(f"{key}: there twice")
                    seen.add(key)
                    _compare(verdict, record.sent.get(key), key, step, answer)
        twice = connection.execute(
            sa.text("SELECT attempt, number, count(*) FROM step GROUP BY attempt, number HAVING count(*) > 1")
        ).all()
        verdict.doubles += [f"attempt {row[0]}, step {row[1]}: {row[2]} rows" for row in twice]
        _completions(verdict, connection)
        if site.database.dialect == "sqlite":
            verdict.integrity = str(connection.execute(sa.text("PRAGMA integrity_check")).scalar_one())
    verdict.stored = len(seen)
    verdict.lost += [f"{key}" for key, sent in record.sent.items() if sent.confirmed and key not in seen]
    verdict.violations = [f"invariant {v.invariant}: {v.text}" for v in check_invariants(site)]
    return verdict


def _answers(site: Site, connection: Connection, run: Run) -> Iterator[tuple[Step, dict[str, str]]]:
    """Each stored step, with the fields of the form that gave it."""
    if run.attempt.thing.kind is ThingKind.SET:
        quiz, words = site.quiz(run.attempt.version, connection), reflections.of_attempt(connection, run.attempt.id)
        for step, drawn in zip(run.steps, sets.drawn(run), strict=False):
            assert step.answer is not None
            fields = _fields(quiz.questions[drawn.question], step.answer, drawn.order)
            yield step, fields | ({"text": words[step.number]} if step.number in words else {})
        return
    story = site.playable(run.attempt.version, connection).story
    for place, step in zip(moves.replay(story, run.steps), run.steps, strict=False):
        if step.answer is not None:
            question = story.questions[step.passage]
            yield step, _fields(question, step.answer, asking.shown_order(question, run.attempt.seed, False))
        elif step.choice is not None:
            yield step, {"choice": str(moves.offered(story, place).index(step.choice))}
        else:
            yield step, {}


def _fields(question: Question, answer: Answer, order: tuple[int, ...]) -> dict[str, str]:
    """A form's fields, of which the clients tick one box at most."""
    given = asking.given_of(question, answer, order)
    fields = {"answer": ",".join(map(str, given.positions)), "text": given.text, "certainty": given.certainty}
    fields |= {f"place-{row}": str(place) for row, place in enumerate(given.places)}
    return {name: value for name, value in fields.items() if value}


def _completions(verdict: Verdict, connection: Connection) -> None:
    """Whoever passed the set, which is all that the module asks for here, has completed it once, and nobody else."""
    earned = connection.execute(
        sa.text(
            "SELECT a.person, a.public_id FROM attempt a JOIN thing t ON t.id = a.thing"
            " JOIN result r ON r.attempt = a.id WHERE t.kind = 'set' AND r.passed"
        )
    ).all()
    recorded = connection.execute(
        sa.text(
            "SELECT c.person, count(*), count(g.code) FROM completion c"
            " LEFT JOIN certificate g ON g.completion = c.id GROUP BY c.person"
        )
    ).all()
    passed, completed = {row[0]: row[1] for row in earned}, {row[0] for row in recorded}
    verdict.completions = len(completed)
    verdict.lost += [f"the completion by attempt {passed[person]}" for person in passed.keys() - completed]
    verdict.ghosts += [f"person {person}: completed, and passed nothing" for person in completed - passed.keys()]
    verdict.doubles += [
        f"person {row[0]}: {row[1]} completions, {row[2]} codes" for row in recorded if row[1:] != (1, 1)
    ]


def _compare(verdict: Verdict, sent: Sent | None, key: tuple[str, int], step: Step, stored: dict[str, str]) -> None:
    if sent is None:
        verdict.ghosts.append(f"{key}: stored, and nobody sent it")
        return
    if stored != sent.answer:
        verdict.changed.append(f"{key}: sent {sent.answer}, stored {stored}")
    if not sent.confirmed:
        verdict.unconfirmed += 1
    elif sent.tries > 1 and step.at is not None and step.at < sent.last_sent:
        verdict.found_stored += 1  # the try that was confirmed began after the step was there
