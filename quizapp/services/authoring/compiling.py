"""What a child does with text that is not live yet: requests, each answered within limits, and then it ends.

They come as one JSON list, and an answer is one JSON line for each stage that is finished, and END after the last. The
child limits its own memory, and its own processor time anew for each stage, before it looks at any of the text; over
the limit the system ends it. It opens no file and no connection. `nursery` forks such children; where nothing can be
forked, `children` starts one as `python -m quizapp.services.authoring.compiling`.
"""

import base64
import json
import math
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypedDict

from quizapp.content import formats
from quizapp.content.codec import encode_any
from quizapp.content.compile import subject
from quizapp.content.module_checks import check_module
from quizapp.content.modules import read_module, reading_once
from quizapp.content.places import kind_at
from quizapp.model.diagnostics import Diagnostic, has_errors
from quizapp.model.order import in_order
from quizapp.model.published import SourceFile
from quizapp.model.things import ThingKind
from quizapp.services.authoring.checking import check

if sys.platform != "win32":  # where only `quizapp demo` runs
    import resource

OVER_LIMIT = 200  # the status of a child whose text took too much memory, or nests too deeply


class Request(TypedDict):
    """What a child is asked: files as path and Base64, the day, seconds for each stage and in all, bytes of memory.

    With `module` it is asked about the files as a module, and about its briefing; otherwise about the one at `path`
    ("": as `content.compile.subject` tells it), which is compiled and, with `walk`, checked, too. `whole` is whether
    these are all files of the module.
    """

    files: list[tuple[str, str]]
    path: str
    module: bool
    whole: bool
    walk: bool
    today: str | None
    reading_seconds: float
    walking_seconds: float
    wall_seconds: float
    memory: int


Say = Callable[[bytes], None]


def answer(request: bytes, say: Say) -> int:
    """Answer each request line by line, and give the status with which to end: 0, or why it stopped."""
    try:
        with reading_once():  # the briefing that they share
            for one in json.loads(request):
                with reading_once():  # to compile, and to check
                    _answer(one, say)
                say(END)
    except (MemoryError, RecursionError):
        return OVER_LIMIT
    except Exception:  # noqa: BLE001 (whatever it is, the caller is to hear of it)
        say(_line("fault", text=traceback.format_exc()[-2000:]))
        return 1
    return 0


def _answer(request: Request, say: Say) -> None:
    _limit_memory(request["memory"])
    _limit_wall(request["wall_seconds"])
    files = [SourceFile(path, base64.b64decode(content)) for path, content in request["files"]]
    today = date.fromisoformat(request["today"]) if request["today"] else None
    if request["module"]:
        _limit_time(request["reading_seconds"] * max(1, len(files)))
        say(_line("walked", diagnostics=_plain(_said_of_module(files, request["whole"]))))
        return
    _limit_time(request["reading_seconds"])
    file = subject(files, request["path"])
    compiled, found = formats.compile_version(formats.CURRENT, files, file.path)
    texts = encode_any(compiled) if compiled is not None else None
    say(_line("read", diagnostics=_plain(found)))
    if not request["walk"]:
        return
    _limit_time(request["walking_seconds"])
    said = {*found, *check(files, today, only=frozenset({file.path}), whole=False).diagnostics}
    say(_line("walked", diagnostics=_plain(said)))
    if compiled is not None and not has_errors(tuple(said)):
        say(_line("compiled", version=compiled.version, texts=texts, kind=kind_at(file.path)))


def _said_of_module(files: Iterable[SourceFile], whole: bool) -> set[Diagnostic]:
    """What reading finds in a module's briefing and, where it is there as a whole, what is wrong with the module."""
    module = read_module(files)
    found = {said for said in module.diagnostics if kind_at(said.span.path) is ThingKind.BRIEFING}
    if whole and module.briefing is not None:
        found.update(check_module(module.briefing, module.scenarios, module.whole_sets()))
    return found


def _plain(found: Iterable[Diagnostic]) -> list[tuple[str | int, ...]]:
    return [(d.severity, d.code, d.span.path, d.span.line, d.span.column, d.text, d.help) for d in in_order(found)]


def _line(stage: str, **values: object) -> bytes:
    return json.dumps({"stage": stage, **values}).encode() + b"\n"


END = _line("end")


def _limit_memory(size: int) -> None:
    if sys.platform != "win32":
        _lower(resource.RLIMIT_AS, size)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_wall(seconds: float) -> None:
    """So many seconds in all, busy or not; then the system ends this program, even if nobody waits for it any more."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


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


def _say_on_standard_output(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    os._exit(answer(sys.stdin.buffer.read(), _say_on_standard_output))
