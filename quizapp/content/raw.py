"""What staff would see as it stands in the file, because this Markdown has no such sign or this place no such key.

Documents show what people typed, so only an insert and a gap that are plainly the author's own are found in them.
Inside quotation marks a person may say most of it.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html.entities import html5

from quizapp.content.documents import split_quotes
from quizapp.content.inserts import INSERTS
from quizapp.content.outline import place_in
from quizapp.content.raw_blocks import loose_bars, loose_stars
from quizapp.content.reader import Line
from quizapp.content.wording import without_quotes
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.prose import Prose

_SUSPECT = re.compile(r"[~=^|\[\]{}`&?$#*]|:\w|\w:|//|\.{5}|…{2}|www\.|\bT[BO][ACD]|\bxx", re.IGNORECASE)
_CODE = re.compile(r"`[^`]+`")
_PLAIN = re.compile(r"(\*\*|__|\*|`)(?=[^\s*_`])[^*_`]{1,200}\1|\]\((?=[#h])|\{\{[^{}]*\}\}|&[A-Za-z]{2,10};|~~|==")
_BRACES = re.compile(r"(?<![{$])\{(?!\{)([^{}]{1,60})\}(?!\})|\[\[([^\[\]]{1,80})\]\]")
_BRACKETS = re.compile(r"(?<![\[\]\\!])\[([^\[\]]{1,60})\](?![(\[:{])")
_ADDRESS = re.compile(r"(?<![<\[\w/.@\"'“”‘’])(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_KEY = re.compile(
    r"[ \t]*(?:[-*+•][ \t]+)?[*_]{0,2}"
    r"(?P<key>Outcome|Why|Then|Points|Answer|Reflect|Risk|[a-z][a-z0-9-]{1,59})"
    r"[*_]{0,2}[ \t]?:[*_]{0,2}[ \t]*(?P<text>.*)$"
)
_FRAME = re.compile(r"^[ \t]*(?:```+|~~~+)")
_IDS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:,[ \t]*[a-z0-9]+(?:-[a-z0-9]+)*)*$")
_ENTITY = re.compile(r"&([A-Za-z]{2,10});")
_SHORT_LETTERS = ("SIC", "REDACTED", "CCTV", "GP", "NHS", "DSL", "NFA")
_FILL_IN = {"insert", "add", "enter", "fill", "your", "choose", "select", "placeholder", "to"}  # as the first word
_FILLED_IN = {  # as the last word
    *("name", "names", "date", "time", "place", "school", "text", "title", "number", "phone", "address", "age", "town"),
    *(
        "here",
        "link",
        "url",
        "in",
        "tbc",
        "tbd",
        "tba",
        "todo",
        "xx",
        "xxx",
        "x",
        "…",
        "team",
        "role",
        "email",
        "e-mail",
    ),
}

_TASK_BOX = "an option with a box stands in a question of a set; a list has `- ` alone"
_NO_SIGN = "take the signs away: this text has *slanted* and **strong** words, and no other"
_NO_LINK = "write it `[words](https://…)`"


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign that is shown as it stands: its pattern, what it is, what to do, and whether somebody may say it.

    `needs`: one of these is in every text that has it; most texts have none, and are looked through no further.
    """

    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    what: str
    help: str
    may_be_said: bool = False
    is_meant: Callable[[re.Match[str]], bool] = lambda _found: True


