"""A certificate as a tagged PDF that screen readers can read: PDF/UA-1, set by typst."""

import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import typst

from quizapp.exchange import dates
from quizapp.exchange.qr import qr_svg
from quizapp.model.completion import Printed

TEMPLATE = Path(__file__).with_name("certificate.typ")
STATEMENT = (
    "It proves that the training of this module was completed. The training keeps a record of choices in invented "
    "stories, and of answers to questions. It is not an assessment of anyone’s competence, and it is not for "
    "appraisal, capability or recruitment."
)
UNPRINTED = "Some letters of this name cannot be printed here. The page named below shows it in full."
STAND_IN = "□"  # for a letter that no font here has
_LONG_WORD = 24  # characters, after which a word without a break may be broken
_SHORT_ADDRESS = 50  # characters that stand in one line beside the QR code
_MOST_MARKS = 8  # on one letter that are tried, one after the other
_JOINERS = "\u200c\u200d"  # invisible, but some scripts need them to be written rightly


def certificate_pdf(printed: Printed, code: str, address: str, replaces: str = "") -> bytes:
    """What is printed, as PDF/UA-1 on A4. `address`, in full, is where anybody can check it; the QR code leads there.

    `replaces` is the code of the certificate that it took the place of, if it did.
    A page as a rule, and more where there is much to say. Text is never read as markup, and nothing is read but the
    fonts. Where no font that typst brings has some letter, this machine's are asked, and else a hollow square stands
    for it and a line says so. A certificate that was withdrawn must not come here (the caller sees to it).
    """
    given, on = _given(printed, code, address, replaces), printed.on
    try:
        return _compiled(given, on, _own_fonts())
    except typst.TypstError:
        pass
    for stood_in in (_as_it_is, _stood_in):
        try:
            return _compiled(_settable(given, stood_in), on, _all_fonts())
        except typst.TypstError:  # letters that can each be set alone, and not beside each other
            pass
    return _compiled(_settable(given, _plainest), on, _all_fonts())


def groups(code: str) -> str:
    """The code in groups of four, to be read out or typed; one that is in groups already stays as it is."""
    if "-" in code or " " in code:
        return code
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


Given = dict[str, str | list[str]]


def _given(printed: Printed, code: str, address: str, replaces: str) -> Given:
    """What the template is given: everything that it shows, written out, as text that can be set."""
    name, module = _plain(printed.name), _plain(printed.module_title)
    return {
        "issuer": _breakable(_plain(printed.issuer)) or "quizapp",
        "heading": "Certificate of completion",
        "title": f"Certificate of completion: {module}, {name}",
        "description": f"{name} completed the training module {module} on {dates.day(printed.on)}.",
        "name": _breakable(name),
        "unprinted": "",
        "module": _breakable(module),
        "on": dates.day(printed.on),
        "recorded": f"recorded on {dates.day(printed.recorded_on)}" if printed.recorded_on else "",
        "topics": [_breakable(_plain(topic)) for topic in printed.topics],
        "minutes": f"About {_minutes(printed.minutes_nominal)}.{_published(printed)}",
        "source": _breakable(_plain(printed.source)),
        "code": groups(code),
        "replaces": groups(replaces),
        "address": address,
        "shown_address": _breakable_address(address),
        "qr": qr_svg(address),
        "qr_alt": f"QR code that leads to {address}",
        "statement": STATEMENT,
    }


def _published(printed: Printed) -> str:
    return f" The module was last changed on {dates.day(printed.published_on)}." if printed.published_on else ""


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number:,} minutes"


def _plain(text: str) -> str:
    """The text in one line, without control characters, halves of characters, or marks that turn its direction."""
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    printable = (" " if char.isspace() else char for char in whole)
    return " ".join(
        "".join(c for c in printable if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf")).split()
    )


def _breakable(text: str) -> str:
    """The text with places, which nobody sees, where a very long word may be broken."""
    return " ".join(
        "\u200b".join(word[start : start + _LONG_WORD] for start in range(0, len(word), _LONG_WORD))
        for word in text.split(" ")
    )


def _breakable_address(address: str) -> str:
    """The address as it is typed; a long one may be broken after its slashes."""
    shown = address.removeprefix("https://").removeprefix("http://")
    return shown if len(shown) <= _SHORT_ADDRESS else "/\u200b".join(map(_breakable, shown.split("/")))


def _settable(given: Given, stood_in: Callable[[str], str]) -> Given:
    """The same, with what stands in for letters that no font here has, and a line about it if the name has one."""
    shown = ("issuer", "name", "module", "source", "shown_address", "code")
    made: Given = {**given, **{key: stood_in(str(given[key])) for key in shown}}
    made["topics"] = [stood_in(topic) for topic in given["topics"]]
    if made["name"] != given["name"]:
        made["unprinted"] = UNPRINTED
    return made


def _as_it_is(text: str) -> str:
    return text


def _stood_in(text: str) -> str:
    """The text with a stand-in for each letter that cannot be set, and without marks that cannot be set on theirs."""
    return "".join(letter if letter.isascii() else _nearest(letter) for letter in _letters(text))


def _plainest(text: str) -> str:
    """The text with a stand-in for each letter that is not ASCII, whatever is on it: this can always be set."""
    return "".join(letter if letter.isascii() else STAND_IN for letter in _letters(text))


def _letters(text: str) -> list[str]:
    """The text cut into letters, each with the marks on it, which no font can be asked for by themselves."""
    found: list[str] = []
    for char in text:
        if found and (unicodedata.category(char).startswith("M") or char in _JOINERS):
            found[-1] += char
        else:
            found.append(char)
    return found


def _nearest(letter: str) -> str:
    """The letter with as many of its marks as can be set on it."""
    if _can_be_set(letter):
        return letter
    made = letter[0] if letter[0].isascii() or _can_be_set(letter[0]) else STAND_IN
    for mark in letter[1 : 1 + _MOST_MARKS]:
        if _can_be_set(made + mark):
            made += mark
    return made


@lru_cache(4096)
def _can_be_set(char: str) -> bool:
    """Whether some font here has this letter, marks and all: found by setting it, which takes some milliseconds."""
    source = b'#set document(title: [.])\n#set text(font: "Libertinus Serif")\n#sys.inputs.char'
    try:
        typst.compile(source, format="pdf", pdf_standards="ua-1", font_paths=_all_fonts(), sys_inputs={"char": char})
    except typst.TypstError:
        return False
    return True


@lru_cache(1)
def _own_fonts() -> typst.Fonts:
    """The fonts that typst brings, the same everywhere."""
    return typst.Fonts(include_system_fonts=False)


@lru_cache(1)
def _all_fonts() -> typst.Fonts:
    """Those and this machine's, looked for once."""
    return typst.Fonts()


def _compiled(given: Given, on: date, fonts: typst.Fonts) -> bytes:
    """The PDF, dated the day that it certifies, so that the same certificate is the same bytes for ever."""
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        format="pdf",
        pdf_standards="ua-1",
        font_paths=fonts,
        sys_inputs={"given": json.dumps(given)},
        timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
    )
