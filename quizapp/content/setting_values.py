"""Settings that can be read and mean something else than their author thinks, said where they stand (FORMAT §6)."""

import re

from quizapp.content.findings import Findings
from quizapp.content.frontmatter import FrontMatter
from quizapp.content.plain import plain
from quizapp.content.suggest import Suggester, did_you_mean
from quizapp.model.briefing import Briefing
from quizapp.model.contacts import NATIONS

LOWEST_PASS = 50
USUAL_PASS = 80

_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "„": "“", "«": "»"}
_SEVERAL = re.compile(r"\b(?:uk|gb|united kingdom|great britain|britain|british isles|all|any)\b|[,;/&+]|\band\b")
_OTHER_NAMES = {
    "ni": "northern-ireland",
    "n ireland": "northern-ireland",
    "cymru": "wales",
    "ulster": "northern-ireland",
}
_SPEAKS = re.compile(r"(?:you are|you're|you’re|i am|i'm|i’m)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:A|An|The) ")


def read_text(front: FrontMatter, key: str, findings: Findings) -> str:
    """A setting's words as written, with a finding where quotation marks around them would be shown."""
    text = front.text(key)
    if text and text != unquoted(text):
        help = f"write it without them: `{key}: {unquoted(text)[:80]}`"
        _say(front, key, findings, f"the quotation marks around `{key}` would be shown", help)
    return text


def read_role(front: FrontMatter, findings: Findings) -> str:
    """Who the reader is. The page says `You are`, and goes on with this."""
    text = read_text(front, "you-are", findings)
    bare = unquoted(text)
    if bare != text or not text:
        return text
    if found := _SPEAKS.match(bare):
        meant = bare[found.end() :].strip()
        _say(
            front, "you-are", findings, f"the page says `You are` itself, before `{bare[:40]}`", f"write `{meant[:80]}`"
        )
    elif found := _ARTICLE.match(bare):
        meant = bare[0].lower() + bare[1:]
        _say(
            front, "you-are", findings, f"`{bare[:40]}` stands in a sentence, after `You are`", f"write `{meant[:80]}`"
        )
    elif bare.endswith(".") and " " in bare:
        _say(front, "you-are", findings, "the page ends the sentence itself", f"write `{bare.rstrip('.')[:80]}`")
    return text


def read_nation(front: FrontMatter, briefing: Briefing | None, findings: Findings, suggest: Suggester) -> str:
    """The nation as written, with a finding where it is none of the four, or not that of the briefing."""
    text = read_text(front, "nation", findings)
    nation = plain(unquoted(text))
    if not nation:
        return text
    if nation not in NATIONS:
        _say(front, "nation", findings, f"`nation` is `{nation[:40]}`", _meant(nation, suggest), "unknown-nation")
    elif briefing is not None and briefing.nation in NATIONS and briefing.nation != nation:
        said = f"`nation` is `{nation}`, and the briefing of this module is about `{briefing.nation}`"
        help = "law and procedure differ: write for the briefing's nation, or make a module of its own"
        _say(front, "nation", findings, said, help, "other-nation")
    return text


def read_pass(front: FrontMatter, findings: Findings) -> int:
    """The pass mark in per cent, with a finding where it is so low that it says little."""
    percent = front.number("pass", 0, 100, USUAL_PASS, findings)
    if percent < LOWEST_PASS:
        help = f"it is in per cent: {USUAL_PASS} is usual"
        if 0 < percent <= 10:
            help += f"; did you mean `{percent * 10}`?"
        _say(
            front,
            "pass",
            findings,
            f"`pass` is {percent}, and under {LOWEST_PASS} a pass says little",
            help,
            "low-pass",
        )
    return percent


def unquoted(text: str) -> str:
    """The words without quotation marks around all of them; as they are where the marks belong to a part."""
    if len(text) > 2 and _QUOTES.get(text[0]) == text[-1]:
        inner = text[1:-1]
        if not any(mark in inner for mark in {text[0], text[-1]} - {"'", "’"}):
            return inner.strip()
    return text


def _meant(nation: str, suggest: Suggester) -> str:
    plain = " ".join(nation.lower().replace(".", " ").replace("_", " ").split())
    if _SEVERAL.search(plain):
        return f"law and procedure differ: name the one nation that it is set in, {_listed()}"
    meant = _OTHER_NAMES.get(plain) or suggest.closest(plain.replace(" ", "-"), NATIONS)
    return did_you_mean(meant) or f"write {_listed()}"


def _listed() -> str:
    return f"{', '.join(f'`{nation}`' for nation in NATIONS[:-1])} or `{NATIONS[-1]}`"


def _say(front: FrontMatter, key: str, findings: Findings, text: str, help: str, code: str = "setting-text") -> None:
    findings.at(code, front.values[key].span(findings.path), text, help)
