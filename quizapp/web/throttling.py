"""What somebody sees who is asked to wait: until when, and what they can do at once.

Who is asked to is the rule of `services.site.throttle`.
"""

from flask import render_template
from flask.typing import ResponseReturnValue

from quizapp.services.site.throttle import TooManyTries
from quizapp.web import access


def page(refused: TooManyTries, **kept: str) -> ResponseReturnValue:
    """The page, with the sign-in form and what it goes on with if `kept` has it."""
    access.look_up_for_an_error_page()
    seconds = max(1, round((refused.again_at - access.site().now()).total_seconds()))
    return (
        render_template("errors/429.html", again_at=refused.again_at, **kept),
        429,
        {"Retry-After": str(seconds)},
    )
