"""What is still to do to complete a module, and how long that takes: one rule for learners and for authors."""

from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import ModulePart
from quizapp.model.required import minutes, required
from quizapp.model.things import Thing, ThingKind

SCENARIO, SET = ThingKind.SCENARIO, ThingKind.SET
LONG, SHORT, GONE = (Thing("m", SCENARIO, name) for name in ("long", "short", "gone"))
QUIZ = Thing("m", SET, "quiz")


def scenarios(number):
    return CompletionCondition(ConditionKind.SCENARIOS, number)


def scenario(target):
    return CompletionCondition(ConditionKind.SCENARIO, target=target)


def a_set(target):
    return CompletionCondition(ConditionKind.SET, target=target)


TWO_AND_QUIZ = (scenarios(2), a_set("quiz"))
PARTS = (
    ModulePart(Thing("m", SCENARIO, "short"), 5),
    ModulePart(Thing("m", SCENARIO, "long"), 20),
    ModulePart(Thing("m", SCENARIO, "middle"), 10),
    ModulePart(Thing("m", SET, "quiz"), 15),
    ModulePart(Thing("m", SET, "other"), 9),
)


def names(parts):
    return [part.thing.name for part in parts]


def test_any_scenarios_are_the_longest_in_the_order_of_the_parts():
    assert names(required(TWO_AND_QUIZ, PARTS, ())) == ["long", "middle", "quiz"]
    assert minutes(required(TWO_AND_QUIZ, PARTS, ())) == 45
    assert minutes(()) == 0


def test_what_is_named_counts_towards_any():
    assert names(required((scenarios(2), scenario("short")), PARTS, ())) == ["short", "long"]
    assert names(required((scenarios(1), scenario("short")), PARTS, ())) == ["short"]


def test_what_is_done_is_not_to_do_and_counts():
    assert names(required(TWO_AND_QUIZ, PARTS, (LONG,))) == ["middle", "quiz"]
    assert names(required(TWO_AND_QUIZ, PARTS, (GONE, QUIZ))) == ["long"]
    assert required(TWO_AND_QUIZ, PARTS, (SHORT, GONE, QUIZ)) == ()
    assert names(required((scenarios(2), scenario("short")), PARTS, (LONG,))) == ["short"]


def test_where_there_are_too_few_all_of_them_are_to_do():
    assert names(required((scenarios(9), a_set("gone")), PARTS, ())) == ["short", "long", "middle"]
