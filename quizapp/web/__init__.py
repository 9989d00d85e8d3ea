"""The pages: create_app, one blueprint a screen area, forms and static files.

May import: the standard library, model, services, exchange, and Flask with its forms and templates; never content,
engine or store.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp.model.acts import Act
from quizapp.model.covers.cover import cover_of
from quizapp.services.site.site import Site
from quizapp.web import (
    about,
    access,
    accounts,
    another_way,
    arriving,
    attempts,
    certificates,
    copies,
    coverage,
    demo,
    deputies,
    erasing,
    errors,
    figures,
    filters,
    forgotten,
    headers,
    held_forms,
    in_practice,
    logo,
    looking_back,
    matrix,
    modules,
    my_mail,
    my_teams,
    outbox,
    packs,
    people,
    people_import,
    person_records,
    questions,
    records,
    requirements,
    room,
    settings,
    team_practice,
    team_tree,
    training,
)
from quizapp.web.converters import NameConverter, NumberConverter, TokenConverter
from quizapp.web.cookies import FormTokens, RememberedCookies
from quizapp.web.environment import Environment
from quizapp.web.folders import STATIC, fingerprints, templates_folder
from quizapp.web.forms import FormRequest
from quizapp.web.guards import offering
from quizapp.web.pieces import piece_of
from quizapp.web.prefix import UnderPrefix, written_in

MOST_FORM_PARTS = 1000


class Application(Flask):
    """Flask, with views that are plain functions all: nothing of a page has to be asked whether it is asynchronous."""

    request_class = FormRequest
    jinja_environment = Environment

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is. Flask would look at each of a dozen on every page."""
        return func


def create_app(site: Site) -> Flask:
    """The whole site as a WSGI application. Nothing is opened, migrated or checked here."""
    app = Application("quizapp.web", static_folder=str(STATIC), static_url_path="/static", template_folder=None)
    app.extensions["quizapp"] = site
    _configure(app, site)
    _templates(app, site)
    app.url_map.converters.update(token=TokenConverter, name=NameConverter, int=NumberConverter)
    app.context_processor(lambda: offering() | access.local_words())
    app.before_request(access.looking_for_changes(site))
    room.register(app)
    logo.register(app)
    app.session_interface = RememberedCookies(app)
    FormTokens(app)
    learners = (about, accounts, forgotten, training, modules, attempts, questions, looking_back, certificates, copies)
    everybodys = (my_mail, in_practice)
    managers = (my_teams, matrix, person_records, records, figures, another_way, team_practice, deputies)
    administrators = (people, people_import, team_tree, requirements, settings, outbox, erasing)
    for area in (*learners, *everybodys, *managers, coverage, packs, *administrators):
        app.register_blueprint(area.blueprint)
    if site.settings.demo:
        app.register_blueprint(demo.blueprint)
    errors.register(app)
    headers.register(app, secure=site.settings.secure_cookies)
    if site.settings.prefix:
        app.wsgi_app = UnderPrefix(app.wsgi_app, site.settings.prefix)  # type: ignore[method-assign]  # Flask's own way
    if site.settings.proxies:
        hops = site.settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, hops, 0)  # type: ignore[method-assign]  # Flask's own way
    return app


def _configure(app: Flask, site: Site) -> None:
    secure = site.settings.secure_cookies
    # The path of a locked cookie is always / (RFC 6265bis), so it is the name that keeps two sites on one host apart.
    cookie = "quizapp" + site.settings.prefix.replace("/", "-")
    app.config.update(
        SECRET_KEY=site.settings.secret_key,
        SESSION_COOKIE_NAME=f"__Host-{cookie}" if secure else cookie,
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=site.settings.session_hours),
        TRUSTED_HOSTS=list(site.settings.trusted_hosts) or None,
        MAX_FORM_PARTS=MOST_FORM_PARTS,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),  # the addresses carry the content's fingerprint
        TEMPLATES_AUTO_RELOAD=False,
        WTF_CSRF_TIME_LIMIT=None,  # a page may stand open all day; the session is what ends
        WTF_CSRF_SSL_STRICT=False,  # the token is enough; a proxy that drops Referer must not lose an answer
    )


def _templates(app: Flask, site: Site) -> None:
    # GOV.UK's macros name themselves by their package, and ours by their folder.
    app.jinja_env.loader = ChoiceLoader(
        [
            FileSystemLoader(templates_folder()),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.add_extension(written_in(site.settings.prefix))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["prose"] = filters.prose
    app.jinja_env.globals["piece"] = piece_of(app.jinja_env, access.local)
    app.jinja_env.filters["worded"] = filters.worded
    app.jinja_env.filters["when"] = filters.when
    app.jinja_env.filters["day"] = filters.day
    app.jinja_env.filters["short_day"] = filters.short_day
    app.jinja_env.filters["iso_day"] = filters.iso_day
    app.jinja_env.filters["time"] = filters.time
    app.jinja_env.filters["machine"] = filters.machine
    app.jinja_env.filters["saved"] = filters.saved
    app.jinja_env.filters["css"] = filters.css
    app.jinja_env.globals.update(
        Act=Act,
        cover_of=cover_of,
        fingerprints=fingerprints(),
        prefix=site.settings.prefix,
        demo=site.settings.demo,
        mail=site.settings.mail.is_set_up,
        missing_on_this_page=arriving.missing_on_this_page,
        whose_form=held_forms.whose,
    )
