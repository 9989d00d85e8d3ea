"""The kinds of questions, one record each in a file of its own. May import: what model may.

To add one, CONTRIBUTING says what it takes.
"""

from quizapp.model.kinds.match import MATCH
from quizapp.model.kinds.one import ONE
from quizapp.model.kinds.order import ORDER
from quizapp.model.kinds.reflection import REFLECTION
from quizapp.model.kinds.rules import Rules
from quizapp.model.kinds.several import SEVERAL
from quizapp.model.kinds.short import SHORT
from quizapp.model.kinds.true_false import TRUE_FALSE
from quizapp.model.questions import Question

RULES = {rules.kind: rules for rules in (ONE, SEVERAL, TRUE_FALSE, ORDER, MATCH, SHORT, REFLECTION)}
"""Each kind's rules."""


def rules_of(question: Question) -> Rules:
    """The rules that a question goes by."""
    return RULES[question.kind]
