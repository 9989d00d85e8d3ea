"""A question as it is asked: what a form gives, the order shown, and how sure somebody was."""

from fractions import Fraction
from hashlib import sha256
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import asking
from quizapp.engine.asking import (
    best_answer,
    given_of,
    hashed,
    knowing,
    shown_order,
    value,
)
from quizapp.model.forgiveness import FORGIVENESS
from quizapp.model.kinds.short import accepted_index
from quizapp.model.play import Answer, Given, NotAnswered, NotPossible
from quizapp.model.problems import Code, Problem
from quizapp.model.questions import QuestionKind
from quizapp.model.quizzes import Certainty, Knowing
from tests.engine.sets import match, one, ordering, reflection, several, short, true_false

H, T = Fraction(1, 2), Fraction(1, 3)
SURE, FAIRLY, NOT = Certainty.SURE, Certainty.FAIRLY_SURE, Certainty.NOT_SURE


def read_answer(question, given, order, asks_certainty, scorer=1):
    return asking.read_answer(question, given, order, asks_certainty, scorer)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (one("q"), Answer()),
        (one("q"), Answer((4,))),
        (one("q"), Answer((0, 1))),
        (one("q"), Answer((0,), text="x")),
        (several("q"), Answer()),
        (several("q"), Answer((1, 0))),  # not sorted
        (several("q"), Answer((0, 0))),
        (ordering("q"), Answer((0, 1))),
        (ordering("q"), Answer((0, 1, 1))),
        (match("q"), Answer((0, 1))),
        (match("q"), Answer((0, 1, -1))),
        (match("q"), Answer((0, 1, 3))),
        (short("q"), Answer(text="x", matched=2)),
        (short("q"), Answer((0,), text="x")),
    ],
)
def test_an_answer_that_a_question_cannot_have_is_not_possible(asked, answer):
    with pytest.raises(NotPossible):
        value(asked, answer)
    with pytest.raises(NotPossible):
        given_of(asked, answer, tuple(range(9)))


def test_a_form_is_read_by_what_was_shown():
    order = (2, 0, 1, 3)
    assert read_answer(one("q"), Given(positions=(0,)), order, False) == Answer((2,))
    assert read_answer(several("q", credits="xx.."), Given(positions=(3, 0, 2)), order, False) == Answer((1, 2, 3))
    # Shown as 2 0 1 3; places 3 1 2 4 counted from 1: second, third, first, fourth shown.
    things = ordering("q", number=4)
    assert read_answer(things, Given(places=(2, 0, 1, 3)), order, False) == Answer((0, 1, 2, 3))
    assert read_answer(things, Given(places=(0, 1, 2, 3)), order, False) == Answer((2, 0, 1, 3))
    # Row 0 was given what is shown second, which is the cell of row 0.
    assert read_answer(match("q", number=4), Given(places=(1, 2, 0, 0)), order, False) == Answer((0, 1, 2, 2))
    assert read_answer(short("q"), Given(text=" D.S.L. "), (), False) == Answer(text="D.S.L.", matched=1)
    assert read_answer(short("q"), Given(text="nobody"), (), False) == Answer(text="nobody")
    assert read_answer(reflection("q"), Given(text="my own words", certainty=""), (), False) == Answer()


def test_what_is_typed_is_read_by_the_scorer_that_the_attempt_pinned(monkeypatch):
    monkeypatch.setitem(FORGIVENESS, 2, str.strip)
    read = [read_answer(short("q"), Given(text="D.S.L."), (), False, scorer) for scorer in (1, 2)]
    assert read == [Answer(text="D.S.L.", matched=1), Answer(text="D.S.L.")]


def test_certainty_is_read_where_it_is_asked_for():
    sent = Given(positions=(1,), certainty="fairly sure")
    assert read_answer(one("q"), sent, (0, 1, 2, 3), True) == Answer((1,), certainty=FAIRLY)
    assert read_answer(one("q"), sent, (0, 1, 2, 3), False) == Answer((1,))
    with pytest.raises(NotPossible):
        read_answer(one("q"), Given(positions=(1,), certainty="certain"), (0, 1, 2, 3), True)


@pytest.mark.parametrize(
    ("asked", "sent", "problem"),
    [
        (one("q"), Given(), Problem("answer", Code.MISSING)),
        (true_false("q"), Given(), Problem("answer", Code.MISSING)),
        (several("q"), Given(), Problem("answer", Code.MISSING)),
        (ordering("q"), Given(places=(0, None, 2)), Problem("place-1", Code.MISSING)),
        (ordering("q"), Given(), Problem("place-0", Code.MISSING)),
        (ordering("q"), Given(places=(0, 1, 0)), Problem("place-2", Code.REPEATED)),
        (match("q"), Given(places=(0, 1)), Problem("place-2", Code.MISSING)),
        (short("q"), Given(text="  "), Problem("text", Code.MISSING)),
    ],
)
def test_what_is_missing_is_named_with_its_field(asked, sent, problem):
    order = tuple(range(len(asked.options) or 3))
    with pytest.raises(NotAnswered) as missing:
        read_answer(asked, sent, order, False)
    assert missing.value.problems == (problem,)
    with pytest.raises(NotAnswered) as missing:
        read_answer(asked, sent, order, True)
    assert missing.value.problems == (problem, Problem("certainty", Code.MISSING))


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        (one("q"), Given(positions=(4,))),
        (one("q"), Given(positions=(-1,))),
        (one("q"), Given(positions=(0, 1))),
        (several("q"), Given(positions=(0, 0))),
        (ordering("q"), Given(places=(0, 1, 3))),
        (ordering("q"), Given(places=(0, 1, 2, None))),
        (match("q"), Given(places=(0, 1, -1))),
    ],
)
def test_what_no_form_could_send_is_not_possible(asked, sent):
    with pytest.raises(NotPossible) as refused:
        read_answer(asked, sent, tuple(range(len(asked.options) or 3)), False)
    assert not isinstance(refused.value, NotAnswered)


