"""Works through text of unknown make in a child with limits, so that no file can slow, stop or crash this program."""

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.content.codec import decode, decode_set
from quizapp.content.codes import diagnostic
from quizapp.content.compile import is_briefing
from quizapp.content.places import kind_at
from quizapp.model.diagnostics import Diagnostic, Severity, Span, has_errors
from quizapp.model.published import Compiled, CompiledSet, SourceFile
from quizapp.model.things import ThingKind

_SURROUNDINGS = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LANG", "LC_ALL")
_KILLED = 128


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may take: processor seconds for reading and for walking, seconds in all, bytes."""

    reading_seconds: float = 2.0
    walking_seconds: float = 10.0
    wall_seconds: float = 40.0
    memory: int = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SandboxResult:
    """What came of it: every diagnostic, and the compiled scenario or set unless one of them is an error."""

    compiled: Compiled | CompiledSet | None
    diagnostics: tuple[Diagnostic, ...]


def compile_untrusted(
    files: Sequence[SourceFile], today: date | None, limits: Limits | None = None, path: str = ""
) -> SandboxResult:
    """Check and compile one file with all that it draws on in a child, which may use so much and no more.

    `path` says which of them it is: a scenario or a set. Without it, it is the one that draws on the most others.
    A text that takes too long or too much is one error, `too-slow`, beside what was found until then. Keeps nothing
    between calls and may be called from any thread. RuntimeError is a fault of ours, never the text's.
    """
    limits = limits or Limits()
    request = {
        "path": path,
        "files": [(f.path, base64.b64encode(f.content).decode()) for f in files],
        "today": today.isoformat() if today else None,
        "reading_seconds": limits.reading_seconds,
        "walking_seconds": limits.walking_seconds,
        "memory": limits.memory,
    }
    lines, ended, complaint = _run(json.dumps(request).encode(), limits.wall_seconds)
    found: tuple[Diagnostic, ...] = ()
    for line in lines:
        answer = json.loads(line)
        if answer["stage"] == "compiled":
            if answer["kind"] == ThingKind.SET:
                return SandboxResult(decode_set(answer["version"], *answer["texts"]), found)
            return SandboxResult(decode(answer["version"], *answer["texts"]), found)
        found = tuple(
            Diagnostic(Severity(severity), code, Span(where, row, column), text, help)
            for severity, code, where, row, column, text, help in answer["diagnostics"]
        )
    if ended == 0 and has_errors(found):
        return SandboxResult(None, found)
    if ended < 0 or ended >= _KILLED or "MemoryError" in complaint or "RecursionError" in complaint:
        where = path or next(f.path for f in files if not is_briefing(f))
        return SandboxResult(None, tuple(sorted((*found, _too_slow(where, bool(lines))), key=lambda d: d.sort_key)))
    raise RuntimeError(f"the compiling child ended with {ended}: {complaint[-2000:]}")


def surroundings() -> dict[str, str]:
    """What the child may see of our environment: no key, no database, no other secret."""
    return {name: os.environ[name] for name in _SURROUNDINGS if name in os.environ}


def _too_slow(path: str, was_read: bool) -> Diagnostic:
    if was_read and kind_at(path) is ThingKind.SCENARIO:
        text, help = "the story takes too long to walk through", "use fewer counters and conditions"
    else:
        text = "the text takes too long to work through"
        help = "look for a very long run of one sign, such as `[`, or for lists inside lists, and take it out"
    return diagnostic("too-slow", Span(path, 1, 1), text, help)


def _run(request: bytes, seconds: float) -> tuple[list[bytes], int, str]:
    """The whole lines that the child wrote, how it ended (negative: by which signal), and its complaint."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "quizapp.services.authoring.compiling"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings(),
    )
    try:
        out, complaint = child.communicate(request, timeout=seconds)
        ended = child.returncode
    except subprocess.TimeoutExpired:
        child.kill()
        out, complaint = child.communicate()
        ended = -signal.SIGKILL
    except BaseException:
        child.kill()
        child.communicate()
        raise
    whole = out[: out.rfind(b"\n") + 1]
    return whole.splitlines(), ended, complaint.decode("utf-8", "replace")
