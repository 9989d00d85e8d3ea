"""A score as the database keeps it."""

from quizapp.model.attempts import StoredResult
from quizapp.model.score import Score


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
    )
