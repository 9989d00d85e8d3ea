"""An id that is mistyped in the briefing, where everybody else names it rightly: told there, and not at each place."""

import re
from collections.abc import Iterable, Sequence

from quizapp.content.places import briefing_path, module_folder
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.published import SourceFile

_WRONG = re.compile(r"`([^`]+)` is not in the briefing")
_MEANT = re.compile(r"did you mean `([^`]+)` \(line ([0-9]+)")
_ENOUGH = 3  # times that the same other id is named, before the briefing's own is doubted


def told_at_the_briefing(found: Iterable[Diagnostic], files: Sequence[SourceFile]) -> tuple[Diagnostic, ...]:
    """These diagnostics with one at the briefing's line instead of each `unknown-id` that comes from there.

    That is so where the id in the briefing stands nowhere else in its module, and one near it is named three times.
    `files` are those that were asked about; without a module's briefing among them everything stays as it is.
    """
    kept: list[Diagnostic] = []
    groups: dict[tuple[str, str, str, int], list[Diagnostic]] = {}
    for said in found:
        wrong, meant = _WRONG.match(said.text), _MEANT.match(said.help)
        if said.code == "unknown-id" and wrong and meant:
            key = (module_folder(said.span.path), wrong[1], meant[1], int(meant[2]))
            groups.setdefault(key, []).append(said)
        else:
            kept.append(said)
    for (folder, wrong_id, meant_id, line), group in groups.items():
        place = _only_place(meant_id, line, [f for f in files if module_folder(f.path) == folder])
        if len(group) < _ENOUGH or place is None:
            kept += group
        else:
            text = f"nothing names `{meant_id}`, and `{wrong_id}` is named {len(group)} times: is it mistyped here?"
            kept.append(diagnostic("unknown-id", place, text, f"write `**{wrong_id}**`"))
    return tuple(kept)


def _only_place(point_id: str, line: int, files: Sequence[SourceFile]) -> Span | None:
    """Where the briefing of these files has an id, if it stands nowhere else in them."""
    sign = point_id.encode()
    if sum(file.content.count(sign) for file in files) != 1:
        return None
    for file in files:
        if file.path == briefing_path(file.path) and sign in file.content:
            row = file.content.split(b"\n")[line - 1].decode("utf-8", "replace")
            return Span(file.path, line, row.find(point_id) + 1) if point_id in row else None
    return None
