"""What is wrong with text that is not live yet: asked of children with limits, so that no file can stop this program.

What a child answered about the same bytes on the same day is not asked again while it is remembered, in this process.
"""

import base64
import hashlib
import json
import signal
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.content.codec import decode, decode_set
from quizapp.content.compile import is_briefing
from quizapp.content.places import kind_at
from quizapp.model.cache import Cache
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Severity, Span, has_errors
from quizapp.model.order import in_order
from quizapp.model.published import Compiled, CompiledSet, SourceFile
from quizapp.model.things import ThingKind
from quizapp.services.authoring.children import Children
from quizapp.services.authoring.compiling import END, Request

REMEMBERED = 32 * 1024 * 1024  # bytes of answers, which are packed to a tenth
_KILLED = 128
_OUT_OF_TIME = tuple(-number for name in ("SIGPROF", "SIGXCPU") if (number := getattr(signal, name, None)))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may take: processor seconds for reading and for walking, seconds in all, bytes."""

    reading_seconds: float = 2.0
    walking_seconds: float = 10.0
    wall_seconds: float = 40.0
    memory: int = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SandboxResult:
    """The outcome: every diagnostic and, unless one of them is an error, the compiled form as JSON."""

    diagnostics: tuple[Diagnostic, ...]
    version: str = ""
    kind: ThingKind | None = None
    texts: tuple[str, str, str] | None = None

    @property
    def compiled(self) -> Compiled | CompiledSet | None:
        """The compiled scenario or set, made from its JSON at each call."""
        if self.texts is None:
            return None
        return (decode_set if self.kind is ThingKind.SET else decode)(self.version, *self.texts)


def get_ready() -> None:
    """Let what children are made of be loaded meanwhile, for a caller that will soon ask."""
    _CHILDREN.start()


def compile_untrusted(
    files: Sequence[SourceFile],
    today: date | None,
    limits: Limits | None = None,
    path: str = "",
    children: Children | None = None,
) -> SandboxResult:
    """Check and compile one file with all that it draws on in a child, which may use so much and no more.

    `path` says which of them it is: a scenario or a set. Without it, it is the one that draws on the most others.
    A text that takes too long or too much is one error, `too-slow`, beside what was found until then. May be called
    from any thread. RuntimeError is a fault of ours, never the text's.
    """
    reply = _asked(_request(files, today, limits or Limits(), path=path), children)
    found: tuple[Diagnostic, ...] = ()
    lines = reply.lines
    for line in lines:
        answer = json.loads(line)
        if answer["stage"] == "compiled":
            model, html, layout = answer["texts"]
            return SandboxResult(found, answer["version"], ThingKind(answer["kind"]), (model, html, layout))
        found = _diagnostics(answer["diagnostics"])
    if reply.is_whole:
        if not has_errors(found):
            raise RuntimeError(f"the compiling child said nothing of {path}")
        return SandboxResult(found)
    where = path or next(f.path for f in files if not is_briefing(f))
    return SandboxResult(in_order((*found, _too_slow(where, bool(lines)))))


def read_untrusted(files: Sequence[SourceFile], path: str, limits: Limits | None = None) -> tuple[Diagnostic, ...]:
    """What is found as one file is read and compiled, likewise, `too-slow` included; it is not checked further."""
    reply = _asked(_request(files, None, limits or Limits(), path=path, walk=False))
    lines = reply.lines
    found = _diagnostics(json.loads(lines[-1])["diagnostics"]) if lines else ()
    return found if reply.is_whole else in_order((*found, _too_slow(path, False)))


def check_module_untrusted(
    files: Sequence[SourceFile], whole: bool, limits: Limits | None = None
) -> tuple[Diagnostic, ...]:
    """What reading says of a module's briefing and, of a `whole` module, what is wrong with it, likewise."""
    reply = _asked(_request(files, None, limits or Limits(), module=True, whole=whole))
    if reply.is_whole:
        return _diagnostics(json.loads(reply.lines[-1])["diagnostics"])
    return (_too_slow(min(f.path for f in files), False),)


