"""A format beside those that there are, as a later release will have one: the same letters, and other meanings.

In it `partly` is written where the others have `met`, and the other way round; so a mark means something else.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from quizapp.content import formats
from quizapp.content.compile import compile_scenario, compile_set
from quizapp.content.formats import Reader
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.published import Compiled, CompiledSet, SourceFile

NUMBER = 3


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put its reader beside the others, and publish in its format from now on."""
    monkeypatch.setitem(formats.READERS, NUMBER, Reader(_scenario, _set))
    monkeypatch.setattr(formats, "CURRENT", NUMBER)


def _scenario(files: Sequence[SourceFile], path: str) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    return compile_scenario(_as_others(files), path)


def _set(files: Sequence[SourceFile], path: str) -> tuple[CompiledSet | None, tuple[Diagnostic, ...]]:
    return compile_set(_as_others(files), path)


def _as_others(files: Sequence[SourceFile]) -> list[SourceFile]:
    return [replace(file, content=_others(file.content)) for file in files]


def _others(content: bytes) -> bytes:
    """The text as the other formats write the same thing."""
    return content.replace(b": met\n", b": \0\n").replace(b": partly\n", b": met\n").replace(b": \0\n", b": partly\n")
