"""Figures of form, worked out by hand for small files; chance, ties and the order of files."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.content.form.figures import KindOfFiles, figures_of, kind_of_scenarios, kind_of_sets, ways_to_pick
from quizapp.content.form.items import FormItem, items_of_scenario, items_of_set
from quizapp.content.form.learner import seen
from quizapp.content.form.thresholds import told
from quizapp.model.form import FormFigures, Tell, TellFigure
from tests.amounts import LONG, amounts
from tests.content.form_files import ASKS, question_set, scenario
from tests.content.form_items import item


def of(figures: FormFigures, tell: Tell) -> TellFigure:
    return next(one for one in figures.tells if one.tell is tell)


def test_an_item_is_a_decision_with_two_choices_that_are_always_offered():
    read = scenario("s", "*Ask him | Wait", "*Ask him | Wait ?", "*Ask | *Listen", "Go | Wait", "*Go | Wait | Stay ?")
    items = items_of_scenario(read)
    assert [(one.id, len(one.options), set(one.best), one.span.line) for one in items] == [
        ("p0", 2, {0}, 11),
        ("p4", 2, {0}, items[1].span.line),
    ]


def test_an_item_is_a_question_with_one_answer_and_three_options():
    quiz = question_set("q", "*A | B | C", "*A | B", "*A | *B | C", "A | B | *C")
    assert [(one.id, set(one.best), one.is_placed) for one in items_of_set(quiz)] == [
        ("q#q0", {0}, True),
        ("q#q3", {2}, True),
    ]
    shuffled = question_set("q", "*A | B | C", settings="shuffle: yes\n")
    assert [one.is_placed for one in items_of_set(shuffled)] == [False]


def test_hits_and_chance_by_hand():
    figures = figures_of(
        [item(["Ask him", "Wait", "Go"], best=0, line=1), item(["Ask her", "Ask him"], best=1, line=9)]
    )
    assert (figures.items, figures.chance, figures.learner) == (2, Fraction(1, 3) + Fraction(1, 2), None)
    # The first item is told by its word of asking; in the second both have one, and the tie is shared.
    assert of(figures, Tell.MOST_ASKING) == TellFigure(Tell.MOST_ASKING, Fraction(3, 2), Fraction(5, 6), 2)
    assert of(figures, Tell.FEWEST_ASKING).hits == Fraction(1, 2)
    assert of(figures, Tell.FIRST).hits == of(figures, Tell.LAST).hits == 1
    assert of(figures, Tell.MOST_ASKING).over == Fraction(1, 3)
    # "Ask him" is over 12 per cent longer than "Wait"; "Ask her" and "Ask him" are as long as each other.
    assert of(figures, Tell.LONGEST).hits == Fraction(3, 2)
    assert of(figures, Tell.SHORTEST).hits == Fraction(1, 2)


def test_the_tells_are_sorted_with_the_furthest_over_chance_first():
    figures = figures_of([item(["Ask him", "Wait", "Go"], best=0)])
    overs = [tell.over for tell in figures.tells]
    assert overs == sorted(overs, reverse=True)
    assert len(figures.tells) == len(Tell) - 1


def test_place_tells_nothing_where_options_are_shuffled():
    figures = figures_of([item(["Ask him", "Wait", "Go"], best=0, is_placed=False)])
    assert of(figures, Tell.FIRST).hits == of(figures, Tell.LAST).hits == Fraction(1, 3)


def test_what_gives_most_away_comes_first_and_says_what_tells():
    plain, hidden = item(["Ask him now", "Wait", "Go"], 0, line=5), item(["Ask him", "Ask her"], 0, line=9)
    figures = figures_of([hidden, plain])
    assert [(one.id, one.span.line, one.options) for one in figures.given_away] == [("d5", 5, 3), ("d9", 9, 2)]
    assert {Tell.MOST_ASKING, Tell.MOST_TODAY, Tell.LONGEST} < set(figures.given_away[0].tells)
    assert figures.given_away[1].tells == (Tell.FIRST,)


def test_no_items_have_figures_of_nothing():
    figures = figures_of([])
    assert (figures.items, figures.chance, figures.tells, figures.given_away) == (0, 0, (), ())


def test_the_learner_is_tried_on_a_file_with_what_the_others_taught_it():
    files, together = kind_of_scenarios(
        [scenario("a", *ASKS), scenario("b", "Wait | *Ask him", "Go on | *Ask her")]
    ).figures()
    assert [(one.path, one.figures.items) for one in files] == [("scenarios/m/a.md", 12), ("scenarios/m/b.md", 2)]
    assert files[0].figures.learner is None  # b has only two to learn from
    assert files[1].figures.learner == TellFigure(Tell.LEARNER, Fraction(2), Fraction(1), 2)
    assert together.learner == files[1].figures.learner  # summed over the files in which it was tried
    assert together.items == 14


def test_a_language_without_words_has_no_learner_and_fewer_rules():
    files, together = kind_of_scenarios([scenario("a", *ASKS), scenario("b", *ASKS)], "cy").figures()
    assert together.learner is None and all(one.figures.learner is None for one in files)
    assert {tell.tell for tell in together.tells} == {
        *(Tell.LONGEST, Tell.SHORTEST, Tell.FIRST, Tell.LAST, Tell.MOST_ACTS, Tell.FEWEST_ACTS),
    }


def test_the_order_of_files_makes_no_difference():
    stories = [scenario(name, *Random(name).sample(ASKS, 6)) for name in "abcd"]
    sets = [question_set(name, *Random(name).sample(ASKS, 7)) for name in "abc"]
    for seed in range(5):
        chance = Random(seed)
        assert kind_of_scenarios(chance.sample(stories, 4)).figures() == kind_of_scenarios(stories).figures()
        assert kind_of_sets(chance.sample(sets, 3)).figures() == kind_of_sets(sets).figures()


def test_whoever_plays_a_scenario_has_not_learned_from_it_nor_from_the_sets_that_it_asks():
    others = kind_of_scenarios([scenario("a", *ASKS), scenario("b", "Wait | *Ask him")])
    ways, in_questions = ways_to_pick(scenario("b", "Wait | *Ask him"), others, None)
    assert ways[Tell.LEARNER](["Wait", "Ask him"]) == (1,)
    assert in_questions[Tell.LEARNER](["Wait", "Ask him"]) == (0, 1)
    alone, _ = ways_to_pick(scenario("a", *ASKS), others, None)
    assert Tell.LEARNER not in alone and len(alone) == len(Tell) - 1


@st.composite
def _options(draw: st.DrawFn) -> list[str]:
    words = ("ask", "wait", "ring her", "now", "and", "because", "sorry", "then,", "later", "how?")
    texts = st.lists(st.sampled_from(words), min_size=1, max_size=9).map(" ".join)
    return draw(st.lists(texts, min_size=2, max_size=4))


@given(st.lists(st.tuples(_options(), st.integers(0, 3)), min_size=1, max_size=6))
def test_hits_are_between_nothing_and_all_and_chance_is_what_picking_any_comes_to(drawn):
    items = [item(options, best % len(options)) for options, best in drawn]
    figures = figures_of(items)
    for tell in figures.tells:
        assert 0 <= tell.hits <= tell.tried == len(items)
    assert figures.chance == sum(Fraction(1, len(one.options)) for one in items)


@given(_options())
def test_over_all_keys_a_rule_is_right_as_often_as_chance(options):
    """Whichever option is best, each once: what a rule picks is right as often as it would be by chance."""
    figures = figures_of([item(options, best) for best in range(len(options))])
    assert all(tell.over == 0 for tell in figures.tells)


def _shuffled(items: list[FormItem], chance: Random) -> list[FormItem]:
    return [
        FormItem(
            one.id, one.title, one.span, one.options, one.features, frozenset({chance.randrange(len(one.options))})
        )
        for one in items
    ]


def _varied(number: int, chance: Random) -> list[FormItem]:
    """Items of four options, whose wording differs as much as an author's does."""
    starts = ("Ask her", "Ring her mother", "Tell the lead", "Say sorry", "Sit with him", "Write it down", "Wait")
    ends = ("today", "until Monday", "because it matters", "and then go on", "first", "how it is", "gently", "?", "")
    return [
        item([f"{chance.choice(starts)} {' '.join(chance.sample(ends, chance.randint(1, 4)))}" for _ in "abcd"], 0)
        for _ in range(number)
    ]


@amounts(quick=40, long=1_000)
@pytest.mark.parametrize(
    ("number", "is_file"), [(14, True), (30, True), (60, False), pytest.param(160, False, marks=LONG)]
)
def test_keys_that_are_shuffled_are_seldom_told(number: int, is_file: bool, amount: int):
    chance = Random(number)
    items = _varied(number, chance)
    found = sum(bool(told(figures_of(_shuffled(items, chance)).tells, is_file)) for _ in range(amount))
    assert found <= amount * 0.1 + 2


@amounts(quick=20, long=300)
def test_a_learner_of_shuffled_keys_is_seldom_over(amount: int):
    chance = Random(2)
    there, here = _varied(60, chance), _varied(40, chance)
    over = 0
    for _ in range(amount):
        known = seen(_shuffled(there, chance))
        tried = _shuffled(here, chance)
        hits = sum(one.share(known.pick(one.features)) for one in tried)
        over += (hits - sum(one.chance for one in tried)) / 40 >= Fraction(25, 100)
    assert over <= amount * 0.05 + 1


def test_a_kind_without_files_has_no_figures():
    assert KindOfFiles({}, {}, None).figures() == ((), figures_of([]))