_SIGNS = (
    _Sign(
        ("://", "www.", "WWW."),
        _ADDRESS,
        "the address `{}` is no link",
        f"{_NO_LINK}; or `<https://…>` to show it as it is",
        True,
        lambda found: not _in_a_link(found),
    ),
    _Sign(
        ("[",),
        re.compile(r"^[ \t]*(?:[-*+][ \t]+|[0-9]{1,3}\.[ \t]+)?\[[ xX]?\](?=\s)"),
        "the box `{}` is shown",
        _TASK_BOX,
    ),
    _Sign(("~~",), re.compile(r"~~[^~\s]|\s~~$"), "`~~` strikes nothing out", _NO_SIGN),
    _Sign(("==",), re.compile(r"(?<![=\w])==(?=[^=\s])"), "`==` marks nothing", _NO_SIGN),
    _Sign(
        ("[^",),
        re.compile(r"\[\^[^\[\]]{1,30}\]"),
        "the footnote `{}` is shown",
        "write it in the text, or link to the source",
    ),
    _Sign(("][",), re.compile(r"(?<![\[\]])\[[^\[\]]{1,80}\]\[[^\[\]]{0,40}\]"), "`{}` is no link", _NO_LINK),
    _Sign(
        (".....", "……"),
        re.compile(r"(?:\.{5,}|…{2,})[ \t]*[0-9]{1,4}$"),
        "dots lead to a page number, and pages have none here",
        "take the contents away: links lead from page to page",
    ),
    _Sign(
        ("]:",),
        re.compile(r"^ {0,3}\[[^\[\]^]{1,80}\]:[ \t]*https?:"),
        "`{}` is shown",
        f"{_NO_LINK} where it is needed",
    ),
    _Sign(
        ("```", "~~~"), _FRAME, "three such signs make no frame", "use a quote, or a document such as `> Record: Title`"
    ),
    _Sign(
        ("#",),
        re.compile(r"^[ \t]*(?:>[ \t]*)+#{1,6}[ \t]+[^:\s][^:]*$"),
        "a heading in a quote is shown with its `#`",
        "make it **strong**",
    ),
    _Sign(
        (":",),
        re.compile(r"(?<![\w:/]):[a-z][a-z0-9_]{2,30}:(?![\w/:])"),
        "`{}` is no picture",
        "write it in words",
        True,
    ),
    _Sign(("&",), _ENTITY, "`{}` is no sign", "type the sign itself", False, lambda found: f"{found[1]};" not in html5),
    _Sign(
        ("[",),
        _BRACKETS,
        "`{}` waits for its words",
        "write what is meant, or an insert such as `{{{{safeguarding-lead}}}}`",
        False,
        lambda found: _waits(found[1]),
    ),
)


def shown_raw(prose: Prose, inserts: Collection[str] = INSERTS) -> Iterator[Diagnostic]:
    """Everything in a piece of prose that would be shown as it stands, the first of each kind in a line.

    `inserts` are the names that may stand in double braces.
    """
    if prose.slot in _PLAIN_SLOTS:
        yield from _shown_in_plain_text(prose)
        return
    if not _SUSPECT.search(prose.text):
        return
    rows = prose.text.split("\n")
    signs = [sign for sign in _SIGNS if any(need in prose.text for need in sign.needs)]
    said = without_quotes(prose.text).split("\n") if any(sign.may_be_said for sign in signs) else rows
    in_frame = False
    looked_at = tuple(rows_to_look_at(rows))
    for row in looked_at:
        text = _CODE.sub(lambda found: " " * len(found[0]), rows[row])
        unsaid = _CODE.sub(lambda found: " " * len(found[0]), said[row])
        for sign in signs:
            found = sign.pattern.search(unsaid if sign.may_be_said else text)
            if found and sign.pattern is _FRAME:
                in_frame = not in_frame  # of the two lines around something the first is said
            if found and sign.is_meant(found) and (sign.pattern is not _FRAME or in_frame):
                shown = found[0].strip()[:60]
                what = sign.what.format(shown.rstrip(".,;:)") if sign.pattern is _ADDRESS else shown)
                yield diagnostic("shown-raw", place_in(prose, row, found.start()), what, sign.help.format())
        yield from _braces(prose, row, text, inserts)
        yield from _known_key(prose, row, text)
    kept = set(looked_at)
    yield from _left_in_documents(prose, [(row, text) for row, text in enumerate(rows) if row not in kept], inserts)
    rows = [text if row in kept else "" for row, text in enumerate(rows)]
    if is_block(prose):
        yield from loose_bars(prose, rows)
    yield from loose_stars(prose, rows)


def _in_a_link(found: re.Match[str]) -> bool:
    """Whether an address stands where a link's does, or nearly: of that reading says what is wrong."""
    before = found.string[max(found.start() - 8, 0) : found.start()]
    return re.search(r"\][\s\u200b]{0,3}[(:][\s\u200b]{0,3}$", before) is not None


_PLAIN_SLOTS = ("heading", "you-are", "content-note")


