"""True or false: one answer of two that are always shown in this order."""

from dataclasses import replace

from quizapp.model.kinds.one import ONE
from quizapp.model.kinds.rules import Shuffle
from quizapp.model.questions import QuestionKind

TRUE_FALSE = replace(ONE, kind=QuestionKind.TRUE_FALSE, shuffle=Shuffle.NEVER)
