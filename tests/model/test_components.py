"""Parts of a graph that lead back to themselves, found in an order that can be worked along."""

from quizapp.model.components import components


def test_what_leads_back_to_itself_is_one_part_and_stands_before_what_leads_to_it() -> None:
    assert [sorted(part) for part in components([[1], [2], [1, 3], []])] == [[3], [1, 2], [0]]


def test_a_long_line_is_as_many_parts_and_needs_no_deep_stack() -> None:
    line = [[number + 1] for number in range(50_000)] + [[]]
    assert components(line) == [[number] for number in range(50_000, -1, -1)]
