"""The outcome of publishing, for the terminal."""

from collections.abc import Iterable, Iterator

from quizapp.exchange import dates
from quizapp.services.authoring.publishing import Changed


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
