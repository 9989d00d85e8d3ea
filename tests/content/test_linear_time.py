"""Reading takes time in proportion to the file, whatever is repeated in it (twice the file, at most 2.5 times).

Every case compares two times. What is read in an instant is read again and again, until a clock can tell.
"""

import gc
from collections.abc import Callable, Iterator
from time import process_time

import pytest

from quizapp.content.briefing import parse_briefing
from quizapp.content.checks import check_scenario
from quizapp.content.questions.checks import check_set
from quizapp.content.questions.parsing import parse_set
from quizapp.content.scenario import asked_sets, parse_scenario
from quizapp.model.briefing import Briefing
from quizapp.model.published import SourceFile
from tests.amounts import some

LEAST = 0.015  # seconds: below that a clock's tick says more than the text
SETTINGS = "---\nyou-are: x\nminutes: 4\ncounters: trust 1 from 0 to 3\n---\n\n# T\n\n"
QUESTION = "---\nminutes: 4\ndraw: 1 for each point\n---\n\n# T\n\n## Q\n\nPoints: ask\n\n"
HEADS = {
    "bare": "",
    "in the settings": "---\nyou-are: x\ncritical: ",
    "in a passage": f"{SETTINGS}## P\n\n",
    "in a briefing": f"{SETTINGS}## Risk factors\n\n### X\n\n",
    "in a question": QUESTION,
    "in a message": f"{SETTINGS}## P\n\n> Message: x\n>\n> ",
}
TOKENS = {
    "opening brackets": "[",
    "images": "![",
    "half links": "](",
    "link gaps": "] (",
    "links": "[a](#b) ",
    "continues": "[a](#b)\n",
    "tags": "<a ",
    "comments": "<!-- x -->",
    "open comments": "<!--",
    "comment ends": "-->",
    "inserts": "{{a}}",
    "open inserts": "{{",
    "double quotes": '" ',
    "single quotes": " '",
    "words": "committed suicid ",
    "unsafe words": "committed suicide ",
    "placeholders": "TODO ",
    "headings": "## A b\n\nx\n\n",
    "hashes": "#",
    "bullets": "- ",
    "list items": "- [a](#p)\n",
    "marked choices": "- [a](#p)\n    - ask: met\n    - Why: x\n",
    "notes": "    - Why: x\n",
    "quotes": "> Only if: visited #p\n> x\n\n",
    "documents": "> Message: a\n> At: b\n> c, 10:00: d\n\n",
    "heads of documents": "> Message: a\n>\n",
    "entries": "> a, 10:00: d\n",
    "one document": "> a, 10.00: d\n> B: c\n",
    "conditional documents": "> Only if: visited #p\n> Log: a\n> b, 10:00: c\n\n",
    "otherwise": "> Only if: visited #p\n> x\n\n> Otherwise:\n> y\n\n",
    "lone otherwise": "> Otherwise:\n> y\n\n",
    "conditions nearly": "> **If** visited #p\n> x\n\n",
    "conditions in prose": "Only if: visited #p\n",
    "conditions in a quote": "> Only if: visited #p\n",
    "conditions that cannot be read": "> Only if: trust is at least 2, visited P\n> x\n\n",
    "words of conditions": "Only if ",
    "what happens": "- [a](#p)\n    - ask: met\n    - Then: x\n    - Why: x\n",
    "conditions": "> Only if: " + "trust > 1 or " * 20 + "\n> x\n\n",
    "blank lines": "\n",
    "spaces": " ",
    "stars": "*",
    "backticks": "`",
    "dashes": "---\n",
    "commas": "a,",
    "ids with other signs": "ask; listen and [share] ",
    "settings that are nearly one": "minutes = 4\n",
    "comparisons": "trust >= 2 ",
    "signs that came out wrong": "doesnâ€™t ",
    "definitions": "[a]: ",
    "tabs": "\t",
    "options": "- [x] a\n    - Why: x\n",
    "empty boxes": "- []",
    "open boxes": "- [ ",
    "things": "1. a\n",
    "numbers": "1.",
    "rows": "| a | b |\n",
    "no-break spaces": "\u00a0",
    "zero-width spaces": "- \u200b",
    "odd ids": "    - a\u200bsk: met\n",
    "odd inserts": "{{a\u200b}} ",
    "odd rules": "|–",
    "bars": "|",
    "tables": "| a | b |\n|---|---|\n| c | d |\n\n",
    "backslashes": "\\",
    "lines that break": "a\\\n",
    "spaces at ends of lines": "a  \n",
    "numbers to dial": "[a](tel:1 2) ",
    "rules": "|-",
    "escaped bars": "\\|",
    "key lines": "Why: x\n",
    "keys far apart": "Why: x\n\n",
    "answers": "Answer: a | b\n",
    "accents": "Answer: é\u0301\n",
    "questions": "## Q\n\nPoints: ask\n\nx\n\n- [x] a\n- [ ] b\n\n",
    "question links": "[a](../questions/m/a.md#b)\n",
    "question paths": "questions/",
    "odd bullets": "• [a](#p)\n",
    "odd notes": "- [a](#p)\n    • ask: met\n  Why: x\n- Why: x\n        - Why - x\n",
    "lettered": "a) [ ] a\n",
    "letters": "a) b\n",
    "late keys": "x\n\nPoints: ask\n",
    "arrows": "- a -> #b\n",
    "wiki links": "[[a|b]] ",
    "hash words": "#a ",
    "drawn lines": "* * *\n\n",
    "bare addresses": "www.a.b ",
    "single braces": "{a",
    "gaps": "[name] ",
    "open gaps": "[name",
    "loose stars": "**a ",
    "drawn-out stars": "** ",
    "emoji codes": ":aa",
    "entities": "&aa",
    "keys in prose": "Why: x\n\nask: met\n",
    "speakers": "Ann: x\n",
    "fields": "From: x\nTo: x\n",
    "greetings": "Dear A,\n",
    "quoted speakers": "> Ann: x\n",
    "odd lists": "• a\n",
    "questions of answers": "???",
    "brackets in answers": "Answer: a(",
    "meant headings": "[x](#a)\n\n**a**\n\n",
    "meant endings": "## End: x\n\nOutcome: safer\n\n",
    "quoted choices": "> - [a](#p)\n",
    "lists in notes": "- [a](#p)\n    - Why: x\n" + "        - x\n" * 20,
    "lazy lines": "- [a](#p)\nx\n",
    "quoted options": "> - [x] a\n",
    "meant questions": "**a**\n\nPoints: ask\n\n",
    "points": "- **a** b\n    - Where: x\n    - Answered by: a, b\n",
}


