"""Values, content types, headers and whole bodies that no browser of a person who means well sends."""

import json
import random
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from quizapp.web import MOST_FORM_PARTS
from quizapp.web.room import LARGEST, ORDINARY

ODD = (
    b"",
    b"\0",
    b"a\0b",
    b"\xff\xfe",
    b"\xc3",
    b"\xc0\xaf",
    b"\xed\xa0\x80",  # half of a surrogate pair
    b"\xed\xb0\x80",
    "😀".encode(),
    "\u202e\u2028\ufeff".encode(),
    "e\u0301".encode() * 50,
    "٣".encode(),  # a digit, and no ASCII
    "²".encode(),
    b"-1",
    b"+1",
    b"1.5",
    b"1e9",
    b"0x1",
    b" 1",
    b"9999",
    b"99999",
    b"2147483648",
    b"9223372036854775808",
    b"18446744073709551616",
    b"9" * 5000,
    b"x" * 60_000,
    b"../../../etc/passwd",
    b"..\\..",
    b"%",
    b"%zz",
    b"%00",
    b"'; DROP TABLE step; --",
    b"<script>alert(1)</script>",
    b"{{7*7}}",
    b"${jndi:ldap://x}",
    b"[]",
    b"{}",
    b"null",
    b"NaN",
    b"\r\nSet-Cookie: a=b",
    b"a.b.c",
    b"a/b/c",
    b"eyJhIjoxfQ.aaaa.bbbb",
)
TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=\xff",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=b",
    "multipart/form-data; boundary=" + "b" * 300,
    "multipart/mixed; boundary=b",
    "application/json",
    "text/plain",
    "nonsense",
    "/",
    ";;;",
    "",
)
HEADERS = (
    ("HTTP_COOKIE", "quizapp=x.y.z"),
    ("HTTP_COOKIE", "quizapp=\xff\xfe; =; ;"),
    ("HTTP_COOKIE", "quizapp=" + "a" * 5000),
    ("HTTP_HOST", "evil.test"),
    ("HTTP_HOST", "[::1"),
    ("HTTP_HOST", "a b"),
    ("HTTP_HOST", "localhost:99999"),
    ("CONTENT_LENGTH", "-1"),
    ("CONTENT_LENGTH", "many"),
    ("CONTENT_LENGTH", "99999999999999999999"),
    ("HTTP_TRANSFER_ENCODING", "chunked"),
    ("HTTP_CONTENT_ENCODING", "gzip"),
    ("HTTP_RANGE", "bytes=9-1"),
    ("HTTP_RANGE", "bytes=-"),
    ("HTTP_IF_MODIFIED_SINCE", "yesterday"),
    ("HTTP_IF_NONE_MATCH", '"'),
    ("HTTP_IF_RANGE", "\xff"),
    ("HTTP_ACCEPT_LANGUAGE", "x" * 3000),
    ("HTTP_X_FORWARDED_FOR", "not, an, address"),
    ("HTTP_X_HTTP_METHOD_OVERRIDE", "DELETE"),
    ("HTTP_REFERER", "\xff"),
    ("HTTP_ORIGIN", "null"),
)
Fields = list[tuple[str, str]]
FIRST = TYPES[0]
SENT_FOR_A_DAY = ("1/1/99999999999999999999", "99999-01-01", "0000-00-00", "31/2/2026", "٣/٣/٢٠٢٦", "//", "1/1/-1")
NUMBERS = ("99999", "2147483648", "-9223372036854775809", "18446744073709551616", "9" * 5000, "1e9", "٣", "²")
ALSO = ("place-0", "place-99999", "text", "reflection-99999999", "reflection-", "insert-escalation", "word-staff", "x")


@dataclass(slots=True)
class Sent:
    """A body, and what is said of it: its type, and its length where one is said at all."""

    type: str
    body: bytes
    says_length: bool = True


