"""`check` and publishing come to one answer about every file: what the one passes, the other does not refuse."""

import time
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from quizapp.content.library import Reading
from quizapp.model.diagnostics import Diagnostic, Severity
from quizapp.model.published import SourceFile
from quizapp.services.authoring.apart import check_apart
from quizapp.services.authoring.checking import check
from quizapp.services.authoring.publishing import publish
from quizapp.services.authoring.reporting import check_reading
from quizapp.services.site.site import Site
from tests.amounts import some
from tests.services.authoring.test_apart import BROKEN
from tests.services.authoring.test_compiling import PATTERNS, STORY, told

TODAY = date(2026, 11, 1)
PATH = "scenarios/m/small.md"
SECONDS = 8.0  # of processor time for `check`, on a busy machine; it was 16 and more

Files = Sequence[SourceFile]


def story(counters: Sequence[str], passages: str) -> Files:
    """The small story with these counters, and with these passages in place of its only one."""
    head, rest = STORY.split("## Start")
    named = ", ".join(f"{name} 0 from 0 to 1" for name in counters)
    text = head.replace("pass: 70", f"pass: 70\ncounters: {named}" if counters else "pass: 70")
    return [told("")[0], SourceFile(PATH, f"{text}{passages}\n## Ending{rest.split('## Ending', 1)[1]}".encode())]


def choice(number: int, to: str, *more: str) -> str:
    lines = (f"- [Talk to person number {number} now](#{to})", *(f"    - {line}" for line in more))
    return "\n".join((*lines, f"    - Then: Number {number} answers.\n"))


MARKED = ("talk-directly: met", "Why: You asked.")
LAST = "- [Go home, with all of that done](#ending-asked)\n    - Only if: {all}\n- [Go home](#ending-waited)\n"


def hub(number: int, *more: str) -> Files:
    """A passage with so many choices, each of which raises a counter of its own, and one that asks for all of them."""
    names = [f"person-{n}" for n in range(number)]
    ways = "".join(choice(n, "hub", f"{name}: +1", *more) for n, name in enumerate(names))
    last = LAST.format(all=" and ".join(f"{name} >= 1" for name in names))
    if more:
        last = last.replace("-waited)", "-waited)\n    - talk-directly: missed\n    - Why: So it is.")
        last = last.replace("-asked)", "-asked)\n    - talk-directly: met\n    - Why: So it is.")
    return story(names, f"## Hub\n\nThey all wait.\n\n{ways}{last}")


def rooms(number: int) -> Files:
    """A passage from which so many others are visited, each of which leads back, and a choice that asks for all."""
    ways = "".join(choice(n, f"room-{n}") for n in range(number))
    last = LAST.format(all=" and ".join(f"visited #room-{n}" for n in range(number)))
    all_rooms = "".join(f"## Room {n}\n\nHere is somebody.\n\n[Go back](#hub)\n\n" for n in range(number))
    return story((), f"## Hub\n\nThey all wait.\n\n{ways}{last}\n{all_rooms}")


def chain(number: int) -> Files:
    """So many passages one after another, in each of which one does something or not, and the last asks for all."""
    names = [f"person-{n}" for n in range(number)]
    parts = []
    for n, name in enumerate(names):
        to = f"person-{n + 1}" if n + 1 < number else "home"
        parts.append(f"## Person {n}\n\nHere they are.\n\n{choice(n, to, f'{name}: +1')}- [Walk past](#{to})\n")
    last = LAST.format(all=" and ".join(f"{name} >= 1" for name in names))
    return story(names, "\n".join((*parts, f"## Home\n\nIt is late.\n\n{last}")))


STORIES: dict[str, Callable[[], Files]] = {
    "a hub of 20 counters": lambda: hub(20),
    "a hub of 20 marked choices": lambda: hub(20, *MARKED),
    "a hub of 60 counters": lambda: hub(60),
    "a hub of 20 rooms": lambda: rooms(20),
    "a chain of 20": lambda: chain(20),
}


def checked(files: Files) -> set[Diagnostic]:
    reading = Reading(tuple(files), (), frozenset(f.path for f in files), whole=False)
    return set(check_reading(reading, TODAY).diagnostics)


def that_decide(found: set[Diagnostic]) -> set[Diagnostic]:
    return {one for one in found if one.severity is Severity.ERROR or one.code in ("walk-cut-off", "too-slow")}


@pytest.mark.parametrize("name", some({name: name for name in STORIES}, quick=0))
def test_a_story_of_many_states_is_one_note_to_both_and_soon(name: str):
    files = STORIES[name]()
    began = time.process_time()
    in_check = that_decide(checked(files))
    assert time.process_time() - began < SECONDS
    assert in_check == that_decide(set(check_apart(files, TODAY, whole=False)))
    (said,) = in_check
    assert (said.code, said.span.path) == ("walk-cut-off", PATH)
    assert files[1].content.decode().splitlines()[said.span.line - 1] == "# Small"
    assert "counters" in said.help


@pytest.mark.parametrize("sign", some(PATTERNS, quick=0))
def test_a_text_that_takes_long_to_render_is_refused_by_both_or_by_neither(sign: str):
    files = told(sign * (8_000 // len(sign)))
    assert that_decide(checked(files)) == that_decide(set(check_apart(files, TODAY, whole=False)))


@pytest.mark.long
def test_what_takes_too_long_to_render_is_an_error_of_check():
    files = told("[" * 8_000)
    assert "too-slow" not in {said.code for said in check(files, TODAY, whole=False).diagnostics}
    assert "too-slow" in {said.code for said in checked(files)}


@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_refused_by_both(files: Files):
    # What only follows from another mistake is left out where an author reads; there is an error then, too.
    in_check, in_publishing = checked(files), set(check_apart(files, TODAY, whole=False))
    assert that_decide(in_check) <= that_decide(in_publishing)
    assert bool(that_decide(in_check)) == bool(that_decide(in_publishing))


@pytest.mark.long
@pytest.mark.parametrize("live", [()])
def test_the_hub_is_published(site: Site):
    done = publish(site, hub(20), whole=False)
    assert [one.path for one in done.publications] == [PATH]
