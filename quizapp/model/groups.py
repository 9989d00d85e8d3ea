"""Which learning points are for whom (FORMAT §2, `For:`)."""

from quizapp.model.briefing import Point
from quizapp.model.people import Group

EVERYONE = "everyone"
GROUPS = (EVERYONE, *(group.value for group in Group))
"""All that `For:` can name."""


def is_for(point: Point, group: Group | None) -> bool:
    """Whether a learning point is for a person of this professional group; without a group, those for everyone."""
    return EVERYONE in point.groups or (group is not None and group.value in point.groups)