class Wreckage:
    """Forms, each changed and sent in some way that no browser has, from a seed: the same in each run."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.pick = self.random.choice
        usual = (
            *(self.urlencoded, self.urlencoded, self.multipart, self.multipart, self.unnamed, self.cut, self.bounded),
            *(self.other_charset, self.as_json, self.empty, self.chunked, self.other_type),
        )
        self.ways = (*usual * 3, self.many, self.long)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def odd(self) -> str:
        """An odd value, as text that stands for bytes."""
        if self.chance(0.3):
            return self.pick((*SENT_FOR_A_DAY, *NUMBERS)).encode().decode("latin-1")
        return self.pick(ODD)[:5000].decode("latin-1")

    def changed(self, fields: Fields) -> Fields:
        """The fields of a good form, with some changed, left out, sent twice, and some that nobody asked for."""
        made = [(name, self.odd() if self.chance(0.3) else value) for name, value in fields if not self.chance(0.1)]
        if made and self.chance(0.2):
            made.append((self.pick(made)[0], self.odd()))
        if self.chance(0.3):
            made.append((self.pick(ALSO), self.odd()))
        self.random.shuffle(made)
        return made

    def sent(self, fields: Fields) -> Sent:
        return self.pick(self.ways)(fields)

    def urlencoded(self, fields: Fields) -> Sent:
        as_is = self.chance(0.3)
        pairs = (f"{name}={value if as_is else quote(value, safe='', encoding='latin-1')}" for name, value in fields)
        return Sent(FIRST, "&".join(pairs).encode("latin-1"))

    def multipart(self, fields: Fields) -> Sent:
        more = ("", "", "", '; filename="x"', "\r\nContent-Type: text/plain; charset=x", "\r\nContent-Length: 9")
        parts = "".join(
            f'--b\r\nContent-Disposition: form-data; name="{name}"{self.pick(more)}\r\n\r\n{value}\r\n'
            for name, value in fields
        )
        return Sent("multipart/form-data; boundary=b", f"{parts}--b--\r\n".encode("latin-1"))

    def unnamed(self, fields: Fields) -> Sent:
        head = self.pick(("form-data", "form-data; name=", 'form-data; filename="x"', 'form-data; name="', "x", ""))
        sent = self.multipart(fields)
        return replace(sent, body=f"--b\r\nContent-Disposition: {head}\r\n\r\nx\r\n".encode() + sent.body)

    def cut(self, fields: Fields) -> Sent:
        sent = self.pick((self.multipart, self.urlencoded))(fields)
        return replace(sent, body=sent.body[: self.random.randrange(len(sent.body) + 1)])

    def bounded(self, fields: Fields) -> Sent:
        bounds = ("", "; boundary=", "; boundary=c", '; boundary="', "; boundary=" + "b" * 300, "; boundary=\xff")
        return replace(self.multipart(fields), type=f"multipart/form-data{self.pick(bounds)}")

    def other_charset(self, fields: Fields) -> Sent:
        encoded = urlencode(fields).encode(self.pick(("utf-16", "utf-32", "utf-7")))
        whole = encoded + self.pick((b"", b"\xff"))
        return Sent(f"{FIRST}; charset={self.pick(('utf-16', 'x', '', 'utf-8'))}", whole)

    def many(self, fields: Fields) -> Sent:
        return self.multipart([*fields, *[("x", "")] * (MOST_FORM_PARTS + 1 - len(fields))])

    def long(self, fields: Fields) -> Sent:
        return self.urlencoded([*fields, ("x", "x" * self.pick((ORDINARY, ORDINARY + 1, LARGEST)))])

    def as_json(self, fields: Fields) -> Sent:
        return Sent("application/json", json.dumps(self.pick((dict(fields), fields, None, "x", 9))).encode())

    def empty(self, fields: Fields) -> Sent:
        return Sent(self.pick(TYPES), b"")

    def chunked(self, fields: Fields) -> Sent:
        return replace(self.pick((self.urlencoded, self.multipart))(fields), says_length=False)

    def other_type(self, fields: Fields) -> Sent:
        return replace(self.pick((self.urlencoded, self.multipart))(fields), type=self.pick(TYPES))
