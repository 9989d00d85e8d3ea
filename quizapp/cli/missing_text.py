"""The local inserts that nobody has filled in, for the terminal."""

from collections.abc import Iterator, Sequence

from quizapp.model.organisation import MissingInsert


def missing_lines(missing: Sequence[MissingInsert], address: str) -> Iterator[str]:
    """Each insert that is missing, where it is used, and where to set it; nothing where none is.

    `address` is the site's own.
    """
    if not missing:
        return
    yield "Not filled in yet, so that people miss it where they read:"
    for one in missing:
        yield f"  {one.name}"
        yield from (f"    {place}" for place in _places(one))
    yield f"An administrator fills it in under Settings, *Whom to turn to here*: {address}/settings/inserts"
    yield "Before the first start, QUIZAPP_INSERTS can name a file of `name: text` lines instead."


def _places(one: MissingInsert) -> Iterator[str]:
    if one.on_pages:
        yield "whom to tell today, on every page of a scenario and wherever else the site says so"
    if one.in_contacts:
        yield "the support contacts"
    for live in one.used_in:
        yield live.publication.path
