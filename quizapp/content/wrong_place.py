"""A scenario in `questions`, a set in `scenarios`, a briefing under another name: one message, and no more about it."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from quizapp.content.findings import Findings
from quizapp.content.places import BRIEFING
from quizapp.content.reader import Line
from quizapp.content.resemblance import CALLED, looks_like
from quizapp.model.things import QUESTIONS, SCENARIOS, ThingKind

_HERE = {
    ThingKind.SCENARIO: f"`{SCENARIOS}` has scenarios and one `{BRIEFING}` for each module",
    ThingKind.SET: f"`{QUESTIONS}` has question sets only",
    ThingKind.BRIEFING: f"`{BRIEFING}` holds what the training is drawn from",
}


def is_in_wrong_place(lines: Iterable[Line], kind: ThingKind, findings: Findings) -> bool:
    """Whether a text that stands where a `kind` is read is plainly of another kind; found if so.

    A text that is read without an error never is.
    """
    other = looks_like("\n".join(line.text for line in lines))
    if other is None or other is kind:
        return False
    module = PurePosixPath(findings.path).parent.name
    findings.add("wrong-place", 1, 1, f"this looks like {CALLED[other]}, and {_HERE[kind]}", _help(kind, other, module))
    return True


def _help(kind: ThingKind, other: ThingKind, module: str) -> str:
    if other is ThingKind.SET:
        return f"move it to `{QUESTIONS}/{module}/`"
    if other is ThingKind.BRIEFING:
        return f"call it `{SCENARIOS}/{module}/{BRIEFING}`, or move it to the module that it is about"
    if kind is ThingKind.BRIEFING:
        return f"give it a name of its own in `{SCENARIOS}/{module}/`, such as `the-last-to-leave.md`"
    return f"move it to `{SCENARIOS}/{module}/`"