def test_chance_is_a_hash_of_seed_and_name():
    assert hashed(7, "s#q") == sha256(b"7:s#q").hexdigest()


def test_options_are_shuffled_by_the_hash_of_seed_and_id_only_where_the_set_says_so():
    asked = one("q")
    assert shown_order(asked, 7, False) == (0, 1, 2, 3)
    by_hash = sorted((sha256(f"7:s#q:{n}".encode()).hexdigest(), n) for n in range(4))
    assert shown_order(asked, 7, True) == tuple(n for _, n in by_hash)
    assert len({shown_order(asked, seed, True) for seed in range(300)}) == 24
    assert {shown_order(true_false("q"), seed, True) for seed in range(20)} == {(0, 1)}
    assert shown_order(short("q"), 7, True) == shown_order(reflection("q"), 7, True) == ()


def test_two_things_are_shown_the_other_way_round_and_one_as_it_is():
    assert {shown_order(ordering("q", number=2), seed, False) for seed in range(20)} == {(1, 0)}
    assert {shown_order(match("q", number=2), seed, False) for seed in range(20)} == {(1, 0)}
    assert shown_order(ordering("q", number=1), 7, False) == (0,)
    assert shown_order(match("q", number=0), 7, True) == ()


def test_every_other_order_of_three_things_is_shown_to_somebody():
    assert {shown_order(ordering("q"), seed, False) for seed in range(100)} == set(permutations(range(3))) - {(0, 1, 2)}


@pytest.mark.parametrize(
    ("worth", "certainty", "known"),
    [
        (1, SURE, Knowing.KNEW),
        (1, FAIRLY, Knowing.KNEW),
        (1, NOT, Knowing.UNSURE_RIGHT),
        (H, SURE, Knowing.TALK),  # right means a value of 1
        (0, SURE, Knowing.TALK),
        (2 * T, FAIRLY, Knowing.UNSURE),
        (0, FAIRLY, Knowing.UNSURE),
        (0, NOT, Knowing.UNSURE),
        (None, SURE, None),
        (1, None, None),
    ],
)
def test_knowing_is_value_and_certainty(worth, certainty, known):
    assert knowing(worth, certainty) is known


kinds = st.one_of(
    st.text("x~.", min_size=1, max_size=5).map(lambda credits: one("q", credits=credits)),
    st.text("x.", min_size=1, max_size=5).map(lambda credits: several("q", credits=credits)),
    st.sampled_from([true_false("q", credits="x."), true_false("q", credits=".x"), short("q"), reflection("q")]),
    st.integers(1, 5).map(lambda number: ordering("q", number=number)),
    st.integers(1, 5).map(lambda number: match("q", number=number)),
)


@st.composite
def answered(draw, asked):
    """Any whole answer to a question."""
    number = len(asked.options) or len(asked.things) or len(asked.rows)
    certainty = draw(st.none() | st.sampled_from(Certainty)) if asked.is_scored else None
    if asked.kind is QuestionKind.SHORT:
        text = draw(st.sampled_from(["Lead", "d. s. l.", "nobody"]))
        return Answer(text=text, matched=accepted_index(asked, text, 1), certainty=certainty)
    if asked.kind is QuestionKind.REFLECTION:
        return Answer()
    if asked.kind is QuestionKind.ORDER:
        return Answer(tuple(draw(st.permutations(range(number)))), certainty=certainty)
    if asked.kind is QuestionKind.MATCH:
        return Answer(tuple(draw(st.integers(0, number - 1)) for _ in range(number)), certainty=certainty)
    most = number if asked.kind is QuestionKind.SEVERAL else 1
    chosen = draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=most))
    return Answer(tuple(sorted(chosen)), certainty=certainty)


@given(kinds, st.integers(0, 10**6), st.booleans(), st.data())
@settings(max_examples=300, deadline=None)
def test_a_form_and_its_answer_are_each_others_inverse(asked, seed, shuffle, data):
    answer = data.draw(answered(asked))
    order = shown_order(asked, seed, shuffle)
    sent = given_of(asked, answer, order)
    assert read_answer(asked, sent, order, answer.certainty is not None) == answer
    assert given_of(asked, read_answer(asked, sent, order, answer.certainty is not None), order) == sent


@given(kinds, st.integers(0, 10**6), st.booleans())
@settings(max_examples=300, deadline=None)
def test_an_order_shows_everything_once_and_is_never_the_right_one(asked, seed, shuffle):
    order = shown_order(asked, seed, shuffle)
    number = len(asked.options) or len(asked.things) or len(asked.rows)
    assert sorted(order) == list(range(number))
    assert order == shown_order(asked, seed, shuffle)
    if asked.kind in (QuestionKind.ORDER, QuestionKind.MATCH) and number > 1:
        assert order != tuple(range(number))
    if asked.kind is QuestionKind.ORDER and number > 1:
        # Nor is leaving things as they are shown worth everything.
        assert value(asked, Answer(order)) < 1


@given(kinds, st.data())
@settings(max_examples=200, deadline=None)
def test_no_answer_is_worth_more_than_the_best(asked, data):
    worth, best = value(asked, data.draw(answered(asked))), value(asked, best_answer(asked))
    if worth is not None:
        assert 0 <= worth <= best <= 1
