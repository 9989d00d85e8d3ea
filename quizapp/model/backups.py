"""What a backup and a restore came to."""

from dataclasses import dataclass

from quizapp.model.attempts import Violation


class NoBackup(Exception):
    """A backup or restore that cannot be done: why, and what to do, in words for whoever runs it."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A copy that was restored apart and looked through by the doctor.

    `is_tried` is False where no place was to be had to restore it to; `read` is then all that was done.
    """

    attempts: int = 0
    live: int = 0
    violations: tuple[Violation, ...] = ()
    is_tried: bool = True


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made. One that the doctor finds fault with lies at `path`, too, which is then another name."""

    path: str
    size: int
    tried: Tried


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was restored. `kept` names what was there before; empty where nothing was.

    With violations nothing was changed. `erased` is how many people were in it who had been erased since, and were
    erased again; `is_list_known` is false where what was there before could not say who was.
    """

    tried: Tried
    kept: str = ""
    erased: int = 0
    is_list_known: bool = True
