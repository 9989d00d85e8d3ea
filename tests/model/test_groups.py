"""Which learning points are for whom."""

import pytest

from quizapp.model.groups import is_for
from quizapp.model.people import Group
from tests.engine.sets import briefing


@pytest.mark.parametrize(
    ("named", "group", "expected"),
    [
        ("everyone", None, True),
        ("everyone", Group.POLICE, True),
        ("education health", Group.HEALTH, True),
        ("education health", Group.POLICE, False),
        ("education health", None, False),
        ("mental-health", Group.HEALTH, False),
        ("education everyone", None, True),
        ("", Group.EDUCATION, False),
    ],
)
def test_a_point_is_for_everyone_or_for_the_groups_that_it_names(named: str, group: Group | None, expected: bool):
    (point,) = briefing(a=named).points
    assert is_for(point, group) is expected


def test_a_point_that_names_nobody_is_for_everyone_by_default():
    point = briefing(a="everyone").points[0]
    assert all(is_for(point, group) for group in (*Group, None))
