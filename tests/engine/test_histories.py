"""Whole histories of sets made by chance: no point twice, nobody locked out, and no best answer that harms."""

from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine.answers import every_answer
from quizapp.engine.asking import best_answer
from quizapp.engine.drawing import draw
from quizapp.engine.drawing import tested_points as points_for
from quizapp.engine.grading import grade
from quizapp.engine.retakes import retake
from quizapp.model.people import Group
from quizapp.model.questions import Draw
from quizapp.model.quizzes import RetakeWord, Trains
from tests.engine.sets import DAWN, answers, any_question, best_answers, briefing, past_of, quiz, reflection

seeds = st.integers(0, 10**6)


def any_set(chance):
    """A small set made by chance, with a briefing for it and a person's group."""
    ids = ["a", "b", "c", "d"][: chance.randint(1, 4)]
    groups = {point: chance.choice(["everyone", "everyone", "health", "health police", "police"]) for point in ids}
    questions = [
        reflection(f"q{n}", chance.choice(ids))
        if chance.random() < 0.1
        else any_question(chance, f"q{n}", [*ids, "x"], most=2)
        for n in range(chance.randint(1, 8))
    ]
    named = {point for question in questions if question.is_scored for point in question.points}
    each = chance.randint(1, 3)
    made = quiz(
        *questions,
        points=" ".join(point for point in ids if point in named),
        practices="x" if "x" in named else "",
        draw=chance.choice([None, Draw(each, each), Draw(1, 2)]),
        attempts=chance.randint(1, 3),
        pass_percent=chance.choice([0, 34, 50, 67, 80, 100]),
        critical=tuple(chance.sample(ids, chance.randint(0, len(ids)))),
        shuffle=chance.random() < 0.5,
    )
    return made, briefing(**groups), chance.choice([None, Group.HEALTH, Group.POLICE])


def any_answers(chance, quiz, drawing, skill):
    questions = [quiz.question(drawn.question) for drawn in drawing.questions]
    return answers(
        drawing,
        *(best_answer(q) if chance.random() < skill else chance.choice(every_answer(q)) for q in questions),
    )


class History:
    """A person's attempts at a set, one after another, each begun as soon as the rules allow it."""

    def __init__(self, seed):
        self.chance = Random(seed)
        self.quiz, self.briefing, self.group = any_set(self.chance)
        self.now = DAWN
        self.past = ()

        self.seen = frozenset()
        trained = [
            frozenset(self.chance.sample(["a", "b", "c", "d"], self.chance.randint(0, 2)))
            for _ in range(self.chance.randint(0, 2))
        ]
        self.training = [Trains(f"s{n}", points, None) for n, points in enumerate(trained)]

    def stands(self):
        return retake(self.quiz, self.past, self.training, self.now)

    def open_up(self):
        """Do what the page says that opens a further attempt."""
        stands = self.stands()
        assert stands.word is RetakeWord.USED_UP
        self.now += timedelta(hours=1)
        assert bool(stands.ways) != (stands.opens_at is not None)
        if stands.opens_at is not None:
            self.now = max(self.now, stands.opens_at)
            return
        finished = self.chance.choice(stands.ways)
        self.training = [Trains(t.scenario, t.points, self.now) if t.scenario == finished else t for t in self.training]

    def drawn(self, practice=False):
        seed = self.chance.randrange(10**6)
        return draw(self.quiz, self.briefing, self.group, self.past, self.seen, seed, practice)

    def attempt(self, skill):
        """One more attempt: its drawing, steps and score."""
        self.now += timedelta(hours=1)
        drawing = self.drawn()
        steps = any_answers(self.chance, self.quiz, drawing, skill)
        score = grade(self.quiz, drawing, steps)
        self.past += (past_of(score, len(self.past) + 1, self.now),)
        self.seen |= {drawn.question for drawn in drawing.questions}
        return drawing, steps, score


