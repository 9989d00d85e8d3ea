"""What retiring came to, and what is live and no longer on disk, for the terminal."""

from collections.abc import Iterable, Iterator

from quizapp.exchange import dates
from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.services.authoring.gone import Gone
from quizapp.services.authoring.retiring import Retiring


def retired_lines(done: Retiring) -> Iterator[str]:
    """A line for each thing that is offered no more, and what becomes of it."""
    for one in done.ended:
        who = "1 person is" if one.open_attempts == 1 else f"{one.open_attempts} people are"
        going_on = f" {who} in the middle of it: they go on to the end, and it is kept." if one.open_attempts else ""
        yield f"Retired {one.path} ({one.title}). It is offered no more.{going_on}"
    yield "What people did is kept, and they can read it. Publishing a file again brings it back."
    yield "What was done another way until today can still be recorded, by managers and trainers."


def refused_line(done: Retiring, asked: str) -> str:
    """Why nothing was retired, and what to do."""
    if done.needed_for:
        needs = " and ".join(f"“{_asked(one)}”" for one in done.needed_for)
        return (
            f"{asked} is needed: {done.module} asks for {needs}, and nobody who begins it now could do that without it."
            " Change `complete:` in the module’s briefing.md and publish that first, or retire the whole module."
        )
    if done.drawn_on_by:
        return (
            f"{asked} is still drawn on: {', '.join(done.drawn_on_by)} asks its questions. Delete {asked} from"
            " the folder (and from a `from:` that names it), publish the folder, and then retire it."
        )
    if done.before is not None:
        at, by = done.before.at, done.before.by
        return f"{asked} was retired before, on {dates.day(at)} by {by}: {done.before.why}"
    if done.is_briefing:
        return (
            f"a module’s briefing.md is live only with its scenarios and sets. To retire all of it: "
            f"`quizapp retire {done.module} --why …`"
        )
    meant = f" Did you mean {done.nearest}?" if done.nearest else ""
    return f"nothing is live at {asked}, and nothing was retired.{meant} `quizapp export MODULE` shows what is live."


def gone_lines(gone: Iterable[Gone]) -> Iterator[str]:
    """What is live and no longer on disk, and how to retire it."""
    for one in gone:
        yield f"{one.path} is live, and is no longer there: people are still offered it."
        why = "no longer used"
        if one.became:
            yield f"  It looks as if it was renamed to {one.became}, which is another thing to the site."
            yield "  What people did at the old one stays with it, and does not count as having done the new one."
            why = f"renamed to {one.became}"
        yield f'  To take it out of use: quizapp retire {one.path} --why "{why}"'


def _asked(condition: CompletionCondition) -> str:
    """A condition as its author wrote it."""
    if condition.kind is ConditionKind.SCENARIOS:
        return f"{condition.number} scenario{'s' if condition.number != 1 else ''} passed"
    return f"{condition.kind} {condition.target} passed"
