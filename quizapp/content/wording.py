"""Wording that can hurt or mislead, each with a safer one, and how to find it outside quotation marks (FORMAT §6).

People in a story may say any of it, in quotation marks; the text itself may not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unsafe:
    """A wording, as a pattern in lower case that matches whole words, and what to write instead."""

    pattern: str
    safer: str


WORDING: tuple[Unsafe, ...] = (
    # Suicide and self-harm: no crime, no success, nothing that names a person by it
    Unsafe(r"commit(?:s|ted|ting)? suicide", "died by suicide, or took their own life"),
    Unsafe(
        r"(?:successful|completed|failed|unsuccessful) suicide(?: attempt)?", "a suicide attempt, or died by suicide"
    ),
    Unsafe(r"suicide (?:victim|bid)s?", "a person who died by suicide, or a suicide attempt"),
    Unsafe(r"cry for help", "say what the child did, and that it was serious"),
    Unsafe(r"self-harmers?", "a child who self-harms"),
    Unsafe(r"attention[- ]seek(?:ing|er|ers)", "a child who needs somebody to notice"),
    # Exploitation and abuse are never a child's doing
    Unsafe(r"lifestyle choices?", "say what was done to the child"),
    Unsafe(r"child prostitut(?:e|es|ion)", "a child who is sexually exploited"),
    Unsafe(r"promiscuous", "say what happened, and who had the power"),
    Unsafe(r"child porn(?:ography)?", "images of child sexual abuse"),
    Unsafe(r"put(?:s|ting)? (?:himself|herself|themselves|themself) at risk", "was put at risk by somebody"),
    Unsafe(r"sexually active child", "a child who may have been abused"),
    # Services' words that lose the child
    Unsafe(
        r"(?:did not|failed to) attend (?:his|her|their|the) appointments?|dna'?d",
        "was not brought, or say what happened and ask why",
    ),
    Unsafe(r"lac child(?:ren)?|looked[- ]after child(?:ren)?", "a child in care"),
    Unsafe(r"hard[- ]to[- ]reach", "a child whom services have not reached"),
    Unsafe(r"(?:failed|refus(?:es|ed|ing)) to engage", "say what was offered, and what stood in the way"),
    Unsafe(r"non-?complian(?:t|ce)", "say what was asked, and why it was hard"),
    Unsafe(r"tier (?:1|2|3|one|two|three)", "say what the service is; CAMHS has a threshold"),
    Unsafe(r"abscond(?:s|ed|ing)?", "went missing, or left"),
    Unsafe(r"placement breakdowns?", "the placement ended"),
    # Names for people
    Unsafe(r"suffer(?:s|ed|ing)? from", "has, or lives with"),
    Unsafe(r"wheelchair[- ]bound", "uses a wheelchair"),
    Unsafe(r"deaf and dumb|deaf-mute", "Deaf, or uses British Sign Language"),
    Unsafe(
        r"the (?:disabled|mentally ill)(?= (?:are|were|have|and|who)\b|[.,;])",
        "disabled people, or people with a mental illness",
    ),
    Unsafe(r"illegal (?:immigrant|migrant|asylum seeker)s?", "a person seeking asylum, or a migrant"),
    Unsafe(r"broken homes?|problem famil(?:y|ies)", "say what happened in the family"),
    Unsafe(r"mental(?:ly)? (?:case|unstable)|psycho|lunatic", "say how the person is"),
)

_WORDS = "|".join(f"({re.sub(r'(?<!-) ', ' {1,4}', unsafe.pattern)})" for unsafe in WORDING)
_PATTERN = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_LINE_END = re.compile(r"\n(?:> ?)?")  # in a quote the next line begins with its sign


def find_unsafe(text: str) -> Iterator[tuple[int, str, str]]:
    """Each unsafe wording outside quotation marks: its offset, the words as written, and the safer ones.

    Words may be broken over a line's end, in a quote too.
    """
    if not _PATTERN.search(_on_one_line(text)):  # nearly always: quotations need not be looked for
        return
    plain = _on_one_line(without_quotes(text))
    for found in _PATTERN.finditer(plain):
        yield found.start(), " ".join(found[0].split()), WORDING[(found.lastindex or 1) - 1].safer


def _on_one_line(text: str) -> str:
    return _LINE_END.sub(lambda end: " " * len(end[0]), text).replace("’", "'")


def without_quotes(text: str) -> str:
    """The text with everything inside quotation marks turned into spaces, line ends kept; same length.

    Double marks pair up within a paragraph, straight or curly. A single mark opens only where no word stands
    before it, and closes only where none stands after it, so that an apostrophe does neither. A mark that is
    never closed quotes nothing.
    """
    characters = list(text)
    opened, closer = -1, ""
    for at, character in enumerate(text):
        if character == "\n" and text[at + 1 : at + 3].removeprefix(">")[:1] == "\n":
            closer = ""
        elif closer:
            if character == closer and (character in '"”' or not text[at + 1 : at + 2].isalnum()):
                for inside in range(opened + 1, at):
                    if characters[inside] != "\n":
                        characters[inside] = " "
                closer = ""
        elif character in '"“':
            opened, closer = at, '"' if character == '"' else "”"
        elif character in "'‘" and not text[at - 1 : at].isalnum() and text[at + 1 : at + 2].strip():
            opened, closer = at, "'" if character == "'" else "’"
    return "".join(characters)
