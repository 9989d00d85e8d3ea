"""The local inserts that an organisation or a team fills in (FORMAT §1)."""

INSERTS: tuple[str, ...] = (
    "safeguarding-lead",
    "childrens-social-care",
    "out-of-hours",
    "escalation",
    "was-not-brought",
    "thresholds",
)
