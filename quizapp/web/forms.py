"""The one reader of what a browser sends: a form's fields, its files, and what stands behind the `?` of an address.

Nothing else in the pages reads `request.form`, `request.files` or `request.args`, which a test holds. What is wrong
with a field is for services to say; here it is only made sure that every field is text that can be kept.

A form is read once. One that is broken (cut short, without a boundary, in another encoding, a part without a name) is
refused with a page that says so. Text is composed (NFC), and is without signs that nobody types and no database wants;
a form that had some is refused, too, with a page that has it again without them (`errors`), so that no words are lost.
"""

import re
import unicodedata
from io import BytesIO
from typing import IO

from flask import Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.formparser import FormDataParser

_PLACE = 4  # digits of a position in a list of ours
_UNTYPED = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")  # a tab, a line and a next line are typed
_PASSWORD = "password"  # noqa: S105 (a field's name)


class Unreadable(BadRequest):
    """What was sent as a form is none: cut short, broken, or in another encoding. Nothing of it is read."""


class Untyped(BadRequest):
    """There were signs in a form that nobody types. What is read of it is without them."""


class FormRequest(Request):
    """A request whose form is read once, by a strict parser; its texts are as `forms` promises."""

    has_untyped = False

    def make_form_data_parser(self) -> FormDataParser:
        """One that says what is broken, where Werkzeug's own leaves the form empty."""
        parser = super().make_form_data_parser()
        parser.silent = False
        return parser

    def _get_file_stream(self, *_arguments: object, **_options: object) -> IO[bytes]:
        """In memory, for a request is small (`room`): a broken one leaves no file behind."""
        return BytesIO()

    def _load_form_data(self) -> None:
        if "form" in self.__dict__:
            return
        try:
            super()._load_form_data()
            fields = [(name, text) for name, text in self.form.items(multi=True)]
            if None in self.form or None in self.files:
                raise ValueError("a part without a name")
        except (ValueError, HTTPException) as error:
            self.__dict__["form"] = self.__dict__["files"] = ImmutableMultiDict()  # for the page that says so
            raise error if isinstance(error, HTTPException) else Unreadable from error
        clean = [(_clean(name), _clean(text)) for name, text in fields]
        if clean != fields:
            self.has_untyped = any(_UNTYPED.search(name + text) for name, text in fields)
            self.__dict__["form"] = ImmutableMultiDict(clean)


def _clean(text: str) -> str:
    """The text composed, where that does not make it longer than a field's limit let it be, and without the untyped."""
    if text.isascii() and text.isprintable():
        return text
    kept = _UNTYPED.sub("", text)
    composed = unicodedata.normalize("NFC", kept)
    return composed if len(composed) <= len(kept) else kept


def refuse_what_nobody_types() -> None:
    """Before a page, and after the form's token was found good: refuse signs that nobody types, in address and form.

    A query that is not UTF-8 is refused, too: Werkzeug meets it with an exception wherever it is first read.
    """
    if _UNTYPED.search(request.path):
        abort(404)
    try:
        request.query_string.decode()
    except UnicodeDecodeError:
        abort(400)
    if request.query_string and any(_UNTYPED.search(name + text) for name, text in request.args.items(multi=True)):
        abort(400)
    if request.method == "POST" and request.url_rule is not None and request.form and _found_untyped():
        raise Untyped


def _found_untyped() -> bool:
    return bool(getattr(request, "has_untyped", False))  # once its form is read


def typed(field: str) -> str:
    """The text of a field, the first if there are more; "" where it is not there."""
    return request.form.get(field, "")


def sent() -> MultiDict[str, str]:
    """The whole form, for what reads more than a field of it; each of its texts is as `typed` has it."""
    return request.form


def to_send_again() -> list[tuple[str, str]]:
    """What a page may hold to be sent once more: every field but the token; nothing where a password is among them."""
    found = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    return [] if any(name == _PASSWORD for name, _ in found) else found


def uploaded(field: str) -> bytes:
    """The bytes of the file in a field; nothing where there is none."""
    sent = request.files.get(field)
    return sent.read() if sent is not None else b""


def asked(field: str, most: int = 1000) -> str:
    """What stands in the address behind `?` under this name, as a form's text and no longer than this; or ""."""
    return _clean(request.args.get(field, ""))[:most]


def is_asked(field: str) -> bool:
    """Whether the name stands behind the `?` at all."""
    return field in request.args


def number_of(text: str, digits: int = _PLACE) -> int | None:
    """A whole number of no more digits than these, as a page of ours writes it; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