@pytest.fixture(scope="module")
def _nothing_left_behind() -> Iterator[None]:
    """The collector's own time grows with everything that other tests left behind: it leaves that alone."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _no_collection(_nothing_left_behind: None) -> Iterator[None]:
    """Nothing is collected while time is taken."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def _seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one run: the mean of as many as take a time that a clock can tell."""
    start, runs = process_time(), 0
    while (spent := process_time() - start) < LEAST:
        work()
        runs += 1
    return spent / runs


def _assert_in_proportion(work: Callable[[int], Callable[[], object]], length: int) -> None:
    """Twice the text takes about twice the time; a busy machine is given another try, and then a longer text.

    A step in the times (a text that no longer fits the processor's cache) is passed at some length; what is not in
    proportion is worse the longer the text.
    """
    tries = []
    for tried in (length, length, 2 * length, 4 * length):
        gc.collect()
        once, twice = _seconds(work(tried)), _seconds(work(2 * tried))
        assert once < 2 or tries
        tries.append((tried, once, twice))
        if twice <= 2.5 * once:
            return
    raise AssertionError(f"not in proportion: length of a text, seconds of it and of twice the text: {tries}")


def _read_scenario(content: bytes) -> None:
    file = SourceFile("scenarios/m/s.md", content)
    asked_sets(file)
    quiz, _ = parse_set(SourceFile("questions/m/a.md", QUESTION.encode()), None)
    scenario, _ = parse_scenario(file, None, {"a": quiz} if quiz else None)
    if scenario is not None:
        check_scenario(scenario, None, None)


def _read_set(content: bytes, briefing: Briefing | None = None) -> None:
    quiz, _ = parse_set(SourceFile("questions/m/a.md", content), briefing)
    if quiz is not None:
        check_set(quiz, briefing, {"a": quiz})


def _read_briefing(content: bytes) -> None:
    parse_briefing(SourceFile("scenarios/m/briefing.md", content))


READERS = {
    "in a passage": _read_scenario,
    "in a message": _read_scenario,
    "in a briefing": _read_briefing,
    "in a question": _read_set,
}


def _work(text: str, head: str = "bare") -> Callable[[], object]:
    """Reading this text under a head: as what the head is of, or in every way."""
    content = f"{HEADS[head]}{text}".encode()
    readers = [READERS[head]] if head in READERS else list(READERS.values())

    def read() -> None:
        for reader in readers:
            reader(content)

    return read


def test_many_different_ids_take_time_in_proportion_to_them() -> None:
    def work(points: int) -> Callable[[], object]:
        items = "".join(f"- **p{n}** b\n    - Where: x\n" for n in range(points))
        ids = ", ".join(f"p{n}" for n in range(points))
        return _work(
            f"{HEADS['in a briefing']}- **r** b\n    - Answered by: {ids}\n\n## Learning points\n\n### X\n\n{items}"
        )

    _assert_in_proportion(work, 1_000)


@pytest.mark.long
def test_many_different_questions_on_many_points_take_time_in_proportion_to_them() -> None:
    def work(number: int) -> Callable[[], object]:
        points = "".join(f"- **p{n}** b\n    - Where: x\n" for n in range(number))
        briefing, _ = parse_briefing(
            SourceFile("scenarios/m/briefing.md", f"# T\n\n## Learning points\n\n### X\n\n{points}".encode())
        )
        asked = "".join(
            f"## Q{n}\n\nPoints: p{n}, p{n // 2}, p0\n\nx\n\n- [x] a\n    - Why: x\n- [ ] b\n    - Why: x\n\n"
            for n in range(number)
        )
        critical = ", ".join(f"p{n}" for n in range(number))
        settings = f"---\nminutes: 4\ndraw: 2 for each point\ncritical: {critical}\n---\n\n# T\n\n"
        return lambda: _read_set(f"{settings}{asked}".encode(), briefing)

    _assert_in_proportion(work, 1_000)


@pytest.mark.parametrize("head", some({head: head for head in HEADS}, quick=1))
@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS.keys())
def test_twice_the_text_takes_about_twice_the_time(token: str, head: str) -> None:
    _assert_in_proportion(
        lambda length: _work(token * (length // len(token)), head), 2_000 if head == "bare" else 20_000
    )
