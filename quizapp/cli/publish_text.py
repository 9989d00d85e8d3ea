"""The outcome of publishing, for the terminal."""

from collections.abc import Iterable, Iterator

from quizapp.exchange import dates
from quizapp.services.authoring.going_live import Changed, Completed
from quizapp.services.authoring.publishing import Published


def changed_lines(changes: Iterable[Changed]) -> Iterator[str]:
    """What changed while somebody was publishing, by whom and when, and what to do now."""
    for change in changes:
        if change.now is None:
            yield f"{change.path}: it was taken offline while you were publishing."
        else:
            by, at = change.now.by, change.now.at
            why = f" ({change.now.why})" if change.now.why else ""
            yield f"{change.path}: {by} published another version at {dates.time(at)} UTC on {dates.day(at)}{why}."
    yield "Nothing was published, so that nobody's work is replaced unseen. What is live has not been touched."
    yield "Look at what is live now with `quizapp export FILE --to FOLDER`, then run `quizapp publish` again."


def published_lines(done: Published) -> Iterator[str]:
    """A line for each version that is live now, and of what is brought back, when and why it was retired."""
    retired = {one.path: one for one in done.brought_back}
    for one in done.publications:
        was = retired.get(one.path)
        back = f"; it was retired on {dates.day(was.at)}: {was.why}" if was is not None else ""
        yield f"Published {one.path} as {one.version[:12]}{back}"


def completed_lines(completed: Iterable[Completed]) -> Iterator[str]:
    """For how many people each module is completed now, because they had done all that it still asks for."""
    for one in completed:
        who, their = ("1 person had", "their") if one.people == 1 else (f"{one.people} people had", "each one’s")
        yield (
            f"{one.module}: {who} done all that it asks for now."
            f" It is recorded as completed, on the day of {their} last part, with a certificate."
        )
