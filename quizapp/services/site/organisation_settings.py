"""What an administrator sees and changes of the organisation's settings; each change is kept, with who and when."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from quizapp.content.inserts import INSERTS
from quizapp.content.prose import render
from quizapp.model.acts import Act, must
from quizapp.model.days import DEFAULT_ZONE
from quizapp.model.organisation import INSERT, SUPPORT, ZONE, SettingChange, SettingsForm, SettingsPage, Values
from quizapp.model.people import Person
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.setting_texts import GROUPS, default_support, problem_with, tidy, zones
from quizapp.services.site.site import Site
from quizapp.services.site.start_files import read_inserts, read_support
from quizapp.store import audit, organisation
from quizapp.store.database import Connection
from quizapp.store.organisation import SetNow
from quizapp.store.people import people

MOST_SHOWN: Final = 100  # changes
BEGINNING = 600  # characters of contacts in the list of changes, which shows fewer
NOTHING_WRITTEN: Final[Mapping[str, str]] = MappingProxyType({})


def page(site: Site, viewer: Person) -> SettingsPage:
    """All that is set, and the newest changes. NotPossible for anybody but an administrator."""
    must(viewer, Act.CHANGE_SETTINGS)
    with site.database.read() as connection:
        found, own = organisation.set_now(connection).texts, declared(site, connection)
        changes = organisation.history(connection, MOST_SHOWN + 1)
        history = tuple(map(_as_read, changes[:MOST_SHOWN]))
        return SettingsPage(_shown(found), people.team_names(connection), history, len(changes) > MOST_SHOWN, own)


def form(
    site: Site,
    viewer: Person,
    group: str,
    team: str,
    given: Mapping[str, str] = NOTHING_WRITTEN,
    seen: int | None = None,
) -> SettingsForm | None:
    """What is set in a group, for the organisation ("") or a team; None where there is no such group or team.

    `given` and `seen` are as `change` had them, where that found problems.
    """
    must(viewer, Act.CHANGE_SETTINGS)
    with site.database.read() as connection:
        if not _is_there(connection, group, team):
            return None
        now, settings = organisation.set_now(connection), _settings(site, connection, group)
        then = _as_seen(connection, now, seen)
    shown = _shown(now.texts)
    written = {
        setting: given[setting]
        for setting in settings
        if setting in given and tidy(setting, given[setting]) != _set(then, setting, team)
    }
    values = tuple((setting, shown.get((setting, team), "")) for setting in settings)
    fallback = {setting: shown.get((setting, ""), "") for setting in settings} if team else NOTHING_WRITTEN
    of = zones() if group == "organisation" else ()
    return SettingsForm(group, team, values, now.revision, written, fallback, of)


def fields(site: Site, group: str) -> tuple[str, ...]:
    """The settings of a group, in the order of its form; none where there is no such group."""
    with site.database.read() as connection:
        return _settings(site, connection, group)


def declared(site: Site, connection: Connection) -> tuple[str, ...]:
    """The settings of the inserts that live modules have of their own (`inserts:` of their briefings), by name."""
    names = {name for module in site.live_modules(connection) for name in module.briefing.inserts}
    return tuple(INSERT + name for name in sorted(names.difference(INSERTS)))


def _settings(site: Site, connection: Connection, group: str) -> tuple[str, ...]:
    return GROUPS.get(group, ()) + (declared(site, connection) if group == "inserts" else ())


def change(
    site: Site, viewer: Person, group: str, team: str, given: Mapping[str, str], seen: int | None = None
) -> Problems | None:
    """Set what is given and differs in a group, all or nothing; or else what is wrong with it, by setting.

    `seen` is the revision of the form that it was written in, None for the newest. What somebody else has set since
    stands where it was left as the form had it, and is a problem where it was written over.

    None where there is no such group or team. NotPossible for anybody but an administrator.
    """
    must(viewer, Act.CHANGE_SETTINGS)
    texts = {setting: tidy(setting, given[setting]) for setting in fields(site, group) if setting in given}
    wrong = {setting: problem_with(setting, text) for setting, text in texts.items()}
    at = site.now()
    with site.database.write() as connection:
        if not _is_there(connection, group, team):
            return None
        organisation.lock(connection)
        now = organisation.set_now(connection)
        then = _as_seen(connection, now, seen)
        for setting in _changed_by_others(now, then, team, texts):
            if texts[setting] == _set(then, setting, team):
                del texts[setting]
            else:
                wrong[setting] = Problem(setting, Code.CHANGED)
        if problems := tuple(problem for problem in wrong.values() if problem is not None):
            return problems
        for setting, text in texts.items():
            if text != _set(now, setting, team):
                append(connection, now, viewer.id, setting, team, text, at)
    site.refresh(at_once=True)
    return ()


def seed(site: Site) -> bool:
    """At the first start: what the environment says becomes what is set; False if nothing was, or anything ever.

    Raises BadSetting for what could not be set on a page either.
    """
    settings, now = site.settings, site.now()
    inserts = read_inserts(settings.inserts) if settings.inserts else {}
    texts = {INSERT + name: inserts.get(name, "") for name in INSERTS}
    texts[SUPPORT] = read_support(settings.support) if settings.support else ""
    with site.database.write() as connection:
        organisation.lock(connection)
        found = organisation.set_now(connection)
        if found.revision:
            return False
        filled = {setting: text for setting, text in texts.items() if text}
        for setting, text in filled.items():
            append(connection, found, None, setting, "", text, now)
    site.refresh(at_once=True)
    return bool(filled)


def append(
    connection: Connection, found: SetNow, by: int | None, setting: str, team: str, text: str, now: datetime
) -> None:
    """One more row, and one in the audit trail, which holds numbers and the setting's own name only."""
    previous = found.rows.get((setting, team))
    number = people.team_id(connection, team) if team else None
    row = organisation.append(connection, setting=setting, team=number, text=text, previous=previous, by=by, at=now)
    details = {"row": row, "previous": previous or 0, "team": number or 0}
    audit.record(connection, at=now, actor=by, action="setting-change", object=setting, details=details)


def _is_there(connection: Connection, group: str, team: str) -> bool:
    if group not in GROUPS:
        return False
    return not team or (group == "inserts" and team in people.team_names(connection))


def _as_seen(connection: Connection, now: SetNow, seen: int | None) -> SetNow:
    return now if seen is None or seen >= now.revision else organisation.set_then(connection, seen)


def _changed_by_others(now: SetNow, then: SetNow, team: str, texts: Mapping[str, str]) -> Iterator[str]:
    """The settings that have another row now than then, and another text than the one to set."""
    for setting, text in tuple(texts.items()):
        is_new = now.rows.get((setting, team)) != then.rows.get((setting, team))
        if is_new and text != _set(now, setting, team):
            yield setting


def _set(found: SetNow, setting: str, team: str) -> str:
    text = found.texts.get((setting, team), "")
    return text or (DEFAULT_ZONE if setting == ZONE else "")


def _shown(texts: Values) -> Values:
    """What is set, with what stands where nothing is."""
    shown = dict(texts)
    for setting, text in ((ZONE, DEFAULT_ZONE), (SUPPORT, default_support())):
        shown[setting, ""] = texts.get((setting, ""), "") or text
    return shown


def _as_read(change: SettingChange) -> SettingChange:
    """The change as it is listed: of contacts only how they begin, as HTML, since a page lists many of them."""
    if change.setting != SUPPORT:
        return change
    return replace(change, before=render(change.before[:BEGINNING]), after=render(change.after[:BEGINNING]))
