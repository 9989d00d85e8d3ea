"""How long things take to read: prose, a passage, a question, a question set, a module (FORMAT §6, `minutes`).

The longest path through a scenario is in `content.longest`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizapp.content.documents import split_quotes
from quizapp.content.reader import Line
from quizapp.model import things
from quizapp.model.briefing import Briefing
from quizapp.model.completion import ModulePart
from quizapp.model.draws import drawable, drawn_points, taken
from quizapp.model.people import Group
from quizapp.model.prose import Prose
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.required import minutes, required
from quizapp.model.scenario import Passage, Scenario

WORDS_A_MINUTE = 200
_MINUTES_A_DECISION = Fraction(1, 2)
_MINUTES_TO_LOOK_BACK = 2
_WORDS_A_DECISION = int(_MINUTES_A_DECISION * WORDS_A_MINUTE)  # as many words as are read in that time


@dataclass(frozen=True, slots=True)
class WayLength:
    """A path's words, choices and chosen whys included, and its decisions."""

    words: int
    decisions: int

    @property
    def minutes(self) -> Fraction:
        """The time for it: 200 words a minute, half a minute for each decision, two for the debrief."""
        return Fraction(self.words, WORDS_A_MINUTE) + _MINUTES_A_DECISION * self.decisions + _MINUTES_TO_LOOK_BACK

    @property
    def weight(self) -> int:
        """The time for it in words read: a whole number, since many are compared."""
        return self.words + _WORDS_A_DECISION * self.decisions

    def plus(self, other: "WayLength") -> "WayLength":
        """Both, one after the other."""
        return WayLength(self.words + other.words, self.decisions + other.decisions)


def words_in(text: str) -> int:
    """How many words a text has; signs that stand alone count for none."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def length_of(prose: Prose) -> int:
    """How long a piece of prose is for a page: its words, of those in documents half, as these are looked over."""
    if "\n>" not in f"\n{prose.text}":
        return words_in(prose.text)
    runs = split_quotes(tuple(Line(number, line) for number, line in enumerate(prose.text.split("\n"))))
    in_documents = sum(words_in(line.text) for run in runs if run.document is not None for line in run.lines)
    return words_in(prose.text) - in_documents // 2


def length_of_passage(passage: Passage) -> int:
    """How long a passage's prose is. Of blocks with conditions all count: somebody may be shown every one."""
    return sum(length_of(block.prose) for block in passage.blocks)


def words_of_passage(passage: Passage) -> int:
    """The words of a passage's prose. Of blocks with conditions all count, since somebody may be shown every one; but
    of a quote and its `Otherwise:` only the longer."""
    words = before = 0
    for block in passage.blocks:
        here = words_in(block.prose.text)
        is_otherwise = block.condition is not None and block.condition.negated
        words += max(here - before, 0) if is_otherwise else here
        before = here
    return words


def words_of_question(question: Question) -> int:
    """The words that somebody reads for a question: stem, what can be answered, and one why, the longest."""
    shown = sum(words_in(prose.text) for prose in (question.stem, *question.offered))
    return shown + max((words_in(why.text) for why in question.whys), default=0)


def minutes_of_set(quiz: QuestionSet, briefing: Briefing | None) -> Fraction:
    """The time for a set: introduction and questions at 200 words a minute, half a minute for each question.

    With a draw, the average scored question times the number that is drawn for the group that is asked most.
    """
    questions, drawn = list(quiz.questions), Fraction(1)
    if quiz.draw is not None:
        questions = list(drawable(quiz))
        most = max(drawn_for(group, quiz, briefing) for group in (None, *Group))
        drawn = Fraction(most, len(questions)) if questions else Fraction(0)
    words = sum(words_of_question(question) for question in questions)
    asked = Fraction(words, WORDS_A_MINUTE) + _MINUTES_A_DECISION * len(questions)
    return Fraction(words_in(quiz.introduction.text), WORDS_A_MINUTE) + asked * drawn


def drawn_for(group: Group | None, quiz: QuestionSet, briefing: Briefing | None) -> int:
    """How many questions are drawn for somebody of this group; without a draw none.

    Which ones is by chance; how many hangs on that only where questions carry several points. Here they are taken in
    the order of the file.
    """
    return len(taken(quiz, drawn_points(quiz, briefing, group), drawable(quiz)))


def required_minutes(briefing: Briefing, scenarios: Sequence[Scenario], sets: Sequence[QuestionSet]) -> int:
    """Nominal minutes of what completes a module, as somebody meets it who has done nothing yet (`model.required`)."""
    module = briefing.id
    parts = [ModulePart(things.scenario(module, one.id), one.minutes) for one in scenarios]
    parts += [ModulePart(things.question_set(module, quiz.id), quiz.minutes) for quiz in sets]
    return minutes(required(briefing.complete, parts, ()))
