"""The formats that versions are in: a reader for each by its number, and the number for new versions (DESIGN §5).

Where old bytes would come to mean something else, or be an error, the code that reads and renders them asks the record
of the format (`model.formats`). What `check` says is about new text, and so by the current format alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from quizapp.content.compile import compile_scenario, compile_set, subject, version_id
from quizapp.content.places import kind_at
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.formats import CURRENT_FORMAT, FORMATS
from quizapp.model.published import Compiled, CompiledSet, SourceFile, UnknownFormat
from quizapp.model.things import ThingKind


@dataclass(frozen=True, slots=True)
class Reader:
    """What the bytes of one format mean: a scenario and a set, compiled, or None and the reasons."""

    scenario: Callable[[Sequence[SourceFile], str], tuple[Compiled | None, tuple[Diagnostic, ...]]]
    set: Callable[[Sequence[SourceFile], str], tuple[CompiledSet | None, tuple[Diagnostic, ...]]]


READERS = {
    format.number: Reader(partial(compile_scenario, format=format), partial(compile_set, format=format))
    for format in FORMATS
}
CURRENT = CURRENT_FORMAT.number  # what is published now is read by this one, and stored with its number


def compile_version(
    format: int, files: Sequence[SourceFile], path: str = ""
) -> tuple[Compiled | CompiledSet | None, tuple[Diagnostic, ...]]:
    """A scenario or set with all that it draws on, compiled by the reader of this format; `path` as for `subject`.

    Its version is the one that these files make in this format. Raises UnknownFormat where there is no such reader.
    """
    reader = READERS.get(format)
    if reader is None:
        raise UnknownFormat(format)
    own = subject(files, path).path
    is_set = kind_at(own) is ThingKind.SET
    compiled, said = reader.set(files, own) if is_set else reader.scenario(files, own)
    return (None if compiled is None else replace(compiled, version=version_id(files, format))), said
