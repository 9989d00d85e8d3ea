"""What a kind of question is: one record of how it is written, shown, read, valued, best answered and guessed."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from quizapp.model.play import Answer, Given
from quizapp.model.questions import Question, QuestionKind

Order = tuple[int, ...]
"""Indices as written (of options, things or right-hand cells), in the order in which they are shown."""


class Form(Enum):
    """How answers stand in a file. Each form has its reader in `content/questions/`."""

    OPTIONS = "options"  # a list with boxes, a `Why:` under each
    STEPS = "steps"  # a numbered list in the right order, and one `Why:`
    TABLE = "table"  # two columns with headings, and one `Why:`
    TYPED = "typed"  # a key line with the answers that count between bars, and one `Why:`
    PROMPT = "prompt"  # a key line with what to think about, and no `Why:`


@dataclass(frozen=True, slots=True)
class Written:
    """How the answers of a kind are written: their form, and the key of their line where they have one.

    `sign`, of TYPED: what an answer has in common with all that count as the same; empty for what nobody could type.
    `first_sign`: the same by the first rule that files were read by, which never took one answer twice.
    `forgiven`, of TYPED: what makes no difference between two answers, in an author's words.
    """

    form: Form
    key: str = ""
    sign: Callable[[str], str] = str
    first_sign: Callable[[str], str] = str
    forgiven: str = ""


class Shuffle(Enum):
    """In which order a question's parts are shown."""

    NEVER = "never"  # as written
    AS_SET = "as set"  # as the set says
    ALWAYS = "always"  # never as written, because that is the answer


def _nothing_shown(_question: Question) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of one kind of question. Its page parts stand in the template of its name (`QuestionKind.template`).

    - `read`: the answer that a form gives, with its parts in this order. NotAnswered for what is missing, NotPossible
      for what no form of ours could send. `given` is its inverse.
    - `parts`: how many options, things or cells of a question are shown in some order; `shuffle` says in which.
    - `matched`, of what is typed: the index of the accepted answer that these words are by this scorer's rule, or None.
    - `is_answer`: whether an answer is, in its shape, a whole answer to this question.
    - `value`: what a whole answer is worth, 0 to 1, by FORMAT §4's table; None for a reflection.
    - `best`: the answer that is worth most: the first right one as written, or the best that a question has.
    - `every`: the answers that chance chooses among, each as likely as another; the best is one of them.
    - `picks_one`: whether an answer is exactly one of its options, which their wording may tell (`model/form.py`).
    - `is_private`: what is written is for its writer alone: kept apart from the answers, and it may be nothing.
    """

    kind: QuestionKind
    written: Written
    read: Callable[[Given, Order], Answer]
    given: Callable[[Answer, Order], Given]
    is_answer: Callable[[Question, Answer], bool]
    value: Callable[[Question, Answer], Fraction | None]
    best: Callable[[Question], Answer]
    every: Callable[[Question], tuple[Answer, ...]]
    parts: Callable[[Question], int] = _nothing_shown
    shuffle: Shuffle = Shuffle.NEVER
    matched: Callable[[Question, str, int], int | None] | None = None
    picks_one: bool = False
    is_private: bool = False