def ask_ahead(
    jobs: Sequence[tuple[Sequence[SourceFile], str]],
    today: date | None,
    *,
    walk: bool = True,
    limits: Limits | None = None,
    children: Children | None = None,
) -> None:
    """Have one child work through several texts of one author, as `compile_untrusted` (or, without `walk`,
    `read_untrusted`) will ask about each: each within limits of its own, and what it answers is remembered.

    Nothing is known afterwards of a text that took too long or too much, nor of those after it, which had no turn: each
    of them is then asked about by itself.
    """
    asked = {}
    for files, path in jobs:
        request = _request(files, today, limits or Limits(), path=path, walk=walk)
        if _REMEMBERED.get(_name(request)) is None:
            asked[_name(request)] = request
    if len(asked) < 2:
        return
    ended = (children or _CHILDREN).ask(*asked.values())
    for name, lines in zip(asked, _whole_answers(ended.lines), strict=False):
        _REMEMBERED.add(name, _reply(lines, True))


@dataclass(frozen=True, slots=True)
class _Reply:
    """What a child said of a text, packed, and whether it came to its end: otherwise that took too long or too much."""

    packed: bytes
    is_whole: bool

    @property
    def lines(self) -> list[bytes]:
        """One for each stage."""
        return zlib.decompress(self.packed).splitlines()


def _reply(lines: Sequence[bytes], is_whole: bool) -> _Reply:
    return _Reply(zlib.compress(b"\n".join(lines), 1), is_whole)


_CHILDREN = Children()
_REMEMBERED: Cache[str, _Reply] = Cache(REMEMBERED, lambda key, reply: len(key) + len(reply.packed))


def _request(
    files: Sequence[SourceFile],
    today: date | None,
    limits: Limits,
    *,
    path: str = "",
    module: bool = False,
    whole: bool = False,
    walk: bool = True,
) -> Request:
    in_order = sorted(files, key=lambda f: f.path)
    return {
        "files": [(f.path, base64.b64encode(f.content).decode()) for f in in_order],
        "path": path,
        "module": module,
        "whole": whole,
        "walk": walk,
        "today": today.isoformat() if today else None,
        "reading_seconds": limits.reading_seconds,
        "walking_seconds": limits.walking_seconds,
        "wall_seconds": limits.wall_seconds,
        "memory": limits.memory,
    }


def _name(request: Request) -> str:
    """By what the answer to a request is remembered."""
    return hashlib.sha256(json.dumps(request).encode()).hexdigest()


def _asked(request: Request, children: Children | None = None) -> _Reply:
    """A child's answer to a request, now or from before; RuntimeError where the fault is ours."""
    name = _name(request)
    if (before := _REMEMBERED.get(name)) is not None:
        return before
    ended = (children or _CHILDREN).ask(request)
    if ended.status == 0:
        return _REMEMBERED.add(name, _reply(_whole_answers(ended.lines)[0], True))
    if ended.status < 0 or ended.status >= _KILLED:
        reply = _reply(ended.lines, False)
        # Processor time is the text's own; the clock and memory can be this machine's, and are tried again.
        return _REMEMBERED.add(name, reply) if ended.status in _OUT_OF_TIME else reply
    fault = json.loads(ended.lines[-1]).get("text", "") if ended.lines else ended.complaint
    raise RuntimeError(f"the compiling child ended with {ended.status}: {fault[-2000:]}")


def _whole_answers(lines: Sequence[bytes]) -> list[list[bytes]]:
    """The lines of each answer that came to its end."""
    answers: list[list[bytes]] = [[]]
    for line in lines:
        if line == END.rstrip():
            answers.append([])
        else:
            answers[-1].append(line)
    return answers[:-1]


def _diagnostics(plain: Sequence[tuple[str, str, str, int, int, str, str]]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(Severity(severity), code, Span(where, row, column), text, help)
        for severity, code, where, row, column, text, help in plain
    )


def _too_slow(path: str, was_read: bool) -> Diagnostic:
    if was_read and kind_at(path) is ThingKind.SCENARIO:
        text, help = "the story takes too long to walk through", "use fewer counters and conditions"
    else:
        text = "the text takes too long to work through"
        help = "look for a very long run of one sign, such as `[`, or for lists inside lists, and take it out"
    return diagnostic("too-slow", Span(path, 1, 1), text, help)
