"""What is tried in both runs: some in one, all that is left in the other."""

from tests.amounts import LONG, amounts, some


def test_the_smaller_amount_is_for_every_run_and_the_larger_is_long() -> None:
    name, (quick, long) = amounts(quick=3, long=30).mark.args
    assert name == "amount"
    assert (quick.values, tuple(quick.marks)) == ((3,), ())
    assert (long.values, tuple(long.marks)) == ((30,), (LONG,))


def test_of_many_cases_the_first_are_for_every_run_and_none_is_lost() -> None:
    cases = {"a": 1, "b": 2, "c": 3}
    made = some(cases, quick=2)
    assert {one.id: one.values for one in made} == {name: (case,) for name, case in cases.items()}
    assert [bool(one.marks) for one in made] == [False, False, True]
