"""Broken question files: the tests' set with one thing broken, in every place where that thing stands."""

import re
from collections.abc import Callable, Iterator

from tests.services.quiz_files import DRAWING_SET_PATH, SET_PATH, quiz_files

TEXTS = {f.path: f.content.decode() for f in quiz_files()}
SET_TEXT = TEXTS[SET_PATH]

# What was done, the code that says so, the path and its bytes, and the line at which it must be said (None: any).
BrokenSet = tuple[str, str, str, bytes, int | None]


def corpus() -> Iterator[BrokenSet]:
    """Every broken file, of the set with all types of question and of the set that draws."""
    yield from of_questions()
    yield from of_options()
    yield from of_answers()
    yield from of_settings()
    yield from of_sources()
    yield from of_text()


def of_questions() -> Iterator[BrokenSet]:
    heading, points = "^## ", "^Points: "
    yield from each("a heading twice", "duplicate-heading", heading, lambda line: f"{line}\n\n{line}", None)
    yield from each("a heading without words", "empty-heading", heading, lambda _: "## ")
    yield from each("a heading too deep", "misplaced-heading", heading, swap("##", "####"))
    yield from each("a question without points", "missing-key", points, lambda _: "", None)
    yield from each("empty points", "missing-key", points, lambda _: "Points:")
    yield from each("an unknown point", "unknown-id", points, swap("Points: ", "Points: x"))
    yield from each("a risk for a point", "wrong-kind", points, lambda _: "Points: fine-taken-at-face-value")
    yield from each("points twice", "duplicate-key", points, lambda line: f"{line}\n{line}", -1)
    yield from each("a key with a slip", "unknown-key", points, swap("^Points", "Pionts"))


def of_options() -> Iterator[BrokenSet]:
    option = r"^- \[[x ~]\] "
    yield from each("an option without its why", "no-why", option, lambda line: f"- [ ] Another\n{line}")
    yield from each("an option without its box", "bad-box", option, swap(r"\[.\] ", ""))
    yield from each("a box with another sign", "bad-box", option, swap(r"\[.\]", "[y]"))
    yield from each("an option without words", "empty-choice", option, swap(r"\].*", "] "))
    yield from each("an empty why", "missing-key", "^    - Why: ", swap("Why: .*", "Why:"))
    yield from each("a why twice", "duplicate-key", "^    - Why: ", lambda line: f"{line}\n{line}", -1)
    yield from each("a note that no option has", "unknown-key", "^    - Why: ", swap("Why", "Risk"))
    yield from each("a note too deep", "bad-indent", "^    - Why: ", swap("^    ", "       "))
    yield from once("no right answer", "no-right-answer", "- [x] Find somewhere", "- [ ] Find somewhere")
    yield from once(
        "two of them alike",
        "same-option",
        "- [~] Ask his father",
        "- [~] Find somewhere quiet and tell him what you have noticed",
    )
    yield from once("true and false both right", "no-right-answer", "- [ ] True", "- [x] True")
    yield from once("half right beside two right", "no-half-right", "- [ ] Get a full", "- [~] Get a full")


def of_answers() -> Iterator[BrokenSet]:
    yield from once(
        "nothing to answer it with",
        "no-answer",
        "1. Find a quiet place\n2. Say what you have noticed\n3. Listen to the answer\n4. Say what happens next\n",
        "",
    )
    yield from once(
        "one thing to put in order",
        "too-few-options",
        "2. Say what you have noticed\n3. Listen to the answer\n4. Say what happens next\n",
        "",
    )
    yield from once("two things alike", "same-option", "3. Listen to the answer", "3. Find a quiet place")
    yield from once("right-hand cells alike", "same-option", "| help them to be heard |", "| say what they want |")
    yield from once("a row of three cells", "bad-table", "| help them to be heard |", "| help them | now |")
    yield from once("a table without its hyphens", "bad-table", "|---|---|\n", "")
    yield from once("an empty cell", "empty-choice", "| help them to be heard |", "| |")
    yield from once("an empty answer", "missing-key", "Answer: safeguarding lead | DSL", "Answer:")
    yield from once("two accepted answers alike", "same-option", "| DSL", "| Safeguarding Lead.")
    yield from once(
        "an empty prompt",
        "missing-key",
        "Reflect: Where could a child speak to you tomorrow without being overheard?",
        "Reflect:",
    )
    for why in ("A safe place", "Each holds", "One person holds"):
        yield from once(f"no why: {why}", "no-why", f"Why: {re.findall(f'Why: ({why}.*)', SET_TEXT)[0]}\n", "")


