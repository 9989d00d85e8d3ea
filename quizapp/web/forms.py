"""The forms that people fill in by typing. A step's form is read by hand, because it is on the hot path."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

LONGEST_EMAIL = 254
LONGEST_PASSWORD = 1024


def _plain(text: str | None) -> str | None:
    """Typed text without the characters that nobody types and no database wants."""
    return text.replace("\0", "") if text else text


class SignInForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """E-mail address and password."""

    email = StringField(
        filters=[_plain],
        validators=[
            InputRequired("Enter your e-mail address"),
            Length(max=LONGEST_EMAIL, message="Enter an e-mail address of at most 254 characters"),
        ],
    )
    password = PasswordField(
        validators=[
            InputRequired("Enter your password"),
            Length(max=LONGEST_PASSWORD, message="Enter a password of at most 1,024 characters"),
        ]
    )


class SetPasswordForm(FlaskForm):  # type: ignore[misc]  # flask-wtf has no types
    """A new password, once: it can be shown while it is typed, so it is not asked for twice."""

    password = PasswordField(validators=[InputRequired("Enter a password")])
