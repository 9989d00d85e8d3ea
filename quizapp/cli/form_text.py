"""What wording gives away, for the terminal: a table of rules for each file and module, and where to begin."""

import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from quizapp.model.form import BY_CHANCE, BY_TELL, FEWEST_ITEMS, FormFigures, FormPlays, ModuleForm, TellFigure
from quizapp.model.things import thing_at

WIDTH = 100  # columns
_WORST = 8  # decisions or questions that are named
_TELLS = 4  # of each


def form_lines(form: ModuleForm) -> Iterator[str]:
    """The figures of a module's files, then of the module: its decisions, then its questions. Nothing for no items."""
    plays = dict(form.plays)
    for files, together, what in (
        (form.scenarios, form.decisions, "decision"),
        (form.sets, form.questions, "question"),
    ):
        for file in files:
            yield from _part(
                f"{file.path}: what the wording of its {what}s gives away", file.figures, what, is_module=False
            )
            if file.path in plays:
                yield from ("", *_play_lines(plays[file.path]))
        if len(files) > 1 and together.items:
            yield from _part(
                f"{form.folder}: what the wording of all its {what}s gives away", together, what, is_module=True
            )


def form_fields(form: ModuleForm) -> dict[str, Any]:
    """The same for JSON, fractions as they are."""
    return {
        "folder": form.folder,
        "files": [
            {"path": file.path, "title": file.title, **_fields(file.figures)} for file in (*form.scenarios, *form.sets)
        ],
        "decisions": _fields(form.decisions),
        "questions": _fields(form.questions),
        "plays": {
            path: {"decisions": p.decisions, "by_chance": p.by_chance, "by_tell": {t.value: s for t, s in p.by_tell}}
            for path, p in form.plays
        },
    }


def _fields(figures: FormFigures) -> dict[str, Any]:
    return {
        "items": figures.items,
        "chance": figures.chance,
        "tells": [_tell_fields(tell) for tell in figures.tells],
        "told": [tell.value for tell in figures.told],
        "learner": None if figures.learner is None else _tell_fields(figures.learner),
        "given_away": [
            {
                "id": one.id,
                "title": one.title,
                "path": one.span.path,
                "line": one.span.line,
                "options": one.options,
                "tells": [tell.value for tell in one.tells],
            }
            for one in figures.given_away
        ],
    }


def _tell_fields(tell: TellFigure) -> dict[str, Any]:
    return {**asdict(tell), "over": tell.over}


def _part(title: str, figures: FormFigures, what: str, is_module: bool) -> Iterator[str]:
    """One file or module: how much was looked at, the rules that are over chance, and where to begin."""
    right = _percent(figures.chance / figures.items)
    yield from ("", title)
    if not figures.are_enough:
        yield f"  {_counted(figures.items, what)}: too few to say anything (from {FEWEST_ITEMS} on)"
        return
    yield f"  {_counted(figures.items, what)}. Whoever picks any option is right in {right}; `!` is too far over that."
    yield f"    {'picking':<40}{'right in':>12}{'chance':>8}{'over it':>9}"
    yield from (f"  {'!' if tell.tell in figures.told else ' '} {_row(tell)}" for tell in figures.plain)
    others = len(figures.tells) + (figures.learner is not None) - len(figures.plain)
    yield f"    ({others} others are near chance or under it)"
    if figures.given_away:
        yield from ("", f"  The {what}s that give most away, and what picks their best option:")
        for one in figures.given_away[:_WORST]:
            place = f"{thing_at(one.span.path).name}.md:{one.span.line}" if is_module else f"line {one.span.line}"
            tells = ", ".join(tell.value for tell in one.tells[:_TELLS])
            more = f" and {len(one.tells) - _TELLS} more" if len(one.tells) > _TELLS else ""
            yield from textwrap.wrap(
                f"{place}, {one.title}: {tells}{more}", WIDTH, initial_indent="    ", subsequent_indent="      "
            )


def _row(tell: TellFigure) -> str:
    right = f"{_number(tell.hits)} of {tell.tried}"
    return f"{tell.tell.value:<40}{right:>12}{_percent(tell.chance / tell.tried):>8}{float(tell.over * 100):>+9.0f}"


def _play_lines(plays: FormPlays) -> Iterator[str]:
    yield f"  Somebody who picks at random passes {_percent(plays.by_chance, 1)} (at most {_percent(BY_CHANCE)})."
    passing = [(tell, share) for tell, share in plays.by_tell if share > 0]
    if passing:
        yield f"  Of 1,000 plays by each of these, so many pass (at most {_percent(BY_TELL)}):"
        yield from (f"    {tell.value:<40}{_percent(share, 1):>12}" for tell, share in passing)
    else:
        yield "  Of 1,000 plays by any one of these rules, none passes."


def _number(value: Fraction) -> str:
    return f"{float(value):.1f}".removesuffix(".0")


def _percent(value: Fraction, decimals: int = 0) -> str:
    return f"{float(value * 100):.{decimals}f}%"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
