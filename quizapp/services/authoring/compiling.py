"""The child that works through text that is not live yet; `sandbox` starts it as
`python -m quizapp.services.authoring.compiling`.

It reads one JSON request on its standard input and writes one JSON line on its standard output for each stage that
it finishes. It limits its own memory, and its own processor time anew for each stage, before it looks at any of the
text; over the limit the system ends it. It opens no file and no connection.
"""

import base64
import json
import math
import signal
import sys
from datetime import date
from typing import TypedDict

from quizapp.content import formats
from quizapp.content.codec import encode_any
from quizapp.content.compile import subject
from quizapp.content.places import kind_at
from quizapp.model.diagnostics import Diagnostic, has_errors
from quizapp.model.published import SourceFile
from quizapp.services.authoring.checking import check

if sys.platform != "win32":  # where only `quizapp demo` runs
    import resource


class Request(TypedDict):
    """What the child is asked: files as path and Base64, which of them it is about ("": as `content.compile.subject`
    tells it), the day, seconds for each stage, and bytes of memory."""

    files: list[tuple[str, str]]
    path: str
    today: str | None
    reading_seconds: float
    walking_seconds: float
    memory: int


def main() -> None:
    """Answer one request. Each line has the stage that is done; `diagnostics` and `compiled` where it has them."""
    request: Request = json.load(sys.stdin)
    _limit_memory(request["memory"])
    files = [SourceFile(path, base64.b64decode(content)) for path, content in request["files"]]
    today = date.fromisoformat(request["today"]) if request["today"] else None
    _limit_time(request["reading_seconds"])
    file = subject(files, request["path"])
    texts, version, found = _compiled(files, file.path)
    _say("read", diagnostics=_plain(found))
    _limit_time(request["walking_seconds"])
    found = _checked(files, file, today, found)
    _say("walked", diagnostics=_plain(found))
    if texts is not None and not has_errors(found):
        _say("compiled", version=version, texts=texts, kind=kind_at(file.path))


def _compiled(files: list[SourceFile], path: str) -> tuple[tuple[str, str, str] | None, str, tuple[Diagnostic, ...]]:
    compiled, found = formats.compile_version(formats.CURRENT, files, path)
    return (encode_any(compiled), compiled.version, found) if compiled else (None, "", found)


def _checked(
    files: list[SourceFile], file: SourceFile, today: date | None, found: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """What reading found, with everything that the checks and the walk say of the file."""
    said = check(files, today, only=frozenset({file.path}), whole=False).diagnostics
    return tuple(sorted({*found, *said}, key=lambda d: d.sort_key))


def _plain(found: tuple[Diagnostic, ...]) -> list[tuple[str | int, ...]]:
    return [(d.severity, d.code, d.span.path, d.span.line, d.span.column, d.text, d.help) for d in found]


def _say(stage: str, **said: object) -> None:
    sys.stdout.write(json.dumps({"stage": stage, **said}) + "\n")
    sys.stdout.flush()


def _limit_memory(size: int) -> None:
    if sys.platform != "win32":
        _lower(resource.RLIMIT_AS, size)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """From now on so many seconds of processor time, then the system ends this program, inside a C library too."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
        _lower(resource.RLIMIT_CPU, most)


def _lower(limit: int, to: int) -> None:
    """Set a soft limit, which may not be above a hard one that our surroundings have set."""
    if sys.platform != "win32":
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (to if hard == resource.RLIM_INFINITY else min(to, hard), hard))


if __name__ == "__main__":
    main()
