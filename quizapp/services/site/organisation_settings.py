"""What an administrator sees and changes of the organisation's settings; each change is kept, with who and when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import available_timezones

from quizapp.content.inserts import INSERTS
from quizapp.content.prose import ProseError, render
from quizapp.model.acts import Act, must
from quizapp.model.days import DEFAULT_ZONE
from quizapp.model.organisation import (
    INSERT,
    NAME,
    SUPPORT,
    WORD,
    ZONE,
    SettingChange,
    SettingsForm,
    SettingsPage,
    Values,
)
from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.organisation import DEFAULT_SUPPORT
from quizapp.services.site.settings import BadSetting
from quizapp.services.site.site import Site, read_inserts
from quizapp.services.site.storable import storable
from quizapp.store import audit, organisation
from quizapp.store.database import Connection
from quizapp.store.organisation import SetNow
from quizapp.store.people import people

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "organisation": (NAME, ZONE),
    "words": tuple(WORD + role.value for role in Role),
    "support": (SUPPORT,),
    "inserts": tuple(INSERT + name for name in INSERTS),
}
LONGEST: Final[Mapping[str, int]] = {NAME: 100, ZONE: 64, WORD: 40, SUPPORT: 5000, INSERT: 300}  # characters
MOST_BRACKETS = 100  # `[`: what no link closes takes Markdown longer the more there are of it
MOST_SHOWN = 100  # changes
BEGINNING = 600  # characters of contacts in the list of changes, which shows fewer
_AREAS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)


def page(site: Site, viewer: Person) -> SettingsPage:
    """All that is set, and the newest changes. NotPossible for anybody but an administrator."""
    must(viewer, Act.CHANGE_SETTINGS)
    with site.database.read() as connection:
        found = organisation.set_now(connection).texts
        history = tuple(map(_as_read, organisation.history(connection, MOST_SHOWN)))
        return SettingsPage(_shown(found), people.team_names(connection), history)


def form(site: Site, viewer: Person, group: str, team: str) -> SettingsForm | None:
    """What is set in a group, for the organisation ("") or a team; None where there is no such group or team."""
    must(viewer, Act.CHANGE_SETTINGS)
    with site.database.read() as connection:
        if not _is_there(connection, group, team):
            return None
        shown = _shown(organisation.set_now(connection).texts)
    values = tuple((setting, shown.get((setting, team), "")) for setting in GROUPS[group])
    return SettingsForm(group, team, values, zones() if group == "organisation" else ())


def fields(group: str) -> tuple[str, ...]:
    """The settings of a group, in the order of its form; none where there is no such group."""
    return GROUPS.get(group, ())


def zones() -> tuple[str, ...]:
    """The time zones that can be chosen, in order: those of places, and UTC."""
    return tuple(sorted(name for name in available_timezones() if name == "UTC" or _is_place(name)))


def change(site: Site, viewer: Person, group: str, team: str, given: Mapping[str, str]) -> Problems | None:
    """Set what differs in a group, all or nothing; or else what is wrong with it, by setting.

    None where there is no such group or team. NotPossible for anybody but an administrator, and where somebody else
    changed the same at that moment.
    """
    must(viewer, Act.CHANGE_SETTINGS)
    texts = {setting: _tidy(setting, given.get(setting, "")) for setting in GROUPS.get(group, ())}
    found = [_problem(setting, text) for setting, text in texts.items()]
    problems = tuple(problem for problem in found if problem is not None)
    now = site.now()
    try:
        with site.database.write() as connection:
            if not _is_there(connection, group, team):
                return None
            if problems:
                return problems
            before = organisation.set_now(connection)
            for setting, text in texts.items():
                if text != _set(before, setting, team):
                    append(connection, before, viewer.id, setting, team, text, now)
    except organisation.Refused as refused:
        raise NotPossible("somebody else changed this at the same moment") from refused
    site.refresh(at_once=True)
    return ()


def seed(site: Site) -> bool:
    """At the first start: what the environment says becomes what is set; False if nothing was, or anything ever.

    Raises BadSetting for contacts that could not be set on a page either.
    """
    settings, now = site.settings, site.now()
    inserts = read_inserts(settings.inserts) if settings.inserts else {}
    texts = {INSERT + name: inserts.get(name, "") for name in INSERTS}
    texts[SUPPORT] = settings.support.read_text(encoding="utf-8") if settings.support else ""
    texts = {setting: _tidy(setting, text) for setting, text in texts.items()}
    for setting, text in texts.items():
        if problem := _problem(setting, text):
            of = f", at most {problem.limit}" if problem.limit else ""
            raise BadSetting(
                "QUIZAPP_SUPPORT" if setting == SUPPORT else "QUIZAPP_INSERTS", f"{setting} is {problem.code}{of}"
            )
    with site.database.write() as connection:
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
    return not team or (group == "inserts" and people.team_id(connection, team) is not None)


def _set(found: SetNow, setting: str, team: str) -> str:
    text = found.texts.get((setting, team), "")
    return text or (DEFAULT_ZONE if setting == ZONE else "")


def _shown(texts: Values) -> Values:
    """What is set, with what stands where nothing is."""
    shown = dict(texts)
    for setting, text in ((ZONE, DEFAULT_ZONE), (SUPPORT, _default_support())):
        shown[setting, ""] = texts.get((setting, ""), "") or text
    return shown


def _as_read(change: SettingChange) -> SettingChange:
    """The change as it is listed: of contacts only how they begin, as HTML, since a page lists many of them."""
    if change.setting != SUPPORT:
        return change
    return replace(change, before=render(change.before[:BEGINNING]), after=render(change.after[:BEGINNING]))


def _default_support() -> str:
    return DEFAULT_SUPPORT.read_text(encoding="utf-8").strip()


def _tidy(setting: str, text: str) -> str:
    """What is stored of what somebody wrote; the package's contacts as they are count as none of one's own."""
    tidy = storable(text).replace("\r\n", "\n").strip()
    return "" if setting == SUPPORT and tidy == _default_support() else tidy


def _problem(setting: str, text: str) -> Problem | None:
    kind = f"{setting.split(':', maxsplit=1)[0]}:" if ":" in setting else setting
    if len(text) > LONGEST[kind]:
        return Problem(setting, Code.TOO_LONG, LONGEST[kind])
    if setting == ZONE:
        return None if text in zones() else Problem(setting, Code.UNKNOWN)
    if setting != SUPPORT:
        return Problem(setting, Code.MANY_LINES) if len(text.splitlines()) > 1 else None
    if text.count("[") > MOST_BRACKETS:
        return Problem(setting, Code.TOO_MANY, MOST_BRACKETS)
    try:
        render(text)
    except ProseError:
        return Problem(setting, Code.TOO_DEEP)
    return None


def _is_place(name: str) -> bool:
    """`Europe/London`, and not `EST5EDT` or `posix/Europe/London`."""
    return name.partition("/")[0] in _AREAS
