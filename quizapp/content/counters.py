"""Whether anything asks for a counter that is counted. Where nothing does, the scenario says less than was meant."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from quizapp.content.findings import Findings
from quizapp.content.reader import Line
from quizapp.model.scenario import Counter

_TOKEN = re.compile(r"[A-Za-z0-9-]+|[<>=≥≤]")
_COMPARES = "<>=≥≤"
_UNSURE = ("unknown-counter", "bad-condition", "nearly-condition")


def find_unused(counters: Mapping[str, Counter], lines: Iterable[Line], findings: Findings) -> None:
    """A finding for each counter that no line of the text compares with a number.

    What looks like a condition is enough. Where a condition cannot be read, or names a counter that is not
    there, nothing is said: one slip is said once. Nor of what is read in an older format.
    """
    if not findings.format.strict or any(said.code in _UNSURE for said in findings.found):
        return
    asked = {name for line in lines for name, sign in pairwise(_TOKEN.findall(line.text)) if sign in _COMPARES}
    for counter in counters.values():
        if counter.name not in asked:
            findings.at(
                "unused-counter",
                counter.span,
                f"the counter `{counter.name}` is counted, and nothing asks for it",
                f"let something depend on it, such as `Only if: {counter.name} >= {counter.high}`, or take it out",
            )
