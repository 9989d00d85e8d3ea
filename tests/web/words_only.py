"""Templates as they are, in which whatever an enum stores cannot reach a page: the words stand in the templates."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from quizapp.web.environment import Environment

CHANGING = ("capitalize", "escape", "forceescape", "join", "lower", "replace", "string", "title", "trim", "upper")


class WordsOnly(Environment):
    """The application's environment, but an enum's member that is written out, or turned to text, is an error."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options, finalize=no_enum)
        for name in CHANGING:
            self.filters[name] = guarded(self.filters[name])


def no_enum(value: Any) -> Any:
    """What is to be written on a page, unless an enum stores it."""
    assert not isinstance(value, Enum), f"{value!r} is what is stored; a template chooses the words for it"
    return value


def guarded(change: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that turns no enum's member into text. A filter that asks for the environment still gets it."""

    def changed(*arguments: Any, **options: Any) -> Any:
        for argument in arguments:
            no_enum(argument)
        return change(*arguments, **options)

    changed.__dict__.update(change.__dict__)
    return changed
