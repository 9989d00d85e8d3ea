"""Lines that their author typed one under the other, and that would be shown one after the other, as one sentence.

A list in signs that make no list, a list right under a sentence, the greeting of a letter, times, and a chat of which
reading (`document_checks`) did not say that it was meant as a document. Documents keep their lines.
"""

import re
from collections.abc import Iterator

from quizapp.content.bullets import odd_bullet
from quizapp.content.document_checks import look_through
from quizapp.content.documents import split_quotes
from quizapp.content.findings import Findings
from quizapp.content.outline import place_in
from quizapp.content.raw import is_block
from quizapp.content.reader import Line
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.prose import Prose

_SPEAKER = re.compile(
    r"[*_]{0,2}[A-Z][\w'’.-]{0,30}(?: [A-Z][\w'’.-]{0,30}){0,2}(?: ?[(\[][^()\[\]]{1,20}[)\]])?[*_]{0,2}:[*_]{0,2} "
)
_TIME = re.compile(r"[\[(]?[0-9]{1,2}[:.][0-9]{2}\b")
_GREETING = re.compile(
    r"(?:Dear|Hi|Hello|Hey) [^.!?:]{1,40},$|(?:Yours|Kind regards|Best wishes|Many thanks|Regards|Love)[^.!?:]{0,20},$"
)
_NUMBER = re.compile(r" {0,3}[0-9]{1,3}\.[ \t]+\S")
_KEEP = "; or end each line but the last with a backslash, which keeps them apart"
_HELP = {
    "chat": f"make it a document: a quote that begins `> Message: Title`{_KEEP}",
    "greeting": f"make it a document: a quote that begins `> Letter: Title`{_KEEP}",
    "list": "begin each line of a list with `- `",
    "under": "leave an empty line before a list",
}


def run_together(prose: Prose) -> Iterator[Diagnostic]:
    """The first of each kind of such lines in every stretch of a piece of prose, at its first line."""
    if not is_block(prose) or "\n" not in prose.text:
        return
    lines = tuple(Line(number, text) for number, text in enumerate(prose.text.split("\n")))
    for stretch in split_quotes(lines):
        if stretch.document is not None:
            continue
        told: set[str] = set()
        previous = ""
        for first, second in zip(stretch.lines, stretch.lines[1:], strict=False):
            kind = _kind(_inside(first), _inside(second), previous)
            if kind and kind not in told:
                told.add(kind)
                if kind == "chat" and _is_told(stretch.lines, prose):
                    continue
                column = len(first.text) - len(_inside(first).lstrip())
                what = "these lines would be shown one after the other, on one line"
                yield diagnostic("run-together", place_in(prose, first.number, column), what, _HELP[kind])
            previous = _inside(first)


def _is_told(lines: tuple[Line, ...], prose: Prose) -> bool:
    """Whether reading said already that these lines were meant as a document."""
    aside = Findings(prose.span.path)
    look_through(lines, aside)
    return bool(aside.found)


def _inside(line: Line) -> str:
    return line.text.lstrip("> ") if line.text.startswith(">") else line.text


def _kind(first: str, second: str, previous: str) -> str:
    """What two neighbouring lines of a paragraph are that should not run together; empty where they may."""
    if not first.strip() or not second.strip() or first.endswith(("\\", "  ")):
        return ""
    if odd_bullet(first) and odd_bullet(second) and not _NUMBER.match(first) and _begins_alike(first, second):
        return "list"
    is_item = bool(Line(0, first).bullet or _NUMBER.match(first))
    if Line(0, second).bullet or _NUMBER.match(second):
        in_list = is_item or first.startswith((" ", "\t")) or bool(Line(0, previous).bullet or _NUMBER.match(previous))
        return "" if in_list or second.startswith(" ") or _is_drawn(second) else "under"
    if is_item:
        return ""
    if _TIME.match(first) and _TIME.match(second):
        return "chat"
    if _SPEAKER.match(first) and _SPEAKER.match(second):
        return "chat"
    return "greeting" if _GREETING.match(first) else ""


def _begins_alike(first: str, second: str) -> bool:
    """Whether two lines begin as two items would: with the same sign, or with a number or a letter and the next."""
    one, other = first.lstrip()[0], second.lstrip()[0]
    if one.isalnum() or one == "(":
        one, other = first.lstrip(" \t(")[0], second.lstrip(" \t(")[0]
        return ord(other) == ord(one) + 1
    return one == other and one not in "*+"


def _is_drawn(text: str) -> bool:
    return not text.strip(" -*_")
