"""The figures of a question set for its author: how many questions of which kind, for each point and in each draw."""

from collections import Counter
from fractions import Fraction

from quizapp.content.lengths import drawn_for, minutes_of_set
from quizapp.model.briefing import Briefing
from quizapp.model.draws import drawable, needed
from quizapp.model.kinds import rules_of
from quizapp.model.people import Group
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.set_figures import PointAsked, SetFigures


def figures_of_set(quiz: QuestionSet, briefing: Briefing | None) -> SetFigures:
    """The figures of a set with all the questions that it can ask (`sources.gathered`). Without a briefing, too."""
    scored = drawable(quiz)
    asked = needed(quiz, quiz.learning_points)
    there = Counter(point for question in scored for point in dict.fromkeys(question.points))
    is_drawn = quiz.draw is not None
    numbers = [drawn_for(group, quiz, briefing) for group in (None, *Group)] if is_drawn else [len(scored)]
    return SetFigures(
        questions=len(scored),
        reflections=len(quiz.questions) - len(scored),
        kinds=tuple(Counter(question.kind for question in scored).most_common()),
        points=tuple(PointAsked(point, there[point], asked.get(point, 0)) for point in quiz.learning_points),
        least=min(numbers),
        most=max(numbers),
        is_drawn=is_drawn,
        minutes=quiz.minutes,
        takes=minutes_of_set(quiz, briefing),
        by_chance=sum(map(_by_chance, scored), Fraction(0)) / max(1, len(scored)),
    )


def _by_chance(question: Question) -> Fraction:
    """What an answer at random is worth on average; of a short answer nothing, for nobody guesses a word."""
    rules = rules_of(question)
    answers = rules.every(question)
    if rules.matched is not None or not answers:
        return Fraction(0)
    return sum((rules.value(question, answer) or Fraction(0) for answer in answers), Fraction(0)) / len(answers)
