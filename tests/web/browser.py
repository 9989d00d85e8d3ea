"""A test client that checks every page that it gets, and fills in forms as they stand."""

from collections import Counter
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

VOID = {"area", "br", "circle", "col", "hr", "img", "input", "link", "meta", "path", "polygon", "rect"}


class Page(HTMLParser):
    """What a test wants to know of a page: its title, headings, ids, forms with their fields, links, and text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.title = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.forms: list[dict[str, Any]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self._typing: tuple[str, dict[str, list[str]]] | None = None
        self._select = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "form":
            self.forms.append({"action": attributes.get("action"), "method": attributes.get("method"), "fields": {}})
            self.forms[-1]["sent"] = {}
        if tag == "input" and self.forms and attributes.get("type") == "hidden":
            self.forms[-1]["fields"][attributes["name"]] = attributes.get("value") or ""

        if self.forms:
            self._note(tag, attributes, self.forms[-1]["sent"])

    def _note(self, tag: str, given: dict[str, str | None], sent: dict[str, list[str]]) -> None:
        """What this tag has the form send as it stands."""
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            sent.setdefault(name, []).append(value)
        elif tag == "textarea" and "readonly" not in given:
            self._typing = (name, sent)
            sent[name] = [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            sent.setdefault(self._select, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._typing = None
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title += data
        self.words.append(data)
        if self._typing is not None:
            name, sent = self._typing
            sent[name][0] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def form(self, action: str) -> dict[str, str]:
        """The hidden fields of the form that posts there."""
        return dict(next(f["fields"] for f in self.forms if f["action"] == action))

    def sends(self, action: str) -> dict[str, list[str]]:
        """What the form that posts there sends as it stands, without a button: what was ticked, chosen and typed."""
        return dict(next(f["sent"] for f in self.forms if f["action"] == action))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of each such tag."""
        return [a for t, a in self.tags if t == tag and all(a.get(k) == v for k, v in wanted.items())]

    def check(self) -> None:
        """What must be so on every page."""
        assert not self.open, f"not closed: {self.open}"
        assert self.html.startswith("<!DOCTYPE html>")
        assert self.all("html", lang="en-GB")
        assert self.title.endswith(" – quizapp") and len(self.title) > len(" – quizapp")
        assert len(self.all("h1")) == 1 and len(self.all("main")) == 1
        doubled = [i for i, n in Counter(a["id"] for _, a in self.tags if "id" in a).items() if n > 1]
        assert not doubled, f"ids twice: {doubled}"
        ids = {a["id"] for _, a in self.tags if "id" in a}
        for _, attributes in self.tags:
            assert "style" not in attributes and not any(name.startswith("on") for name in attributes), attributes
            for name in ("for", "aria-labelledby", "aria-describedby"):
                assert set((attributes.get(name) or "").split()) <= ids, (name, attributes)
        assert all(script.get("src") for script in self.all("script"))
        for form in self.forms:
            assert form["method"] != "post" or form["fields"].get("csrf_token"), form["action"]
        for attributes in [*self.all("a"), *self.all("link"), *self.all("script")]:
            address = attributes.get("href") or attributes.get("src") or ""
            assert not address.startswith("http") or attributes.get("rel"), f"outside address {address}"


class Browser:
    """One person's browser."""

    def __init__(self, app: Flask, token: str | None = None) -> None:
        self.client = app.test_client()
        if token:
            with self.client.session_transaction() as session:
                session["sid"] = token

    def get(self, path: str, status: int = 200) -> Page:
        """The page at this address, checked; with the status that it must have."""
        return self._page(self.client.get(path), status)

    def post(self, path: str, fields: dict[str, Any], status: int = 303) -> TestResponse:
        """Send a form without filling in anything that is not given."""
        response = self.client.post(path, data=fields)
        assert response.status_code == status, (path, response.status_code, response.text[:2000])
        if response.mimetype == "text/html" and not 300 <= status < 400:
            self._page(response, status)
        return response

    def lands(self, came: TestResponse, status: int = 200) -> Page:
        """The page to which a response leads."""
        return self.get(came.headers["Location"], status)

    def send(self, page: Page, action: str, status: int = 303, **filled: str) -> TestResponse:
        """Fill in a page's form and send it."""
        return self.post(action, page.form(action) | filled, status)

    def token(self) -> str:
        """A good form token of this browser, from a page that always has one."""
        page = self.get("/privacy") if self.signed_in else self.get("/sign-in")
        return page.form("/sign-out" if self.signed_in else "/sign-in")["csrf_token"]

    @property
    def signed_in(self) -> bool:
        return self.client.get("/sign-in").status_code == 303

    @staticmethod
    def _page(response: TestResponse, status: int) -> Page:
        assert response.status_code == status, (response.request.path, response.status_code, response.text[:2000])
        page = Page(response.text)
        page.check()
        assert response.headers["Cache-Control"] == "no-store"
        return page
