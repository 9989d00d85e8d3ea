"""What may not stand in a piece of prose: HTML, images, unsafe links, what is nearly a link, unknown inserts.

Every scan goes over a line once and no pattern repeats a repetition, so the time is linear in the text.
"""

import re
from dataclasses import dataclass

from quizapp.content.findings import Findings
from quizapp.content.outline import place_in
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.prose import Prose

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>]*>")
_TARGET = re.compile(r"\]\(<?([^\s()\[\]<>]*)>?(.?)")
_GAP = r"\][ \t]{1,3}\((?=[“”‘’\"]?(?:#|https?:|mailto:))"
_WRONG_ORDER = r"\)\[(?=[“”‘’\"]?(?:#|https?:|mailto:))"
_DEFINITION = re.compile(r" {0,3}\[[^\[\]]*\]:[ \t]*(\S*)")
_INSERT = re.compile(r"\{\{([^{}]*)\}\}")
_SAFE = r"(?:https?://|mailto:)\S"
_DIALLED = re.compile(r"(?:tel|sms):", re.IGNORECASE)
_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_QUOTES = "“”‘’\"'"


_GAP_IN_WORDS = re.compile(r"<([A-Za-z][^<>=/]{1,40})>")
_ELEMENTS = {
    *("a", "b", "i", "u", "s", "p", "q", "br", "hr", "em", "h1", "h2", "h3", "h4", "li", "ol", "ul", "td", "th", "tr"),
    *("div", "del", "ins", "sub", "sup", "pre", "img", "code", "font", "span", "mark", "small", "strong", "table"),
    *("strike", "center", "details", "summary", "script", "style", "iframe", "video", "audio", "button", "blockquote"),
}
_HOW_WITHOUT_HTML = "use Markdown; to show the sign itself, write `&lt;`"
_HOW_TO_FILL_IN = "write what is meant, or a local insert such as `{{safeguarding-lead}}`"


def _is_gap(text: str, at: int) -> bool:
    """Whether words in pointed brackets wait to be filled in, and are no element of HTML."""
    found = _GAP_IN_WORDS.match(text, at)
    return found is not None and found[1].split()[0].lower() not in _ELEMENTS


@dataclass(frozen=True, slots=True)
class _Links:
    """What links look like in one format."""

    safe: re.Pattern[str]
    nearly: tuple[re.Pattern[str], ...]
    begin: str


_WITHOUT_DIALLING = _Links(
    re.compile(_SAFE, re.IGNORECASE),
    (re.compile(_GAP), re.compile(_WRONG_ORDER)),
    "links begin with https://, http:// or mailto:",
)
_WITH_DIALLING = _Links(
    re.compile(_SAFE.replace("mailto:", "mailto:|tel:|sms:"), re.IGNORECASE),
    tuple(re.compile(pattern.replace("mailto:", "mailto:|tel:|sms:")) for pattern in (_GAP, _WRONG_ORDER)),
    "links begin with https://, http://, mailto:, tel: or sms:",
)


def check_inline(prose: Prose, findings: Findings, suggest: Suggester) -> None:
    """The same for prose that is shown in one line: what would break it is found, too."""
    check_prose(prose, findings, suggest)
    for row, text in enumerate(prose.text.split("\n")) if findings.format.breaks else ():
        if found := _BREAK.search(text):
            findings.at(
                "closing-backslash",
                place_in(prose, row, found.end() - 1),
                "a backslash at the end of a line breaks nothing here: this is shown in one piece",
                "take it away; only prose, introductions and stems have line breaks",
            )


def check_prose(prose: Prose, findings: Findings, suggest: Suggester) -> None:
    """Find everything in this prose that the format does not allow, each at its own place."""
    tags = 0
    for row, text in enumerate(prose.text.split("\n")):
        if "<" in text:
            for found in _TAG.finditer(text):
                closes = tags > 0 and text.startswith("</", found.start())  # its opening was reported
                if not closes and not _AUTOLINK.match(text, found.start()):
                    tags += 1
                    findings.at(
                        "html",
                        place_in(prose, row, found.start()),
                        "HTML cannot be used here",
                        _HOW_WITHOUT_HTML if not _is_gap(text, found.start()) else _HOW_TO_FILL_IN,
                    )
        if "![" in text:
            findings.at("image", place_in(prose, row, text.index("![")), "images cannot be used yet")
        elif "]" in text or ")[" in text:
            _check_links(prose, row, text, findings)
        if "{{" in text:
            for found in _INSERT.finditer(text):
                if findings.inserts and found[1] not in findings.inserts:
                    close = suggest.closest(found[1].strip(), findings.inserts)
                    findings.at(
                        "unknown-insert",
                        place_in(prose, row, found.start()),
                        f"`{{{{{found[1][:40]}}}}}` is not a local insert",
                        did_you_mean("{{" + close + "}}" if close else None)
                        or f"there are: {', '.join(findings.inserts)}; or declare it in the briefing's `inserts:`",
                    )


def _check_links(prose: Prose, row: int, text: str, findings: Findings) -> None:
    links = _WITH_DIALLING if findings.format.dialling else _WITHOUT_DIALLING
    nearly = "a link is written `[words](target)`, with nothing between the brackets and no quotes"
    for found in _TARGET.finditer(text):
        target, following = found[1], found[2]
        place = place_in(prose, row, found.start() + 2)
        if (target[:1] in _QUOTES and target) or (following[:1] in _QUOTES and following and not target):
            findings.at("nearly-link", place, "a link's target stands in quotes", nearly)
        elif not target or following not in (")", " ", "\t", "("):
            findings.at("nearly-link", place, "this is nearly a link", nearly)
        elif target.startswith("#"):
            findings.at(
                "unsafe-link",
                place,
                f"a link to `{target[:60]}` stands inside other text",
                "a continue is a paragraph of its own, with an empty line before and after it",
            )
        elif not links.safe.match(target):
            findings.at("unsafe-link", place, f"a link leads to `{target[:60]}`", links.begin)
        elif findings.format.dialling and following in (" ", "\t") and _DIALLED.match(target):
            findings.at(
                "nearly-link",
                place,
                "a number to dial has spaces in its link",
                "write it without: `[0808 800 5000](tel:08088005000)`",
            )
    for pattern in links.nearly:
        for found in pattern.finditer(text):
            findings.at("nearly-link", place_in(prose, row, found.start()), "this is nearly a link", nearly)
    definition = _DEFINITION.match(text)
    if definition and not links.safe.match(definition[1]):
        place = place_in(prose, row, definition.start(1))
        findings.at("unsafe-link", place, f"a link leads to `{definition[1][:60]}`", links.begin)
