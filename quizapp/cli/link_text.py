"""A one-use link as a command says it: printed, to be passed on, or in a letter that is sent."""

import sys

from quizapp.services.site.settings import Settings


def print_link(settings: Settings, token: str, email: str) -> None:
    """The link, or that it is sent where there is none."""
    from quizapp.cli.missing_text import guessed_lines
    from quizapp.services.site.accounts import LINK_LIFE
    from quizapp.services.site.person_texts import tidy

    if token:
        print(f"Send them this link; it works once, for {LINK_LIFE.days} days:")
        print(f"{settings.address}/set-password/{token}")
    else:
        print(
            f"A letter with a link waits for {tidy(email)}. `quizapp serve` sends it in a moment, or `quizapp outbox`"
            f" now; the link works once, for {LINK_LIFE.days} days from then."
        )
    for line in guessed_lines(settings):
        print(line, file=sys.stderr)
