"""The headers that every response carries, errors included (reliability F9)."""

from flask import Flask, Response, request

from quizapp.web import logo

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
A_YEAR = 365 * 24 * 3600


def register(app: Flask, *, secure: bool) -> None:
    """Put the headers on every response. `secure` says that the site is on https, and stays there."""

    always = [
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    if secure:
        always.append(("Strict-Transport-Security", f"max-age={A_YEAR}; includeSubDomains"))

    @app.after_request
    def _add(response: Response) -> Response:
        headers = response.headers
        for name, value in always:
            headers.add(name, value)  # nobody else sets these, and adding costs less than setting
        endpoint = request.endpoint
        if endpoint == "logo.picture" and response.status_code < 400:
            headers["Content-Security-Policy"] = logo.POLICY
        elif endpoint != "static" or response.status_code >= 400:
            # Pages are about people, and a shared computer's back button must not bring them back.
            headers["Cache-Control"] = "no-store"
        return response
