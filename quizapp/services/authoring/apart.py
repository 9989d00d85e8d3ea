"""Everything that is wrong with files that are not live yet: what `check` says, worked out in children with limits."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from itertools import chain
from math import ceil

from quizapp.content.compile import is_briefing
from quizapp.content.modules import by_module
from quizapp.content.questions.drawn import drawn_files, draws_on, set_ids
from quizapp.model.diagnostics import Diagnostic
from quizapp.model.order import in_order
from quizapp.model.progress import Progress, Work, in_silence
from quizapp.model.published import SourceFile
from quizapp.model.things import ThingKind, thing_at
from quizapp.services.authoring.children import MOST
from quizapp.services.authoring.sandbox import (
    ask_ahead,
    check_module_untrusted,
    compile_untrusted,
    read_untrusted,
)

AT_ONCE = 10  # texts that one child works through, one after the other


def check_apart(
    files: Sequence[SourceFile], today: date | None, *, whole: bool = True, progress: Progress = in_silence
) -> tuple[Diagnostic, ...]:
    """What `checking.check` says of these files, in the same order, and what only compiling finds.

    Scenarios and sets are the work of children, each with limits of its own; so is each module, where there are `whole`
    modules. What was asked before of the same bytes is remembered. Left to `check` is which scenarios of a module a
    learner passes by their wording: no child plays them all.
    """
    modules = list(by_module(files).values())
    things = [(module, f.path) for module in modules for f in module if not is_briefing(f)]
    with_briefing = [module for module in modules if any(map(is_briefing, module))]
    found: set[Diagnostic] = set()
    with ThreadPoolExecutor(MOST) as threads, progress(Work.CHECK, len(with_briefing) + len(things)) as done:
        of_modules = threads.map(partial(check_module_untrusted, whole=whole), with_briefing)
        of_things = threads.map(partial(_check_together, today=today), _together(things))
        for said in chain(of_modules, chain.from_iterable(of_things)):
            found.update(said)
            done(1)
    return in_order(found)


def read_apart(files: Sequence[SourceFile], only: Collection[str]) -> tuple[Diagnostic, ...]:
    """What is found as these scenarios and sets are read and compiled, each in a child: what `check_apart` says before
    it walks. So `check`, which renders nothing, refuses what publishing would."""
    modules = by_module(files).values()
    things = [(module, f.path) for module in modules for f in module if f.path in only and not is_briefing(f)]
    with ThreadPoolExecutor(MOST) as threads:
        said = chain.from_iterable(threads.map(_read_together, _together(things)))
        return in_order(
            {one for (_, path), found in zip(things, said, strict=True) for one in found if one.span.path == path}
        )


_Thing = tuple[tuple[SourceFile, ...], str]
"""The files of its module, and its path."""


def _together(things: Sequence[_Thing]) -> Iterator[Sequence[_Thing]]:
    """As many to a child as leaves work for all children that there may be, and no more than AT_ONCE."""
    many = max(1, min(AT_ONCE, ceil(len(things) / MOST)))
    return (things[first : first + many] for first in range(0, len(things), many))


def _check_together(things: Sequence[_Thing], today: date | None) -> list[tuple[Diagnostic, ...]]:
    ask_ahead([(looked_at(*thing), thing[1]) for thing in things], today)
    return [check_thing_apart(*thing, today) for thing in things]


def _read_together(things: Sequence[_Thing]) -> list[tuple[Diagnostic, ...]]:
    ask_ahead([(looked_at(*thing), thing[1]) for thing in things], None, walk=False)
    return [read_untrusted(looked_at(*thing), thing[1]) for thing in things]


def check_thing_apart(files: Iterable[SourceFile], path: str, today: date | None) -> tuple[Diagnostic, ...]:
    """What is said of one scenario or set, read with what it draws on among these files; of those nothing is said."""
    outcome = compile_untrusted(looked_at(files, path), today, path=path)
    return tuple(said for said in outcome.diagnostics if said.span.path == path)


def looked_at(files: Iterable[SourceFile], path: str) -> tuple[SourceFile, ...]:
    """A file with what it draws on; where something of that is missing, with all sets, so that the nearest is named."""
    by_path = {f.path: f for f in files}
    drawn = drawn_files(by_path.values(), path)
    there = {f.path for f in drawn}
    missing = [p for p in draws_on(by_path[path], set_ids(by_path, path)) if p not in by_path]
    module = thing_at(path).module
    more = [f for f in by_path.values() if f.path not in there and thing_at(f.path).kind is ThingKind.SET]
    return (*drawn, *(f for f in more if missing and thing_at(f.path).module == module))
