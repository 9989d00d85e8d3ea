"""A story whose questions are unfolded into passages of their own, so that they are walked as choices are."""

from dataclasses import replace
from fractions import Fraction

from quizapp.engine import asking
from quizapp.engine.answers import every_answer
from quizapp.engine.scoring import word_of
from quizapp.engine.story import Story
from quizapp.engine.story import story as index
from quizapp.model.play import Answer
from quizapp.model.prose import Prose
from quizapp.model.questions import Question
from quizapp.model.scenario import Choice, Mark, Passage, Word

_RIGHT = {Word.MET: "right", Word.PARTLY: "partly right", Word.MISSED: "wrong"}


def unfolded(story: Story) -> Story:
    """The same story without questions: each is a passage before the one that asks it, and its answers are choices.

    A story without questions is returned as it is. All links to a passage that asks lead to its first question; the
    passage itself is visited only when it is left, as before. Each of `answers.every_answer` is a choice that marks
    its exact worth, so that random play is as likely to answer rightly here as there, and each answer is a path.
    A question asked in two passages is two decisions here, and one in a score: figures of such a story are near ones.
    """
    if not story.asked:
        return story
    passages: list[Passage] = []
    for anchor, passage in story.passages.items():
        asked = story.asked.get(anchor, ())
        for number, question in enumerate(asked):
            target = _anchor(anchor, number + 1) if number + 1 < len(asked) else anchor
            passages.append(_as_passage(passage, question, number, target))
        way_on = passage.way_on
        passages.append(
            replace(
                passage,
                questions=(),
                choices=tuple(replace(choice, target=_entry(story, choice.target)) for choice in passage.choices),
                way_on=None if way_on is None else replace(way_on, target=_entry(story, way_on.target)),
            )
        )
    return index(replace(story.scenario, passages=tuple(passages), questions=()))


def asker(anchor: str) -> str:
    """The anchor of the passage that asks, from that of a passage which stands for a question; else the anchor itself.

    No heading's anchor has a question mark in it (FORMAT §1).
    """
    return anchor.partition("?")[0]


def question_number(anchor: str) -> int:
    """Which question of its passage, from 0, a passage stands for whose anchor is that of a question."""
    return int(anchor.partition("?")[2])


def _anchor(anchor: str, number: int) -> str:
    return f"{anchor}?{number}"


def _entry(story: Story, target: str) -> str:
    return _anchor(target, 0) if target in story.asked else target


def _as_passage(passage: Passage, question: Question, number: int, target: str) -> Passage:
    return Passage(
        anchor=_anchor(passage.anchor, number),
        title=passage.title,
        span=passage.span,
        choices=tuple(_as_choice(passage, question, answer, number, target) for answer in every_answer(question)),
    )


def _as_choice(passage: Passage, question: Question, answer: Answer, number: int, target: str) -> Choice:
    worth = asking.value(question, answer) or Fraction(0)
    word = word_of(worth)
    return Choice(
        label=Prose("", f"question {number + 1}: {_RIGHT[word]}", passage.span),
        target=target,
        span=passage.span,
        target_span=passage.span,
        marks=tuple(Mark(point, word, passage.span, worth) for point in dict.fromkeys(question.points)),
    )
