"""What may stand in an address: anything else is not found, before it comes near the database."""

from werkzeug.routing import BaseConverter, IntegerConverter


class TokenConverter(BaseConverter):
    """A random id of ours (`secrets.token_urlsafe`)."""

    regex = "[A-Za-z0-9_-]{1,64}"


class NameConverter(BaseConverter):
    """The name of a module or a scenario: a file name without its ending."""

    regex = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}"


class NumberConverter(IntegerConverter):
    """Werkzeug's own, for numbers of so few digits that each can be one, and in ASCII alone."""

    regex = "[0-9]{1,9}"