def is_block(prose: Prose) -> bool:
    """Whether a piece of prose has paragraphs, and is not the words of a choice, a note or an option."""
    return (
        prose.slot == "introduction"
        or prose.slot.endswith("/stem")
        or (
            prose.slot.rpartition("/")[2].isdigit()
            and (prose.slot.count("/") == 1 and not prose.slot.startswith("debrief/"))
        )
    )


def _shown_in_plain_text(prose: Prose) -> Iterator[Diagnostic]:
    found = _PLAIN.search(prose.text)
    if found:
        where = "a heading" if prose.slot == "heading" else f"`{prose.slot}`"
        what = f"`{found[0][:40]}` is shown as it stands: {where} is plain words"
        yield diagnostic("shown-raw", place_in(prose, 0, found.start()), what, "take the signs away")


def rows_to_look_at(rows: list[str]) -> Iterator[int]:
    """The rows of a piece of prose that have words and are no document's."""
    for stretch in split_quotes(tuple(Line(number, text) for number, text in enumerate(rows))):
        if stretch.document is None:
            yield from (line.number for line in stretch.lines if not line.is_blank)


def _waits(words: str) -> bool:
    if words.strip(" xX~") == "":
        return False  # a box, not a gap
    text = words.strip(" .…?_") or "…"
    if text.isupper() and len(text) > 1:
        return text not in _SHORT_LETTERS and any(character.isalpha() for character in text)
    first, *_, last = [text.split()[0].casefold(), *(word.casefold() for word in text.split())]
    return first in _FILL_IN or last in _FILLED_IN


def _braces(prose: Prose, row: int, text: str, inserts: Collection[str]) -> Iterator[Diagnostic]:
    found = _BRACES.search(text)
    if not found:
        return
    name = "-".join((found[1] or found[2]).replace("'", "").lower().split())
    help = "two braces hold a local insert, such as `{{safeguarding-lead}}`; otherwise write the words"
    if found[2]:
        help = f"a link is `[words](https://…)`, and a passage is linked in a way on; {help}"
    if name in inserts:
        help = f"did you mean `{{{{{name}}}}}`?"
    yield diagnostic("shown-raw", place_in(prose, row, found.start()), f"`{found[0]}` is shown as it stands", help)


_GAP_IN_A_DOCUMENT = re.compile(r"\[(?:insert|enter|fill in|choose|select) [^\[\]]{1,60}\](?!\()", re.IGNORECASE)


def _left_in_documents(prose: Prose, rows: list[tuple[int, str]], inserts: Collection[str]) -> Iterator[Diagnostic]:
    """An insert in single braces, and what somebody was to fill in, which no person would type in a letter."""
    for row, text in rows:
        found = _BRACES.search(text)
        if found and "-".join((found[1] or found[2]).lower().split()) in inserts:
            yield from _braces(prose, row, text, inserts)
        gap = _GAP_IN_A_DOCUMENT.search(text)
        if gap:
            help = "write what is meant, or an insert such as `{{safeguarding-lead}}`"
            yield diagnostic("shown-raw", place_in(prose, row, gap.start()), f"`{gap[0]}` waits for its words", help)


_KEYS = {
    "Outcome": "it stands right under `## Ending: …`; a page where the story ends is called so",
    "Why": "it is a note, under its choice or option: `    - Why: …`; of a question without options, under its heading",
    "Then": "it is a note, under its choice: `    - Then: …`",
    "Risk": "it is a note, under its choice: `    - Risk: id`",
    "Points": "it stands right under the heading of a question",
    "Answer": "it stands right under the heading of a question",
    "Reflect": "it stands right under the heading of a question",
}


def _known_key(prose: Prose, row: int, text: str) -> Iterator[Diagnostic]:
    found = _KEY.match(text)
    if not found:
        return
    key, rest = found["key"], found["text"]
    if key == "Risk" and not (_IDS.match(rest) and "-" in rest):
        return
    if key not in _KEYS and rest not in ("met", "partly", "missed"):
        return
    help = _KEYS.get(key, "a mark is a note, under its choice: `    - id: met`")
    yield diagnostic("shown-raw", place_in(prose, row, found.start("key")), f"`{key}:` is shown as words here", help)
