"""The few statements of the hot path, which the driver is given as they are.

Each is written in Core as every other, and is turned into text once; SQLAlchemy takes several times as long over one
statement as the driver does. All else stays Core: this is for what each answer waits for.
"""

from quizapp.store.direct.statements import Direct

__all__ = ["Direct"]
