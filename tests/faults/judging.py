"""Whether what the clients know is what is stored: nothing lost, nothing twice, nothing that nobody sent."""

from collections.abc import Callable
from dataclasses import dataclass, field

import sqlalchemy as sa

from quizapp.engine import moves
from quizapp.model.play import Step
from quizapp.services.doctor import check_invariants
from quizapp.services.site import Site
from quizapp.store import attempts
from tests.faults.answering import Record, Sent

PAGE = 500


@dataclass
class Verdict:
    """Counts, and what is wrong: all lists are empty when all is well."""

    stored: int = 0
    found_stored: int = 0  # answers whose confirmation had been lost, and whose retry found them stored
    unconfirmed: int = 0  # stored, but never confirmed, because the run ended first
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
        while page := attempts.runs(connection, after, PAGE):
            after = page[-1].attempt.id
            for run in page:
                story = site.playable(run.attempt.version, connection).story
                for place, step in zip(moves.replay(story, run.steps), run.steps, strict=False):
                    key = (run.attempt.public_id, step.number)
                    offered = moves.offered(story, place)
                    if key in seen:
                        verdict.doubles.append(f"{key}: there twice")
                    seen.add(key)
                    _compare(verdict, record.sent.get(key), key, step, offered.index)
        twice = connection.execute(
            sa.text("SELECT attempt, number, count(*) FROM step GROUP BY attempt, number HAVING count(*) > 1")
        ).all()
        verdict.doubles += [f"attempt {row[0]}, step {row[1]}: {row[2]} rows" for row in twice]
        if site.database.dialect == "sqlite":
            verdict.integrity = str(connection.execute(sa.text("PRAGMA integrity_check")).scalar_one())
    verdict.stored = len(seen)
    verdict.lost = [f"{key}" for key, sent in record.sent.items() if sent.confirmed and key not in seen]
    verdict.violations = [f"invariant {v.invariant}: {v.text}" for v in check_invariants(site)]
    return verdict


def _compare(
    verdict: Verdict, sent: Sent | None, key: tuple[str, int], step: Step, position_of: Callable[[int], int]
) -> None:
    if sent is None:
        verdict.ghosts.append(f"{key}: stored, and nobody sent it")
        return
    stored = position_of(step.choice) if step.choice is not None else None
    if stored != sent.position:
        verdict.changed.append(f"{key}: sent {sent.position}, stored {stored}")
    if not sent.confirmed:
        verdict.unconfirmed += 1
    elif sent.tries > 1 and step.at is not None and step.at < sent.last_sent:
        verdict.found_stored += 1  # the try that was confirmed began after the step was there
