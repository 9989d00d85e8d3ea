"""What a server process loads: an app made from the environment. Only the demo's own maker opens the demo's door."""

import os
from dataclasses import replace

from flask import Flask

from quizapp.services.publishing import warm_up
from quizapp.services.settings import require_secret, settings_from
from quizapp.services.site import open_site
from quizapp.web import create_app


def make_app() -> Flask:
    """The real site. Raises BadSetting for a setting that cannot be used."""
    settings = settings_from(os.environ)
    require_secret(settings)
    site = open_site(settings)
    warm_up(site)
    return create_app(site)


def make_demo_app() -> Flask:
    """The demo, with one-click sign-in. `quizapp serve` never comes here, whatever the environment says."""
    site = open_site(replace(settings_from(os.environ), demo=True))
    warm_up(site)
    return create_app(site)
