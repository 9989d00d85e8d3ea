"""The learner of wording, against figures worked out by hand."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.content.form.learner import ENOUGH, Seen, seen
from tests.content.form_items import item

ASK = item(["ask", "wait"], best=0)
GO = item(["go", "ask"], best=1)


def test_the_weight_of_a_word_by_hand():
    known = seen([ASK, GO])
    # 2 best options, both "ask"; 2 others, "wait" and "go". Add-half: (2 + ½) / (2 + 1) and (0 + ½) / (2 + 1).
    assert known.weight({"word ask"}) == round(log(2.5 / 3) - log(0.5 / 3), 9)
    assert known.weight({"word wait"}) == round(log(0.5 / 3) - log(1.5 / 3), 9)
    # A word that was never seen says nothing, and weights add up.
    assert known.weight({"word leave"}) == 0
    both = log(2.5) - log(0.5) + log(0.5) - log(1.5)
    assert known.weight({"word ask", "word wait", "word leave"}) == round(both, 9)


def test_the_weight_of_a_rank_by_hand():
    known = seen([ASK, GO])
    # "ask" is shorter than "wait" and longer than "go": rank 1, then 0; the others' are 0, then 1.
    assert known.weight({"length 0"}) == known.weight({"length 1"}) == 0


def test_it_picks_what_was_best_before_and_any_where_it_is_even():
    known = seen([ASK, GO])
    asks = item(["leave", "ask", "stay on"], best=1)
    assert known.pick(asks.features) == (1,)
    assert known.pick([frozenset({"word x"}), frozenset({"word y"})]) == (0, 1)
    assert known.picker("en")(["wait", "ask"]) == (1,)


def test_it_learns_nothing_from_too_little():
    many = [ASK] * ENOUGH
    assert seen(many).without([ASK]) is None
    assert seen([*many, GO]).without([GO]) == seen(many)


def test_leaving_something_out_changes_nothing_for_others():
    known = seen([*[ASK] * ENOUGH, GO])
    before = known.weight({"word ask"})
    known.without([GO])
    assert known.weight({"word ask"}) == before


WORDS = st.lists(st.sampled_from(["ask", "wait", "go", "ring", "now"]), min_size=1, max_size=4).map(" ".join)
ITEMS = st.lists(
    st.lists(WORDS, min_size=2, max_size=4).flatmap(
        lambda texts: st.integers(0, len(texts) - 1).map(lambda best: item(texts, best))
    ),
    min_size=1,
    max_size=8,
)


@given(ITEMS, st.randoms(use_true_random=False))
def test_the_order_in_which_it_sees_things_makes_no_difference(items, chance):
    shuffled = chance.sample(items, len(items))
    for one in items:
        assert seen(items).pick(one.features) == seen(shuffled).pick(one.features)


@given(ITEMS, ITEMS)
def test_to_see_and_unsee_is_to_have_seen_nothing(items, others):
    known = seen([*items, *others])
    known.add(others, -1)
    alone = seen(items)
    assert (known.items, known.best, known.others) == (alone.items, alone.best, alone.others)
    assert (+known.in_best, +known.in_others) == (+alone.in_best, +alone.in_others)


def test_nothing_seen_picks_any():
    assert Seen().pick(ASK.features) == (0, 1)


@pytest.mark.parametrize("best", [0, 1])
def test_it_goes_by_form_where_words_are_new(best: int):
    # In training the longer one is always best, or always the shorter one.
    texts = [("a" * (n + 5), "b" * (n + 1)) for n in range(12)]
    known = seen(item(list(pair), best) for pair in texts)
    assert known.pick(item(["zzzzzzzz", "yy"], 0).features) == (best,)
