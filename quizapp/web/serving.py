"""What a server process loads: an app made from the environment. Only the demo's own maker opens the demo's door."""

import gc
import os
from dataclasses import replace

from flask import Flask

from quizapp.exchange.posting import start_watching
from quizapp.services.operating.readiness import warm_up
from quizapp.services.site.live_now import KeptLive
from quizapp.services.site.settings import require_secret, settings_from
from quizapp.services.site.site import Site, open_site
from quizapp.web import create_app
from quizapp.web.bodies import BodiesFirst

_known: KeptLive | None = None


def begin_with(known: KeptLive) -> None:
    """Let the workers that are forked from this process begin with what it knows of what is live, and share it."""
    global _known
    _known = known


def make_app() -> Flask:
    """The real site. Raises BadSetting for a setting that cannot be used."""
    settings = settings_from(os.environ)
    require_secret(settings)
    return _ready(open_site(settings, kept_live=_known))


def make_demo_app() -> Flask:
    """The demo, with one-click sign-in. `quizapp serve` never comes here, whatever the environment says."""
    return _ready(open_site(replace(settings_from(os.environ), demo=True)))


def _ready(site: Site) -> Flask:
    """The app, with what is live in memory, and all that is there for good left out of every later clean-up."""
    site.database.goes_on()
    site.refresh(at_once=True)
    warm_up(site)
    app = create_app(site)
    bodies = BodiesFirst(app.wsgi_app, site.settings.threads)
    app.wsgi_app = bodies  # type: ignore[method-assign]  # Flask's own way
    site.database.before_a_turn = bodies.stand_aside
    gc.collect()
    gc.freeze()
    start_watching(site)
    return app
