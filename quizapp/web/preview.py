"""`quizapp preview`: the site's own pages over one file, read again whenever it changes."""

from flask import Flask, redirect, render_template, request, session, url_for
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from quizapp.services.authoring.preview import Preview
from quizapp.web import create_app


def create_preview_app(preview: Preview) -> Flask:
    """The site for one author: signed in by itself, and brought up to date before each page."""
    app = create_app(preview.site)

    def bring_up_to_date() -> Response | tuple[str, int] | None:
        if request.endpoint == "static":
            return None
        attempt = preview.refresh()
        if preview.broken:
            return render_template("preview/broken.html", file=preview.file.name, diagnostics=preview.diagnostics), 422
        session["sid"] = preview.token
        if attempt is not None:
            return redirect(url_for("attempts.here", attempt=attempt), 303)
        if request.endpoint in ("accounts.home", "training.mine"):
            thing = preview.thing
            if thing.is_set:
                return redirect(url_for("questions.start_page", module=thing.module, set_id=thing.name), 303)
            return redirect(url_for("training.start_page", module=thing.module, scenario=thing.name), 303)
        return None

    app.before_request_funcs.setdefault(None, []).insert(0, bring_up_to_date)
    return app


def serve_preview(preview: Preview) -> None:
    """Serve the preview to its author's own browser until stopped. One process; for nobody else."""
    settings = preview.site.settings
    make_server(settings.host, settings.port, create_preview_app(preview), threaded=True).serve_forever()
