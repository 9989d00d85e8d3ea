"""Options as they stand on paper: `a)`, `B.` or a plain list, and a key line that names the right one."""

import re

from quizapp.content.questions.keys import KEYED, KeyLines
from quizapp.content.questions.lists import number_of
from quizapp.content.questions.reading import QuestionReading, alike
from quizapp.content.reader import Line
from quizapp.content.tables import is_row

_LETTER = re.compile(r"[ \t]*(?:[-*+•][ \t]+)?\(?([A-Ha-h])[.):][ \t]+(?=\S)")
_PICKED = re.compile(r"\(?[A-Ha-h]\)?(?:[.):].*|(?:[ \t]*(?:,|&|and|or|\|)[ \t]*\(?[A-Ha-h]\)?)*)$")
_BOXED = re.compile(r"[ \t]*[-*+][ \t]+\[[ xX~]?\]")
_HOW = "write each option as `- [ ] words` and the right one as `- [x] words`, with a `Why:` under each"
_LETTERS = "abcdefgh"
_FEWEST = 2


def report_lettered(lines: tuple[Line, ...], keys: KeyLines, reading: QuestionReading) -> tuple[Line, ...] | None:
    """The lines before options without boxes, of which nobody could choose one; found if so, and None without such.

    Certain only where there are no others: lettered lines without a key line that answers, or with one that names one
    of them; or a list with a key line that says word for word what one of its items says.
    """
    if not reading.findings.format.strict or any(_BOXED.match(line.text) for line in lines):
        return None
    answers = keys.lines("Answer")
    answer = " ".join(line.text for line in answers)
    lettered = _lettered(lines)
    listed = {line: line.bullet for line in lines if line.bullet and line.indent <= 1}
    if len(lettered) >= _FEWEST:
        is_meant = not _has_other_answers(lines, keys) or bool(_PICKED.match(answer))
    else:
        lettered = listed if len(listed) >= _FEWEST else {}
        is_meant = False
    says = alike(answer)
    is_meant = is_meant or (bool(says) and says in {alike(line.text[start:]) for line, start in lettered.items()})
    if not lettered or not is_meant:
        return None
    help = f"{_HOW}; take `Answer:` away" if answers else _HOW
    first = next(iter(lettered))
    reading.at("bad-box", first, "these options have no boxes", help)
    return lines[: lines.index(first)]


def _has_other_answers(lines: tuple[Line, ...], keys: KeyLines) -> bool:
    keyed = bool(keys.places.keys() & KEYED.keys())
    return keyed or any(is_row(line.text) or number_of(line) is not None for line in lines)


def _lettered(lines: tuple[Line, ...]) -> dict[Line, int]:
    """The lines that begin with a), b), c) and so on, in this order, each with where its words begin."""
    found: dict[Line, int] = {}
    for line in lines:
        letter = _LETTER.match(line.text)
        if letter and letter[1].lower() == _LETTERS[len(found) : len(found) + 1]:
            found[line] = letter.end()
    return found
