"""What the commands for certificates print."""

from collections.abc import Iterator
from datetime import date

from quizapp.exchange import dates
from quizapp.services.records.reissuing import Reissued


def reissued_lines(done: Reissued, address: str) -> Iterator[str]:
    """That there is a new one, its code, and where it is."""
    yield f"{done.name} has a new certificate: {done.code}"
    yield f"{address}/certificates/{done.code}"
    yield "It names the one that it takes the place of, which proves nothing any more."


def refused_line(done: Reissued, ended_on: date | None) -> str:
    """Why there is none, and what to do."""
    problem = done.problems[0]
    match problem.field, problem.code:
        case "why", "too short":
            return "--why is too short to be a reason: say it in a sentence"
        case "why", _:
            return f"--why has more than {problem.limit} characters"
        case _, "unknown":
            return "no certificate has this code; 0, 1, I and O are never in it"
        case _, "erased":
            return "its holder was erased: there is no name any more that a certificate could have"
        case _, "here":
            return f"the name on it is {done.name}, as today; for another: quizapp people rename ADDRESS --name NAME"
    on = f" on {dates.day(ended_on)}" if ended_on else ""
    if done.code:
        return f"it was replaced{on}, by {done.code}"
    return f"it was withdrawn{on}, and is not issued again"