def of_settings() -> Iterator[BrokenSet]:
    setting = "^(minutes|attempts|certainty|shuffle): "
    yield from each("a setting with a slip", "unknown-key", setting, swap("^", "x"))
    yield from each("a setting twice", "duplicate-key", setting, lambda line: f"{line}\n{line}", -1)
    yield from each("a setting without its colon", "not-key-text", setting, swap(": ", " "))
    yield from once("no minutes", "missing-key", "minutes: 6\n", "")
    for line, code in (
        ("attempts: none", "bad-value"),
        ("attempts: 0", "number-out-of-range"),
        ("pass: 101", "number-out-of-range"),
        ("certainty: perhaps", "bad-value"),
        ("feedback: sometimes", "bad-value"),
        ("draw: some", "bad-value"),
        ("critical: no-such-point", "unknown-id"),
        ("from: acting", "questions-beside-from"),
    ):
        yield from once(line, code, "attempts: 2\n", f"{line}\n")


def of_sources() -> Iterator[BrokenSet]:
    for line, code in (
        ("from: gone", "unknown-set"),
        ("from: final-check", "not-a-source"),
        ("from: acting, acting", "duplicate-id"),
        ("from:", "no-questions"),
    ):
        text = TEXTS[DRAWING_SET_PATH].replace("from: every set", line)
        yield line, code, DRAWING_SET_PATH, text.encode(), None
    text = TEXTS[DRAWING_SET_PATH].replace("critical: talk-directly", "critical: gone")
    yield "a critical point that is not there", "unknown-id", DRAWING_SET_PATH, text.encode(), None


def of_text() -> Iterator[BrokenSet]:
    for what, code, text in (
        ("HTML", "html", "He <b>smiles</b>."),
        ("an image", "image", "![Sami](sami.png)"),
        ("an unsafe link", "unsafe-link", "[Read more](javascript:alert)"),
        ("an unknown insert", "unknown-insert", "Ask {{the-boss}}."),
    ):
        yield from each(
            what, code, "^(Sami|A pupil|Asking a young|Match each|Whom do|Think of a real)", lambda _, text=text: text
        )
    yield "nothing", "empty-file", SET_PATH, b"", 1
    yield "no text", "not-text", SET_PATH, b"\xff\x00" + SET_TEXT.encode(), 1
    yield "settings only", "no-questions", SET_PATH, SET_TEXT[: SET_TEXT.index("## ")].encode(), None


def each(what: str, code: str, place: str, change: Callable[[str], str], above: int | None = 0) -> Iterator[BrokenSet]:
    """The set broken once in each line that matches; it must be said so many lines above (None: anywhere)."""
    lines = SET_TEXT.split("\n")
    for number, line in enumerate(lines):
        if re.search(place, line):
            made = "\n".join([*lines[:number], change(line), *lines[number + 1 :]])
            yield (
                f"{what}, line {number + 1}",
                code,
                SET_PATH,
                made.encode(),
                None if above is None else number + 1 - above,
            )


def once(what: str, code: str, old: str, new: str) -> Iterator[BrokenSet]:
    """The set with one text replaced."""
    assert SET_TEXT.count(old) == 1, old
    yield what, code, SET_PATH, SET_TEXT.replace(old, new).encode(), None


def swap(old: str, new: str) -> Callable[[str], str]:
    """Replaces the first match."""
    return lambda line: re.sub(old, new, line, count=1)
