"""The files for the first start, as somebody saved them: support contacts, and lines of local inserts.

What cannot be used is a BadSetting that says what is wrong, and where. Nothing is rendered before it was looked over.
"""

from pathlib import Path

from quizapp.content.inserts import INSERTS
from quizapp.model.organisation import INSERT, SUPPORT
from quizapp.model.problems import Code, Problem
from quizapp.services.site.setting_texts import problem_with, tidy
from quizapp.services.site.settings import BadSetting

SUPPORT_FILE, INSERTS_FILE = "QUIZAPP_SUPPORT", "QUIZAPP_INSERTS"
LARGEST = 64 * 1024  # bytes; all that may be in either takes less, in any script
_WRONG = {
    Code.TOO_LONG: "has more than {limit:,} characters",
    Code.TOO_MANY: "has more than {limit} square brackets that open a link",
    Code.TOO_DEEP: "has lists or quotes inside each other, more than can be shown",
    Code.NO_ADDRESS: "has a link without a whole address: it must begin with https://, http://, mailto:, tel: or sms:",
    Code.NEARLY: "has a heading in line {limit} that is nearly a nation’s (England, Wales, Scotland, Northern Ireland)",
    Code.NOTHING: "has nothing that would be seen on a page",
}


def read_support(path: Path) -> str:
    """The contacts in a file, as they are set; "" where they are the package's own, or none. Raises BadSetting."""
    text = tidy(SUPPORT, _text(SUPPORT_FILE, path))
    if problem := problem_with(SUPPORT, text):
        raise BadSetting(SUPPORT_FILE, f"{path.name} {_said(problem)}")
    return text


def read_inserts(path: Path) -> dict[str, str]:
    """The `name: text` lines of a file; blank lines and `#` lines are left out. Raises BadSetting by line."""
    filled: dict[str, str] = {}
    for number, line in enumerate(_text(INSERTS_FILE, path).splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, colon, text = line.partition(":")
        name = name.strip()
        if not colon or name not in INSERTS:
            raise BadSetting(INSERTS_FILE, f"line {number}: must be one of {', '.join(INSERTS)}, then a colon")
        if name in filled:
            raise BadSetting(INSERTS_FILE, f"line {number}: {name} is there twice")
        filled[name] = tidy(INSERT + name, text)
        if problem := problem_with(INSERT + name, filled[name]):
            raise BadSetting(INSERTS_FILE, f"line {number}: {name} {_said(problem)}")
    return filled


def _text(setting: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as problem:
        raise BadSetting(setting, f"{path.name} cannot be read: {problem.strerror}") from problem
    if len(content) > LARGEST:
        raise BadSetting(setting, f"{path.name} is larger than {LARGEST // 1024} kB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise BadSetting(setting, f"line {line}: {path.name} is not UTF-8 here; save it as UTF-8") from None


def _said(problem: Problem) -> str:
    return _WRONG[problem.code].format(limit=problem.limit)
