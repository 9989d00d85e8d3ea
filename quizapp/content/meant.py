"""What an author meant by words that are nearly a mark, a note's key, a link to a passage or a choice.

Only what is certain: the help names it, and reading goes on with it, so that one slip is told once.
"""

import re

from quizapp.content.anchors import anchor
from quizapp.content.bullets import Shape
from quizapp.content.findings import Findings
from quizapp.content.links import Link, guess_link, is_nearly_link
from quizapp.content.names import Names
from quizapp.content.notes import Item
from quizapp.content.reader import Line
from quizapp.model.scenario import Word

MARKS = {"met": Word.MET, "partly": Word.PARTLY, "missed": Word.MISSED}
_MEANT_MARKS = {
    "met": ("yes", "y", "true", "full", "fully", "fully met", "good", "right", "correct", "done", "pass", "✓", "✔"),
    "partly": ("part", "partial", "partially", "partly met", "partially met", "half", "some", "so-so", "~", "½", "0.5"),
    "missed": ("no", "n", "false", "miss", "not met", "unmet", "bad", "wrong", "fail", "failed", "none", "✗", "✘", "x"),
}
_MEANT_KEYS = {
    "Why": ("reason", "because", "explanation", "explain", "feedback", "rationale", "comment", "why not"),
    "Risk": ("temptation", "risk factor", "risk factors"),
    "Only if": ("if", "when", "only when", "show if", "condition"),
    "Then": (
        "consequence",
        "consequences",
        "result",
        "outcome",
        "what happens",
        "what happened",
        "what happens next",
        "next",
        "story",
    ),
}
_MARK_OF = {word: mark for mark, words in _MEANT_MARKS.items() for word in words}
_KEY_OF = {word: key for key, words in _MEANT_KEYS.items() for word in words}

_MOST_SHOWN = 60  # signs of a choice's words
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_CHANGE = re.compile(r"[+\-−–][ \t]?[0-9]{1,3}$")
_ARROW = re.compile(r"[-=]{1,3}>|[→➔➜⇒»]|>>|\b(?:go|goes|leads?) to\b", re.IGNORECASE)
_WIKI = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]|]*))?\]\]")
_BRACKETS = re.compile(r"\[([^\[\]]*)\][ \t]{0,3}[\[(<{（]([^\[\](){}<>（）]*)[\])>}）]?[ \t.,;:!]*$")
_TURNED = re.compile(r"[({<]#?([^()\[\]{}<>]*)[)}>][ \t]{0,3}\[([^\[\]]*)\]")
_CLOSING = re.compile(r"[)\]}>）]")
_AROUND = ' \t:.,()[]{}（）［］"“”*'
_DASHES = str.maketrans("–—−‐‑_", "------")


def meant_mark(text: str) -> str | None:
    """The mark that a word stands for, whatever its case and the stop after it; None for a word that says no mark."""
    word = text.strip(" .,;!").casefold()
    return word if word in MARKS else _MARK_OF.get(word)


def meant_key(key: str) -> str | None:
    """The key of a note that another word stands for; None for any other word."""
    return _KEY_OF.get(key.strip(" *_").casefold())


def meant_passage(target: str, names: Names) -> str | None:
    """The passage that a link's target means, written as its heading, without its `#` or with a file before it."""
    words = target.rpartition("#")[2].strip(" \t\"'“”‘’./").removesuffix(".md").translate(_DASHES)
    made = anchor(words)
    return next((name for name in (made, f"ending-{made}") if name in names.passages), None)


def meant_link(line: Line, names: Names) -> Link | None:
    """The link to a passage that a line is for a reader: an arrow, double brackets, a heading or an anchor in words.

    None where the line names no passage that there is.
    """
    for start, words, target in _told(line.text):
        passage = meant_passage(target, names)
        if passage is not None:
            words = words.strip(_AROUND)
            label = (Line(line.number, words, line.column + max(line.text.find(words), 0)),) if words else ()
            return Link(label or (Line(line.number, target.strip(), line.column),), _target(line, start, passage))
    return None


def _target(line: Line, start: int, passage: str) -> Line:
    return Line(line.number, f"#{passage}", line.column + start)


def _told(text: str) -> list[tuple[int, str, str]]:
    """Where a target may stand in a line, the words before it, and the target."""
    told: list[tuple[int, str, str]] = []
    if found := _WIKI.search(text):
        first, second = found[1], found[2] or ""
        told += [(found.start(), first, second or first), (found.start(), second or first, first)]
    elif found := _TURNED.search(text):
        told.append((found.start(1), found[2], found[1]))
    elif found := _BRACKETS.search(text):
        told.append((found.start(2), found[1], found[2]))
    if found := _ARROW.search(text):
        told.append((found.end(), text[: found.start()], text[found.end() :]))
    at = text.find("#")
    if at >= 0:
        end = _CLOSING.search(text, at)
        told.append((at, text[:at].partition("](")[0], text[at : end.start() if end else len(text)]))
    return told


def as_written(link: Link) -> str:
    """A link as its author should write it."""
    words = " ".join(label.text for label in link.label)
    words = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN].rsplit(' ', 1)[0]} …"
    return f"[{words if words and '<' not in words else 'words'}]({link.target.text})"


TWO_NOTES = re.compile(r"(met|partly|missed)\b[ \t.,;–—-]*(Why|Then|Risk|Only if)[ \t]*:")
"""A mark with another note in its line."""

_LEADS = ("go to", "goto", "next", "leads to", "lead to", "link", "target", "to", "then go to", "goes to")


def link_in_note(item: Item, names: Names, findings: Findings) -> tuple[Item, Link | None]:
    """A choice whose link stands in a note of its own, without that note, and the link; found if so."""
    for note in item.notes:
        passage = meant_passage(note.text, names) if note.key.casefold() in _LEADS else None
        if passage is not None:
            words = item.lines[0].text.strip(_AROUND)
            link = Link(
                (Line(item.lines[0].number, words, item.lines[0].column),), Line(note.key_line.number, f"#{passage}")
            )
            place = note.key_line.span(findings.path)
            findings.at("not-one-link", place, "where a choice leads is no note", f"write `- {as_written(link)}`")
            return Item(item.bullet, item.lines, tuple(other for other in item.notes if other is not note)), link
    return item, None


def any_link(line: Line, names: Names) -> Link | None:
    """The link that was probably meant, to a passage that there is or to one that there is not."""
    return meant_link(line, names) or guess_link(line)


def choice_shape(names: Names, keys: tuple[str, ...]) -> Shape:
    """What choices and their notes look like, in whatever way they are begun; `keys` are those of notes."""

    def is_note(key: str, text: str) -> bool:
        if key in names.counters:
            return _CHANGE.match(text) is not None
        known = names.points is not None and key in names.points
        return (known and meant_mark(text) is not None) or (text in MARKS and _ID.match(key) is not None)

    return Shape("choice", _is_choice, keys, is_note, _is_bare_choice)


def _is_choice(text: str) -> bool:
    return is_nearly_link(text) and not text.endswith("*")


def _is_bare_choice(text: str) -> bool:
    return text.lstrip().startswith("[") and is_nearly_link(text)
