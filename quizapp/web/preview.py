"""`quizapp preview`: the site's own pages over what is on disk, with what its author wants to know beside them."""

from contextlib import suppress
from socket import AF_INET, AF_INET6, AddressFamily, create_server, socket
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from quizapp.model.diagnostics import Severity
from quizapp.model.things import Thing, question_set, scenario
from quizapp.services.authoring.preview import Beside, Preview
from quizapp.web import create_app
from quizapp.web.access import SID
from quizapp.web.folders import templates_folder
from quizapp.web.headers import POLICY

blueprint = Blueprint("preview", __name__, url_prefix="/preview")
OF_STATE = "preview.state"
PORTS = 10  # that are tried, one after the other


def create_preview_app(preview: Preview) -> Flask:
    """The site for one author: signed in by itself, brought up to date before each page, every page in its frame."""
    app = create_app(preview.site)
    app.extensions["quizapp-preview"] = preview
    app.register_blueprint(blueprint)
    app.before_request_funcs.setdefault(None, []).insert(0, _bring_up_to_date)
    app.after_request_funcs.setdefault(None, []).insert(0, _let_the_page_ask)  # the first in the list runs last
    app.context_processor(_for_the_frame)
    _put_into_its_frame(app)
    return app


def _put_into_its_frame(app: Flask) -> None:
    """Let `preview/frame/base.html` stand for the site's own base, which it extends by the name `site/base.html`."""
    templates, own = templates_folder(), app.jinja_env.loader
    frame = FileSystemLoader(templates / "preview" / "frame")
    app.jinja_env.loader = ChoiceLoader(
        [frame, *([own] if own is not None else []), PrefixLoader({"site": FileSystemLoader(templates)})]
    )


def _preview() -> Preview:
    preview: Preview = current_app.extensions["quizapp-preview"]
    return preview


def _bring_up_to_date() -> ResponseReturnValue | None:
    if request.endpoint in ("static", OF_STATE):
        return None
    preview = _preview()
    again = preview.refresh()
    if preview.broken:
        return render_template("preview/broken.html"), 422
    session[SID] = preview.token
    asked: dict[str, Any] = request.view_args or {}
    attempt = again or preview.attempt_now(asked.get("attempt", ""))
    if attempt is not None:
        return redirect(_same_page(preview, attempt, asked), 303)
    if request.endpoint in ("accounts.home", "training.mine"):
        return redirect(_first_page(preview.thing, preview.is_module), 303)
    return None


def _same_page(preview: Preview, attempt: str, asked: dict[str, Any]) -> str:
    """The page that was asked for, of the attempt that the author is at now; where it has none, where they stand."""
    if request.endpoint in ("attempts.step", "attempts.answer"):
        return url_for("attempts.step", attempt=attempt, number=asked["number"])
    if request.endpoint and "attempt" in asked and preview.is_finished(attempt):
        return url_for(request.endpoint, **{**asked, "attempt": attempt})
    return url_for("attempts.here", attempt=attempt)


def _first_page(thing: Thing, is_module: bool) -> str:
    if is_module:
        return url_for("modules.tasks", module=thing.module)
    if thing.is_set:
        return url_for("questions.start_page", module=thing.module, set_id=thing.name)
    return url_for("training.start_page", module=thing.module, scenario=thing.name)


def _let_the_page_ask(response: Response) -> Response:
    """A page of the preview may ask this server whether the file has changed; a page of the site asks nothing."""
    if response.headers.get("Content-Security-Policy") == POLICY:
        response.headers["Content-Security-Policy"] = f"{POLICY}; connect-src 'self'"
    return response


def _for_the_frame() -> dict[str, object]:
    """For templates: the preview itself, what stands beside this page, where it all begins, and what `check` says."""
    preview = _preview()
    beside = None if preview.broken else _beside(preview)
    return {
        "preview": preview,
        "beside": beside,
        "preview_start": _first_page(preview.thing, preview.is_module),
        "errors": [said for said in preview.diagnostics if said.severity is Severity.ERROR],
        "warnings": [said for said in preview.diagnostics if said.severity is Severity.WARNING],
    }


def _beside(preview: Preview) -> Beside | None:
    asked = request.view_args or {}
    thing = None if preview.is_module else preview.thing
    if request.endpoint == "training.start_page":
        thing = scenario(asked["module"], asked["scenario"])
    elif request.endpoint == "questions.start_page":
        thing = question_set(asked["module"], asked["set_id"])
    return preview.beside(asked.get("attempt"), asked.get("number"), thing)


@blueprint.get("/state")
def state() -> ResponseReturnValue:
    """What is on disk now, as one word: a page that holds another one is out of date."""
    return {"state": _preview().look()}


@blueprint.get("/scenarios/<name:module>/<name:name>/<anchor>")
def passage(module: str, name: str, anchor: str) -> ResponseReturnValue:
    """To a passage of a scenario, by the shortest way from its start."""
    return _go(scenario(module, name), anchor)


@blueprint.get("/questions/<name:module>/<name:name>/<question_id>")
def question(module: str, name: str, question_id: str) -> ResponseReturnValue:
    """To a question of a set, with those before it answered as well as can be."""
    return _go(question_set(module, name), question_id)


def _go(thing: Thing, anchor: str) -> ResponseReturnValue:
    attempt = _preview().go_to(thing, anchor)
    if attempt is None:
        abort(404)
    session[SID] = _preview().token
    return redirect(url_for("attempts.here", attempt=attempt), 303)


def _quieter(state_address: str) -> type[WSGIRequestHandler]:
    """Says in the terminal what was asked for, but for a page's own question whether it is out of date."""

    class Quieter(WSGIRequestHandler):
        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            if not self.path.endswith(state_address):
                super().log_request(code, size)

    return Quieter


def preview_server(preview: Preview) -> BaseWSGIServer:
    """A server that listens for its author's own browser, for nobody else; `serve_forever` until it is stopped.

    It takes the next free port of ten where another program, a demo perhaps, has the one in the settings. OSError where
    none of them is free.
    """
    settings = preview.site.settings
    app = create_preview_app(preview)
    with app.test_request_context():
        handler = _quieter(url_for(OF_STATE))
    with _listening(settings.host, settings.port) as listening:
        port = listening.getsockname()[1]
        return make_server(settings.host, port, app, threaded=True, request_handler=handler, fd=listening.detach())


def _listening(host: str, first: int) -> socket:
    for port in range(first, first + PORTS - 1):
        with suppress(OSError):
            return create_server((host, port), family=_family(host))
    return create_server((host, first + PORTS - 1), family=_family(host))


def _family(host: str) -> AddressFamily:
    return AF_INET6 if ":" in host else AF_INET