@given(seeds)
@settings(max_examples=300, deadline=None)
def test_no_order_of_attempts_gives_a_point_twice(seed):
    history = History(seed)
    tested = points_for(history.quiz, history.briefing, history.group)
    asked_in, shown = {}, {}
    for _ in range(6):
        if history.stands().word is RetakeWord.PASSED:
            break
        if not history.stands().can_start:
            history.open_up()
        drawing, _, score = history.attempt(skill=0.3)
        number = history.past[-1].attempt
        asked = {point for drawn in drawing.questions for point in drawn.points}
        carried = {one.point: one for one in drawing.carried}
        # Each point of the score is asked or carried, never both; and the score is of the same points each time.
        assert asked.isdisjoint(carried)
        assert asked | set(carried) == set(tested)
        assert [result.point for result in score.points] == list(tested)
        assert len({drawn.question for drawn in drawing.questions}) == len(drawing.questions)
        assert 0 <= score.value <= 1
        for result in score.points:
            if result.point in carried:
                # What is carried was asked for in that attempt, was shown there, and is marked no more.
                assert not result.marks
                assert (result.point, result.carried_from) in asked_in
                assert asked_in[result.point, result.carried_from] == result.value
            else:
                asked_in[result.point, number] = result.value
        # Once shown, a point keeps the value with which it was shown first.
        for result in score.points:
            if result.point in shown:
                assert result.value == shown[result.point]
            elif result.value * 100 >= history.quiz.pass_percent:
                shown[result.point] = result.value
        assert set(history.stands().missing) <= set(tested) - set(shown)


@given(seeds)
@settings(max_examples=300, deadline=None)
def test_nobody_can_neither_pass_nor_try_again(seed):
    history = History(seed)
    for _ in range(6):
        stands = history.stands()
        if stands.word is RetakeWord.PASSED:
            assert history.past[-1].passed
            break
        if not stands.can_start:
            history.open_up()
        assert history.stands().can_start
        # Whoever answers everything as well as can be now passes, whatever went before.
        drawing = history.drawn()
        assert grade(history.quiz, drawing, best_answers(history.quiz, drawing)).passed
        _, _, score = history.attempt(skill=0.2)
        assert history.stands().can_start or history.stands().word in (RetakeWord.PASSED, RetakeWord.USED_UP)
        assert (history.stands().word is RetakeWord.PASSED) == score.passed


@given(seeds)
@settings(max_examples=200, deadline=None)
def test_nobody_is_locked_out_by_an_edit_or_a_change_of_group(seed):
    history = History(seed)
    for _ in range(5):
        stands = history.stands()
        if stands.word is RetakeWord.PASSED:
            break
        if not stands.can_start:
            history.open_up()
        assert history.stands().can_start
        drawing = history.drawn()
        assert grade(history.quiz, drawing, best_answers(history.quiz, drawing)).passed
        history.attempt(skill=0.2)
        history.quiz, history.briefing, history.group = any_set(history.chance)


@given(seeds)
@settings(max_examples=300, deadline=None)
def test_a_better_answer_never_lowers_a_score(seed):
    history = History(seed)
    for _ in range(history.chance.randint(1, 3)):
        drawing, steps, score = history.attempt(skill=0.3)
        for step in steps:
            question = history.quiz.question(step.passage)
            given_ = [one.answer for one in steps]
            given_[step.number] = best_answer(question)
            better = grade(history.quiz, drawing, answers(drawing, *given_))
            assert better.value >= score.value
            assert better.passed >= score.passed
            for old, new in zip((*score.points, *score.practices), (*better.points, *better.practices), strict=True):
                assert new.value is None or new.value >= old.value


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_practice_after_a_pass_asks_for_everything_and_carries_nothing(seed):
    history = History(seed)
    drawing, _, _ = history.attempt(skill=1.0)
    assert history.stands().word is RetakeWord.PASSED
    practice = history.drawn(practice=True)
    assert practice.carried == ()
    asked = {point for drawn in practice.questions for point in drawn.points}
    assert asked == {point for drawn in drawing.questions for point in drawn.points}


@given(seeds)
@settings(max_examples=150, deadline=None)
def test_the_same_seed_draws_and_grades_the_same(seed):
    first, second = History(seed), History(seed)
    for _ in range(2):
        assert first.attempt(skill=0.5) == second.attempt(skill=0.5)


@given(seeds)
@settings(max_examples=200, deadline=None)
def test_a_draw_asks_no_more_than_it_must(seed):
    history = History(seed)
    drawing = history.drawn()
    made = history.quiz
    if made.draw is None:
        return
    pool = [question for question in made.questions if question.is_scored]
    for point in points_for(made, history.briefing, history.group):
        needed = made.draw.critical if point in made.critical else made.draw.each
        there = sum(point in question.points for question in pool)
        assert sum(point in drawn.points for drawn in drawing.questions) >= min(needed, there)
    # Each question was needed by one of its points when it was drawn.
    for place, drawn in enumerate(drawing.questions):
        before = drawing.questions[:place]
        assert any(
            sum(point in other.points for other in before)
            < (made.draw.critical if point in made.critical else made.draw.each)
            for point in drawn.points
        )
