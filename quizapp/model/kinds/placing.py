"""What the kinds with a select for each part share: reading the places that were picked."""

from quizapp.model.play import Given, NotAnswered, NotPossible
from quizapp.model.problems import Code, Problem


def read_places(given: Given, number: int) -> tuple[int, ...]:
    """The place that was picked in each of so many selects, 0 up to that number; NotAnswered at the first without."""
    places = given.places
    if len(places) > number or any(place is not None and not 0 <= place < number for place in places):
        raise NotPossible("there is no such place")
    picked = tuple(place for place in places if place is not None)
    if len(picked) < number:
        first = next((select for select, place in enumerate(places) if place is None), len(places))
        raise NotAnswered((Problem(field_of(first), Code.MISSING),))
    return picked


def field_of(select: int) -> str:
    """The name of a select in the form."""
    return f"place-{select}"
