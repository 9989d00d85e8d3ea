"""Warnings that are known: `check --strict --except CODE:PATH` leaves them out for as long as they are there."""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.model.codes import CODES
from quizapp.model.diagnostics import Diagnostic, Severity

Named = tuple[str, str]
"""A code, and the path of a file as `check` prints it."""


@dataclass(frozen=True, slots=True)
class Excepted:
    """What is left to say once the exceptions are out of it: `kept`.

    `left_out` has how many warnings each of them met, and `unused` those that met none.
    """

    kept: tuple[Diagnostic, ...]
    left_out: tuple[tuple[Named, int], ...]
    unused: tuple[Named, ...]

    def lines(self) -> list[str]:
        """What is said about the exceptions, a line for each."""
        said = [f"left out: {count} {code} in {path}" for (code, path), count in self.left_out]
        return [*said, *(f"there is no {code} in {path} any more: take --except away" for code, path in self.unused)]


def read_exception(text: str) -> Named:
    """The exception that `CODE:PATH` names. Only a warning can be left out."""
    code, _, path = text.partition(":")
    if code not in CODES:
        raise argparse.ArgumentTypeError(f"`{code}` is no code of a message; write CODE:PATH")
    if CODES[code].severity is not Severity.WARNING:
        raise argparse.ArgumentTypeError(f"`{code}` is no warning, and only warnings can be left out")
    if not path:
        raise argparse.ArgumentTypeError(f"a file is missing after `{code}`; write CODE:PATH")
    return code, path


def without(found: Sequence[Diagnostic], exceptions: Sequence[Named]) -> Excepted:
    """What `check` found, without these warnings in these files."""
    keys = dict.fromkeys(exceptions)
    met = Counter(key for said in found if (key := (said.code, said.span.path)) in keys)
    return Excepted(
        tuple(said for said in found if (said.code, said.span.path) not in keys),
        tuple((key, met[key]) for key in keys if met[key]),
        tuple(key for key in keys if not met[key]),
    )
