"""What is said where wording gives so much away that a test proves nothing (FORMAT §7)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from quizapp.content.form.figures import KindOfFiles, figures_of
from quizapp.content.form.items import FormItem
from quizapp.model.codes import diagnostic
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.form import BY_CHANCE, BY_TELL, FormFigures, FormPlays, Tell, TellFigure

PLAYED_FROM = 8  # decisions: in a shorter scenario chance alone comes far
LEARNER_PASSES = 12  # one scenario in so many may be passed by the learner
_NAMED = 4  # ways of picking, or files: the figures have the rest
_CODE = "told-by-form"
_FIGURES = "`check --figures` lists every rule, and the {} that give most away"


def told_in_file(items: Sequence[FormItem], path: str, what: str) -> Iterator[Diagnostic]:
    """What is said of one file, at its line 1, of the rules; `what` are its items: "decisions" or "questions"."""
    yield from _told(figures_of(items), Span(path, 1, 1), what, of_learner=False)


def told_in_module(briefing: str, kind: KindOfFiles, what: str) -> Iterator[Diagnostic]:
    """What is said of all files of a kind: the rules and the learner at the briefing's line 1, and what the learner
    tells of one file at that file's. What a single file has is said of that file alone."""
    files, together = kind.figures()
    for file in files:
        yield from _told(file.figures, Span(file.path, 1, 1), what, of_learner=True)
    if len(files) > 1:
        yield from _told(together, Span(briefing, 1, 1), f"{what} of this module")


def _told(figures: FormFigures, span: Span, what: str, of_learner: bool | None = None) -> Iterator[Diagnostic]:
    """What tells these items: the learner, the rules, or (None) both."""
    over = [
        tell
        for tell in (figures.learner, *figures.tells)
        if tell is not None and tell.tell in figures.told and of_learner in (None, tell.tell is Tell.LEARNER)
    ]
    if over:
        said = "; ".join(map(_said, over[:_NAMED]))
        more = f"; and {len(over) - _NAMED} more" if len(over) > _NAMED else ""
        yield diagnostic(
            _CODE,
            span,
            f"wording tells the best of these {figures.items} {what}: {said}{more}",
            _FIGURES.format(what.partition(" ")[0]),
        )


def _said(tell: TellFigure) -> str:
    return f"{tell.tell.value} picks {_percent(tell.hits / tell.tried)}, chance {_percent(tell.chance / tell.tried)}"


def _percent(share: Fraction) -> str:
    return f"{int(share * 100 + Fraction(1, 2))}%"


def told_by_plays(plays: FormPlays, path: str) -> Iterator[Diagnostic]:
    """What is said of a scenario that is passed too often by chance, or by a way of picking, at its line 1."""
    if plays.decisions < PLAYED_FROM:
        return
    span = Span(path, 1, 1)
    if plays.by_chance > BY_CHANCE:
        yield diagnostic(
            _CODE,
            span,
            f"somebody who picks at random passes this scenario more often than 1 time in {1 / BY_CHANCE}",
            "`check --figures` says how often. Give more choices, or more decisions, or a higher `pass:`, or mark a"
            " critical id in two decisions",
        )
    passing = [tell.value for tell, share in plays.by_tell if share > BY_TELL and tell is not Tell.LEARNER]
    if passing:
        yield diagnostic(
            _CODE,
            span,
            f"this scenario is passed without reading its scenes, by always picking {', or '.join(passing)}",
            _FIGURES.format("decisions"),
        )


def told_by_learner(passed: Sequence[str], played: int, briefing: str) -> Iterator[Diagnostic]:
    """What is said of a module, at its briefing's line 1, of which the learner passes these of so many scenarios."""
    if len(passed) > played // LEARNER_PASSES:
        names = ", ".join(f"`{name}`" for name in passed[:_NAMED])
        more = f" and {len(passed) - _NAMED} more" if len(passed) > _NAMED else ""
        yield diagnostic(
            _CODE,
            Span(briefing, 1, 1),
            f"a learner that saw only the wording of a module's other scenarios passes {len(passed)} of {played}:"
            f" {names}{more}",
            _FIGURES.format("decisions"),
        )
