"""A score as the database stores it, and a stored one as pages show it. Pure; nothing is worked out anew here."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from quizapp.model.attempts import StoredResult
from quizapp.model.scenario import Word
from quizapp.model.score import CriticalFailure, PointResult, Score


def stored(result: Score) -> StoredResult:
    """A score as the database keeps it: exact fractions, learning points and practices alike."""
    return StoredResult(
        num=result.value.numerator,
        den=result.value.denominator,
        passed=result.passed,
        points=tuple(
            (
                p.point,
                p.value.numerator if p.value is not None else None,
                p.value.denominator if p.value is not None else None,
                p.word.value,
            )
            for p in (*result.points, *result.practices)
        ),
        critical=tuple((failure.point, failure.last.value) for failure in result.critical_failures),
    )


def is_of(stored_result: StoredResult, earned: Score) -> bool:
    """Whether a stored result is what was earned, in all that was written down when it was stored."""
    return is_same(stored_result, stored(earned))


def is_same(stored_result: StoredResult, now: StoredResult) -> bool:
    """Whether a stored result is what would be stored `now`; one of before critical ids were stored may lack them."""
    return stored_result == (now if stored_result.critical is not None else replace(now, critical=None))


def shown(stored_result: StoredResult, earned: Score) -> Score:
    """The stored result as a score: its figures, its pass, and each point's value and word, in its order.

    Why there was no pass is what was stored, too. `earned` is what the steps of the same attempt come to by its own
    scorer. Only what was answered is taken from it: the marks of each point, from which attempt a point was carried,
    which ids are practices, and the pass mark; and for a result of before they were stored, why critical ids were not
    met.
    """
    practices = {p.point: p for p in earned.practices}
    points = {p.point: p for p in earned.points}
    return replace(
        earned,
        value=Fraction(stored_result.num, stored_result.den),
        passed=stored_result.passed,
        points=tuple(_point(one, points) for one in stored_result.points if one[0] not in practices),
        practices=tuple(_point(one, practices) for one in stored_result.points if one[0] in practices),
        critical_failures=earned.critical_failures
        if stored_result.critical is None
        else tuple(CriticalFailure(point, Word(last)) for point, last in stored_result.critical),
    )


def _point(stored_point: tuple[str, int | None, int | None, str], earned: Mapping[str, PointResult]) -> PointResult:
    point, num, den, word = stored_point
    value = None if num is None or den is None else Fraction(num, den)
    found = earned.get(point)
    bare = PointResult(point, value, Word(word))
    return bare if found is None else replace(bare, marks=found.marks, carried_from=found.carried_from)
