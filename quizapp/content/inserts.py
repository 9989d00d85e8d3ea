"""The local inserts that an organisation or a team fills in: the known ones, and a module's own (FORMAT §1, §2)."""

from quizapp.model.briefing import Briefing

INSERTS: tuple[str, ...] = (
    "safeguarding-lead",
    "childrens-social-care",
    "out-of-hours",
    "escalation",
    "was-not-brought",
    "thresholds",
)


def known_inserts(briefing: Briefing | None) -> tuple[str, ...]:
    """The inserts that a module's texts may have: those that everybody has, then those that its briefing declares.

    None without a briefing: nobody knows then what it declares.
    """
    return () if briefing is None else (*INSERTS, *briefing.inserts)
