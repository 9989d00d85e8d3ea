"""A set that draws from others: whose questions those are, and the set with them in it (FORMAT §4, `from`)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quizapp.content.names import tested_of_kind
from quizapp.model.briefing import Briefing, PointKind
from quizapp.model.draws import drawable
from quizapp.model.questions import QuestionSet, points_tested_by


def source_ids(own: QuestionSet, sets: Iterable[str]) -> tuple[str, ...]:
    """The ids of the sets that a set draws from, among `sets`, the ids of all sets of its module.

    In the order in which it names them, or of ids for `every set`. Never its own id; nothing for a set with
    questions of its own.
    """
    there = set(sets) - {own.id}
    if own.every_set:
        return tuple(sorted(there))
    return tuple(source for source in own.sources if source in there)


def gathered(own: QuestionSet, others: Mapping[str, QuestionSet], briefing: Briefing | None) -> QuestionSet:
    """The set with every question that it can ask, and the points that they test.

    A set that draws from others has the scored questions of its sources, set by set, of those sources that are in
    `others` (sets by id, as `questions.parse_set` gives them) and do not draw from others themselves. A set with
    questions of its own is what it was.
    """
    if not own.draws_from_others:
        return own
    sources = (others[source] for source in source_ids(own, others))
    questions = tuple(question for source in sources if not source.draws_from_others for question in drawable(source))
    tested = points_tested_by(questions)
    return replace(
        own,
        questions=questions,
        learning_points=tested_of_kind(tested, PointKind.LEARNING, briefing),
        practices=tested_of_kind(tested, PointKind.PRACTICE, briefing),
    )
