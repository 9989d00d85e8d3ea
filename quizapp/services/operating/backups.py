"""Backups: a copy of everything that is stored, restored apart and looked through before it is called one; and back.

Everything that was confirmed before a backup began is in it. Restoring goes the same way with the same checks, and what
was there before is kept.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from quizapp.model.backups import Backup, NoBackup, Restored, Tried
from quizapp.model.play import NotPossible
from quizapp.model.progress import Progress, Work, in_silence
from quizapp.services.operating import doctor, erasures, readiness
from quizapp.services.site import erasing
from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site, open_site
from quizapp.store import audit, schema
from quizapp.store.keeping.files import part_of, put
from quizapp.store.keeping.keepers import Keeper, keeper_of, kind_of
from quizapp.store.people import accounts, browsers, outbox
from quizapp.store.taking import histories

FAULTY = ".faulty"
_SPOKEN = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class _Faulty(Exception):
    """The doctor found something in what was restored."""

    def __init__(self, tried: Tried) -> None:
        self.tried = tried


def back_up(site: Site, target: Path, *, replaces: bool, progress: Progress = in_silence) -> Backup:
    """Copy the store to a file that is whole or not there. Raises NoBackup, StoreUnavailable.

    It is restored apart and looked through first. Where the doctor finds fault with it, it gets another name, and never
    takes the place of a good one. The store may be of an older release: so one is made before `upgrade`, too.
    """
    _refuse_to_overwrite(target, replaces=replaces)
    keeper = keeper_of(site.database)
    try:
        with part_of(target) as part:
            with progress(Work.COPY, 1) as done:
                keeper.copy(part)
                done(1)
            _known(keeper, part)
            with keeper.apart(part) as url:
                tried = Tried(is_tried=False) if url is None else _look_through(site.settings, url, progress)
            _refuse_to_overwrite(target, replaces=replaces)
            place = target.with_name(target.name + FAULTY) if tried.violations else target
            put(part, place)
        erasures.add_beside(place, erasures.known_to(site) or ())
    except OSError as problem:
        raise NoBackup(f"{target}: {problem.strerror}") from problem
    return Backup(str(place), place.stat().st_size, tried)


def restore(settings: Settings, file: Path, *, replaces: bool, progress: Progress = in_silence) -> Restored:
    """Put a backup in place of the store, brought up to this release. Raises NoBackup, StoreUnavailable.

    A store that holds something is replaced only if `replaces`, and is kept beside. With violations nothing changes.
    Everybody is signed out: a session that was ended after the backup would be open again. Whoever was erased after it
    is erased again, by what the store that is replaced says, and the list beside the backup.
    """
    site = open_site(settings)
    try:
        keeper = _keeper_for(site, file)
        _known(keeper, file)
        if keeper.held() and not replaces:
            raise NoBackup(
                "there is something in the database already. To put the backup in its place, say --replace: what is"
                " there is kept beside it"
            )
        here = erasures.known_to(site) if keeper.held() else ()
        known = {one.person: one for one in (*erasures.beside(file), *(here or ()))}
        again: list[int] = []

        def afterwards(restored: Site, at: datetime) -> None:
            _sign_everybody_out(restored, at)
            again.append(erasing.erase_again(restored, tuple(known.values())))

        site.database.dispose()  # nobody may have it open
        with keeper.restoring(file, f"{site.today().isoformat()}-{secrets.token_hex(3)}") as (url, kept):
            tried = _look_through(settings, url, progress, afterwards)
            if tried.violations:
                raise _Faulty(tried)
        return Restored(tried, kept, sum(again), here is not None)
    except _Faulty as found:
        return Restored(found.tried)
    finally:
        site.database.dispose()


def _refuse_to_overwrite(target: Path, *, replaces: bool) -> None:
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise NoBackup(f"{target}: name a file in a folder that there is")
    if target.exists() and not replaces:
        raise NoBackup(f"{target} is there already: name another file, or say --replace")


def _keeper_for(site: Site, file: Path) -> Keeper:
    try:
        kind = kind_of(file)
    except OSError as problem:
        raise NoBackup(f"{file}: {problem.strerror}") from problem
    if kind is None:
        raise NoBackup(f"{file} is no backup: `quizapp backup` makes them")
    if kind != site.database.dialect:
        raise NoBackup(
            f"{file} is a backup of {_SPOKEN[kind]}, and DATABASE_URL is {_SPOKEN[site.database.dialect]}: restore it"
            " to the kind of database that it was made of"
        )
    return keeper_of(site.database)


def _known(keeper: Keeper, file: Path) -> None:
    """NoBackup unless the copy's tables are of this release or of one before it."""
    revision = keeper.revision(file)
    if revision is None:
        raise NoBackup("there are no tables of ours in it: `quizapp upgrade` makes them")
    if not schema.knows(revision):
        raise NoBackup(f"its tables ({revision}) are of a newer release than this one: use that release")


def _look_through(
    settings: Settings, url: str, progress: Progress, then: Callable[[Site, datetime], None] | None = None
) -> Tried:
    """Bring what was restored up to this release and ask the doctor; if all is well, do what is to be done then."""
    site = open_site(replace(settings, database_url=url))
    try:
        site.database.upgrade()
        try:
            readiness.recompile(site, progress)
        except NotPossible as problem:
            raise NoBackup(str(problem)) from problem
        violations = doctor.check_invariants(site, progress)
        if then is not None and not violations:
            then(site, site.now())
        with site.database.read() as connection:
            count = histories.count(connection)
        return Tried(count, doctor.count_live(site), violations)
    finally:
        site.database.dispose()


def _sign_everybody_out(site: Site, at: datetime) -> None:
    with site.database.write() as connection:
        accounts.revoke_all_sessions(connection, at)
        outbox.give_up_all(connection, at)  # what waited then may have been sent since
        browsers.forget_all(connection)  # one may have been forgotten since, with whoever holds it
        audit.record(connection, at=at, actor=None, action="restore")
