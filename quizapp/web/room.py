"""How many bytes a request may have: room for all of a form's fields at their limits, in any script; elsewhere less."""

from flask import Flask, request

from quizapp.web.carrying import LONGEST_TEXT, MOST_TEXTS

IN_A_FORM = 12  # bytes: a character of four, each written as %F0
CARRIED = 16  # bytes of a character that is carried through sign-in: twelve in JSON, and base64 makes 16 of them
BESIDES = 16 * 1024  # bytes: the fields' names, tokens, and an e-mail address with a password

ORDINARY = BESIDES + IN_A_FORM * LONGEST_TEXT  # one text and what is chosen beside it
LARGEST = BESIDES + CARRIED * MOST_TEXTS * LONGEST_TEXT  # a story's reflections, carried through sign-in
WRITTEN = frozenset(
    (
        *("looking_back.save", "looking_back.keep_one_thing"),
        *("accounts.post_sign_in", "demo.door_with_answer", "demo.sign_in"),
        *("settings.change", "packs.record", "people_import.bring_in"),
    )
)  # the forms in which people write more than one text, and those that carry such a form's words


def register(app: Flask) -> None:
    """Limit every request; before anything that reads forms is registered."""
    app.config.update(MAX_CONTENT_LENGTH=ORDINARY, MAX_FORM_MEMORY_SIZE=LARGEST)  # Flask's own is less than LARGEST
    app.before_request(_make_room)


def _make_room() -> None:
    if request.endpoint in WRITTEN:
        request.max_content_length = LARGEST
