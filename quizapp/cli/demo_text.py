"""The outcome of setting the demo up, for the terminal."""

from collections.abc import Iterator

from quizapp.services.operating.demo_site import Prepared


def prepared_lines(made: Prepared) -> Iterator[str]:
    """A line for each file that could not be published or was, and one for the history."""
    yield from map(str, made.errors)
    for path in made.changed:
        yield f"{path} was published by somebody else meanwhile, and was left as it is"
    for path in made.published:
        yield f"Published {path}"
    if made.is_filled:
        yield "Made a service of three teams, with the history of their practice"
