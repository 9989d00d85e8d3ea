"""Broken files, some two hundred of each kind (reliability C3): refused by line in plain words, and none goes live.

Every file is the example with one thing broken, in every place where that thing stands (question files: broken_sets).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import pytest

from quizapp.model.diagnostics import Diagnostic, Severity
from quizapp.model.published import SourceFile
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site
from quizapp.store.published import versions
from tests.amounts import amounts
from tests.clock import Clock
from tests.databases import SqliteTemplate, opened
from tests.services import broken_sets
from tests.services.example_site import PATH, example_files
from tests.services.quiz_files import quiz_files

EXAMPLE = next(f.content.decode() for f in example_files() if f.path == PATH)
LINES = EXAMPLE.split("\n")
BRIEFING = tuple(f for f in example_files() if f.path != PATH)
NOT_PLAIN = re.compile(r"Traceback|Error\b|Exception|None\b|<class|\bnull\b|0x[0-9a-f]{4}|/work|\\x")

T = TypeVar("T")

# What was done, the code that says so ("": any), the file, and the line at which it must be said (None: any).
Broken = tuple[str, str, bytes, int | None]


def changed(
    what: str, code: str, place: str, change: Callable[[str], str], *, above: int | None = 0
) -> Iterator[Broken]:
    """The example broken once in each line that matches; it must be said so many lines above (None: anywhere)."""
    for number, line in enumerate(LINES):
        if re.search(place, line):
            made = [*LINES[:number], change(line), *LINES[number + 1 :]]
            yield (
                f"{what}, line {number + 1}",
                code,
                "\n".join(made).encode(),
                None if above is None else number + 1 - above,
            )


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda line: re.sub(old, new, line, count=1)


def after(more: str) -> Callable[[str], str]:
    return lambda line: f"{line}\n{more}"


def whole(what: str, code: str, old: str, new: str, line: int | None = None) -> Iterator[Broken]:
    """The example with one text replaced."""
    assert EXAMPLE.count(old) == 1, old
    yield what, code, EXAMPLE.replace(old, new).encode(), line


def corpus() -> Iterator[Broken]:
    yield from of_links()
    yield from of_marks()
    yield from of_headings()
    yield from of_settings()
    yield from of_prose()
    yield from of_stories()
    yield from of_bytes()


def of_links() -> Iterator[Broken]:
    choice = r"^- \[.*\]\(#"
    yield from changed("an anchor with a slip", "unknown-passage", r"\]\(#", swap(r"\(#(.)", r"(#\1x"))
    yield from changed("a choice that leads out", "not-one-link", choice, swap(r"\(#", "(https://example.org/"))
    yield from changed("a choice without its bracket", "not-one-link", choice, swap(r"\]\(", "("))
    yield from changed("a choice without words", "empty-choice", choice, swap(r"\[.*\]", "[]"))
    yield from changed("a choice that is only words", "not-one-link", choice, lambda _: "- Go and ask her")
    yield from changed("a way on to the debrief", "debrief-linked", choice, swap(r"\(#.*\)", "(#debrief)"))


def of_marks() -> Iterator[Broken]:
    mark = r"^    - [a-z-]+: (met|partly|missed)$"
    yield from changed("an id with a slip", "unknown-id", mark, swap("- ", "- x"))
    yield from changed("an unknown mark", "unknown-mark", mark, swap("(met|partly|missed)$", "mostly"))
    yield from changed("an unknown risk", "unknown-id", "Risk: ", swap("Risk: ", "Risk: x"))
    yield from changed("a point for a risk", "wrong-kind", "Risk: ", swap("Risk: .*", "Risk: talk-directly"))
    yield from changed("an empty why", "missing-key", "Why: ", swap("Why: .*", "Why:"))
    yield from changed("a note twice", "duplicate-mark", mark, lambda line: f"{line}\n{line}", above=-1)
    yield from changed("a note too deep", "bad-indent", mark, swap("^    ", "      "))


def of_headings() -> Iterator[Broken]:
    heading = "^## (?!Debrief)"
    yield from changed("a heading twice", "duplicate-heading", heading, lambda line: f"{line}\n\n{line}", above=-2)
    yield from changed("a heading without words", "empty-heading", heading, lambda _: "## ")
    yield from changed("a heading of another level", "misplaced-heading", heading, swap("##", "####"))
    yield from changed("an outcome with a slip", "unknown-outcome", "^Outcome: ", swap("Outcome: .*", "Outcome: good"))
    yield from changed("an ending without its outcome", "missing-key", "^Outcome: ", lambda _: "", above=2)
    yield from changed(
        "an ending that goes on", "ending-with-way-on", "^Outcome: ", after("\n[On](#her-mother)"), above=-2
    )


def of_settings() -> Iterator[Broken]:
    required = "^(you-are|minutes|nation|content-note): "
    setting = "^(you-are|minutes|nation|content-note|pass|feedback|critical|counters): "
    yield from changed("a setting that is missing", "missing-key", required, lambda _: "", above=None)
    yield from changed("a setting that is empty", "missing-key", required, swap(": .*", ":"))
    yield from changed("a setting with a slip", "unknown-key", setting, swap("^", "x"))
    yield from changed("a setting twice", "duplicate-key", setting, lambda line: f"{line}\n{line}", above=-1)
    yield from changed("a setting without its colon", "not-key-text", setting, swap(": ", " "))
    for key, value, code in (
        ("minutes", "soon", "bad-value"),
        ("minutes", "100000", "number-out-of-range"),
        ("pass", "101", "number-out-of-range"),
        ("pass", "most", "bad-value"),
        ("feedback", "sometimes", "bad-value"),
        ("critical", "no-such-point", "unknown-id"),
        ("counters", "trust from here", "bad-value"),
        ("counters", "trust 9 from 0 to 3", "number-out-of-range"),
    ):
        yield from changed(f"{key}: {value}", code, f"^{key}: ", lambda _, line=f"{key}: {value}": line)


def of_prose() -> Iterator[Broken]:
    heading = "^## (?!Ending|Debrief)"
    for what, code, text in (
        ("HTML", "html", "Maya <b>smiles</b>."),
        ("a script", "html", "<script>alert(1)</script>"),
        ("an image", "image", "![Maya](maya.png)"),
        ("an unsafe link", "unsafe-link", "[Read more](javascript:alert)"),
        ("an unknown insert", "unknown-insert", "Ask {{the-boss}}."),
        ("a comment never closed", "unclosed-comment", "<!-- Say more here"),
    ):
        yield from changed(what, code, heading, after(f"\n{text}\n"), above=-2)
    yield from changed(
        "a condition in other words", "bad-condition", "Only if: ", swap("Only if: .*", "Only if: maybe")
    )
    yield from changed(
        "a condition on no counter", "unknown-counter", "Only if: ", swap("Only if: .*", "Only if: luck >= 2")
    )
    yield from changed("a change of no counter", "unknown-counter", "trust: [+]1", swap("trust", "luck"))


def of_stories() -> Iterator[Broken]:
    yield from whole(
        "a loop without a way out",
        "trap",
        "and find Maya](#five-minutes)\n\n## Nothing",
        "and find Maya](#her-mother)\n\n## Nothing",
    )
    yield from whole("a passage that goes nowhere", "no-way-on", "[You go and find Maya](#five-minutes)\n", "")
    yield from whole("no debrief", "no-debrief", EXAMPLE[EXAMPLE.index("## Debrief") :], "")
    yield from whole("no title", "no-title", "# Just a phase?\n", "")
    yield from whole("two titles", "second-title", "## Her mother\n", "# Her mother\n")
    yield from whole("no settings", "no-front-matter", EXAMPLE[: EXAMPLE.index("# Just")], "")
    yield from whole("an ending first", "starts-with-ending", "## Monday registration\n", "## Ending: Monday\n")
    endings = EXAMPLE[EXAMPLE.index("## Ending") : EXAMPLE.index("## Debrief")]
    yield from whole("no endings", "no-ending", endings, "")
    yield from whole(
        "two ways on",
        "two-ways-on",
        "[You go and find Maya](#five-minutes)",
        "[Go](#five-minutes)\n\n[No](#five-minutes)",
    )
    marked = "(#her-mother)\n    - talk-directly: partly"
    for nobody in ("visited #ending-the-gap", "trust >= 3 and trust < 3"):
        never = marked.replace("\n", f"\n    - Only if: {nobody}\n", 1)
        yield from whole(f"a choice for nobody: {nobody}", "never-taken", marked, never)
    yield "a passage that offers nothing", "nothing-left", nothing_left(), None
    for number, line in enumerate(LINES):
        if line.startswith("## "):
            yield f"cut off before line {number + 1}", "", "\n".join(LINES[:number]).encode(), None


def nothing_left() -> bytes:
    """Every choice of the first passage wants trust that nobody has yet."""
    head, tail = EXAMPLE.split("## Her mother", 1)
    return (re.sub(r"(\]\(#.*\))", r"\1\n    - Only if: trust >= 3", head) + "## Her mother" + tail).encode()


def of_bytes() -> Iterator[Broken]:
    content = EXAMPLE.encode()
    for at in range(100, len(content), len(content) // 8):
        line = content[:at].count(b"\n") + 1
        for what, bad in (("a byte that is no text", b"\xff"), ("a NUL", b"\0"), ("half a letter", b"\xc3")):
            yield f"{what} at {at}", "not-text", content[:at] + bad + b" " + content[at:], line
    yield "nothing", "empty-file", b"", 1
    yield "blank lines only", "empty-file", b"\n \n\t\n", 1
    yield "UTF-16", "not-text", EXAMPLE.encode("utf-16"), None
    yield "too much", "too-large", content + b"x" * 300_000, None


BROKEN = list(corpus())


@pytest.fixture(scope="module")
def site(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with opened(sqlite_template.copy(tmp_path_factory.mktemp("corpus"))) as database:
        made = Site(Settings(secret_key="k" * 40), database, {}, "", Clock())
        assert publish(made, example_files()).publications
        assert publish(made, quiz_files()).publications
        yield made


def test_the_corpus_is_large_and_each_file_is_another():
    assert len(BROKEN) >= 200
    assert len({content for _, _, content, _ in BROKEN}) == len(BROKEN)
    assert len({code for _, code, _, _ in BROKEN}) >= 35


@amounts(quick=4, long=1_000)
def test_every_broken_file_is_refused_and_the_old_version_stays_live(
    site: Site, monkeypatch: pytest.MonkeyPatch, amount: int
):
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("a broken file came as far as being compiled"))
    before = live(site)
    for what, code, content, line in spread(BROKEN, amount):
        said = publish(site, (*BRIEFING, SourceFile(PATH, content)))
        assert not said.publications and live(site) == before, what
        errors = [d for d in said.diagnostics if d.severity is Severity.ERROR and d.span.path == PATH]
        assert errors, what
        assert any(code in ("", d.code) and line in (None, d.span.line) for d in errors), (what, *map(str, errors))
        for each in errors:
            assert_plain(each, content.count(b"\n") + 1)


@amounts(quick=3, long=1_000)
def test_every_broken_question_file_is_refused_and_the_old_version_stays_live(
    site: Site, monkeypatch: pytest.MonkeyPatch, amount: int
):
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("a broken file came as far as being compiled"))
    before = live(site)
    broken = list(broken_sets.corpus())
    assert len({content for _, _, _, content, _ in broken}) == len(broken) >= 180
    assert len({code for _, code, *_ in broken}) >= 30
    for what, code, path, content, line in spread(broken, amount):
        files = tuple(SourceFile(path, content) if f.path == path else f for f in quiz_files())
        said = publish(site, files)
        assert not said.publications and live(site) == before, what
        errors = [d for d in said.diagnostics if d.severity is Severity.ERROR and d.span.path == path]
        assert any(code == d.code and line in (None, d.span.line) for d in errors), (what, *map(str, errors))
        for each in errors:
            assert_plain(each, content.count(b"\n") + 1)


def spread(cases: Sequence[T], amount: int) -> Sequence[T]:
    """About so many of these, from all over them."""
    return cases[:: max(1, len(cases) // amount)]


def live(site: Site) -> tuple[str, ...]:
    with site.database.read() as connection:
        return tuple(p.version for p in versions.all_live(connection))


def assert_plain(said: Diagnostic, lines: int) -> None:
    """A line that the file has, and words for somebody who writes no programs."""
    assert 1 <= said.span.line <= lines
    for text in (said.text, said.help):
        assert not NOT_PLAIN.search(text), said
        assert not text.endswith(".") and "\n" not in text, said
    assert len(said.text.split()) > 2, said
    assert not re.match("[A-Z][a-z]", said.text), said
