"""Setting the demo up in a folder of its own, and again in seconds when it is there already."""

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizapp.content.library import read_folder
from quizapp.model.diagnostics import Diagnostic, Severity
from quizapp.services.authoring.publishing import publish
from quizapp.services.operating import demo
from quizapp.services.operating.readiness import recompile
from quizapp.services.site.folders import shipped_folder
from quizapp.services.site.organisation_settings import seed
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site, open_site

FOLDER = Path("demo-site")


def demo_environment(environment: Mapping[str, str], *, fresh: bool) -> dict[str, str]:
    """The demo's settings: its own database, secret, inserts and mailbox in `demo-site/`, whatever is set outside."""
    if fresh and FOLDER.is_dir():
        shutil.rmtree(FOLDER)
    FOLDER.mkdir(exist_ok=True)
    secret = FOLDER / "secret"
    if not secret.is_file():
        secret.write_text(secrets.token_hex(32), encoding="ascii")
        secret.chmod(0o600)
    inserts = FOLDER / "inserts.txt"
    inserts.write_text("".join(f"{name}: {text}\n" for name, text in demo.INSERTS.items()), encoding="utf-8")
    mailbox = FOLDER / "mailbox"
    mailbox.mkdir(exist_ok=True)
    at = f"{environment.get('QUIZAPP_HOST') or '127.0.0.1'}:{environment.get('QUIZAPP_PORT') or '8000'}"
    own = "" if environment.get("QUIZAPP_TRUSTED_HOSTS") else f"http://{at}{environment.get('QUIZAPP_PREFIX', '')}"
    folder = environment.get("QUIZAPP_FOLDER") or str(shipped_folder())
    return {
        "DATABASE_URL": f"sqlite:///{FOLDER / 'quizapp.db'}",
        "SECRET_KEY": secret.read_text(encoding="ascii"),
        "QUIZAPP_INSERTS": str(inserts),
        "QUIZAPP_SECURE_COOKIES": "no",
        "QUIZAPP_URL": environment.get("QUIZAPP_URL") or own,
        "QUIZAPP_FOLDER": folder,
        "QUIZAPP_MAIL": f"folder:{mailbox}",
        "QUIZAPP_MAIL_FROM": "quizapp demo <training@example.org>",
        "QUIZAPP_WORKERS": environment.get("QUIZAPP_WORKERS") or "1",
    }


@dataclass(frozen=True, slots=True)
class Prepared:
    """The outcome of setting the demo up: errors in files, what was published, and whether a history was made.

    `changed` are the paths that somebody else published meanwhile; they were left as they are.
    """

    errors: tuple[Diagnostic, ...]
    changed: tuple[str, ...]
    published: tuple[str, ...]
    is_filled: bool


def prepare(settings: Settings) -> Prepared:
    """Migrate, publish the scenarios and question sets, and fill in people and history where there is none."""
    site = open_site(settings)
    site.database.upgrade()
    seed(site)
    recompile(site)
    reading = read_folder(settings.folder)
    publishing = _publishing(site, settings)
    done = publish(publishing, reading.files, why="the demo")
    found = (*reading.diagnostics, *done.diagnostics)
    is_filled = demo.fill(site)
    site.database.dispose()
    publishing.database.dispose()
    return Prepared(
        errors=tuple(diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR),
        changed=tuple(change.path for change in done.changed),
        published=tuple(publication.path for publication in done.publications),
        is_filled=is_filled,
    )


def _publishing(site: Site, settings: Settings) -> Site:
    """The site as it was before its history, where that is still to be made: nobody did what was not there yet."""
    return open_site(settings, lambda: site.now() - demo.PAST) if demo.is_to_be_filled(site) else site
