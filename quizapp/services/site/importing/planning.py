"""What a file of people would change, worked out against the list as it is: nothing is stored here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from quizapp.content.suggest import Suggester
from quizapp.engine.who_manages import rings
from quizapp.model.people import Role
from quizapp.model.people_import import (
    Enrolled,
    ImportColumn,
    ImportFile,
    ImportMistake,
    ImportPlan,
    NewTeam,
    Planned,
    PlannedRow,
    Wrong,
)
from quizapp.model.progress import Progress, Work
from quizapp.services.site.importing.differences import changes_of
from quizapp.services.site.importing.ways import TeamWays
from quizapp.services.site.importing.whose import Whose
from quizapp.services.site.importing.wishes import Wish, WishReader
from quizapp.store.people.roster import Roster

COMPARISONS = 100_000  # for a file: what was probably meant by a word that is none


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody before and after; before is None for whoever is not there yet. `leaves` is from when they are gone."""

    line: int
    before: Enrolled | None
    after: Enrolled
    leaves: date | None = None


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A plan as it is shown, and what it is made of."""

    plan: ImportPlan
    pairs: tuple[Pair, ...] = ()
    teams: tuple[NewTeam, ...] = ()


def work_out(file: ImportFile, now: Roster, today: date, progress: Progress) -> WorkedOut:
    """What the file would change today, or every mistake in it, in the order of its lines."""
    if file.mistakes:
        return WorkedOut(ImportPlan(mistakes=file.mistakes, empty=file.empty))
    suggester = Suggester(COMPARISONS)
    reader = WishReader(today, [team.name for team in now.teams], suggester)
    with progress(Work.READ_PEOPLE, len(file.rows)) as done:
        wishes = []
        for row in file.rows:
            wishes.append(reader.wish(row))
            done(1)
    teams, whose = TeamWays(now.teams, suggester), Whose(now.people, wishes)
    homes: dict[int, str] = {}
    for is_alone in (False, True):
        for wish in wishes:
            if wish.team and (len(wish.team) == 1) is is_alone:
                homes[wish.line] = teams.home(wish.line, wish.team)
    pairs: list[Pair] = []
    skipped: list[Wish] = []
    for wish in wishes:
        before = whose.of(wish)
        if before is None and wish.leaves is not None and wish.leaves <= today:
            skipped.append(wish)
        elif wish.line not in whose.wrong:
            manages = [teams.managed(wish.line, way) for way in wish.manages or ()]
            after = _after(wish, before, homes.get(wish.line, ""), frozenset(manages), today)
            pairs.append(Pair(wish.line, before, after, wish.leaves))
    mistakes = [*reader.mistakes, *teams.mistakes, *whose.mistakes]
    mistakes += [*_incomplete(pairs), *whose.taken([(pair.line, pair.after) for pair in pairs])]
    if not mistakes:
        mistakes = [*_last_administrator(now, pairs), *_rings(now, pairs, teams.parents)]
    if mistakes:
        ordered = tuple(sorted(mistakes, key=lambda one: one.line))
        return WorkedOut(ImportPlan(mistakes=ordered, empty=file.empty))
    return _planned(file, pairs, skipped, teams.new, today)


def _after(wish: Wish, before: Enrolled | None, home: str, manages: frozenset[str], today: date) -> Enrolled:
    """Somebody as the wish has them: what it says nothing of stays."""
    old = before or Enrolled(0, "", "", "", False, "", frozenset({Role.STAFF}), "", "", today, frozenset())
    new = replace(
        old,
        name=wish.name or old.name,
        email=old.email if wish.email is None else Whose.email(wish.email),
        staff_number=old.staff_number if wish.staff_number is None else Whose.number(wish.staff_number),
        group=old.group if wish.group is None else wish.group,
        works_as=old.works_as if wish.works_as is None else wish.works_as,
        joined=wish.joined or old.joined,
        has_left=wish.leaves is not None and wish.leaves <= today,
    )
    if new.has_left:
        return replace(new, manages=frozenset())
    if wish.manages is None:
        # Whoever is a manager no more manages nothing; whoever comes back is given teams anew by whoever decides that.
        keeps = not old.has_left and (wish.holds is None or Role.MANAGER in wish.holds)
        manages = old.manages if keeps else frozenset()
    holds = old.holds if wish.holds is None else wish.holds
    return replace(
        new,
        team=old.team if wish.team is None else home,
        holds=holds | {Role.MANAGER} if manages else holds,
        manages=manages,
    )


def _incomplete(pairs: Sequence[Pair]) -> Iterator[ImportMistake]:
    for pair in pairs:
        if not pair.after.name:
            yield ImportMistake(pair.line, Wrong.MISSING, ImportColumn.NAME)
        if not pair.after.email and not pair.after.staff_number:
            yield ImportMistake(pair.line, Wrong.NOBODY, who=pair.after.name)
        if pair.after.has_left and pair.leaves is not None and pair.leaves < pair.after.joined:
            given = pair.leaves.isoformat()
            yield ImportMistake(pair.line, Wrong.BEFORE_JOINED, ImportColumn.LEAVES, given)


def _last_administrator(now: Roster, pairs: Sequence[Pair]) -> Iterator[ImportMistake]:
    """Without one nobody could set up anything any more."""

    def is_one(person: Enrolled | None) -> bool:
        return person is not None and not person.has_left and Role.ADMINISTRATOR in person.holds

    changed = {pair.after.id for pair in pairs}
    if any(is_one(one) for one in now.people if one.id not in changed) or any(is_one(pair.after) for pair in pairs):
        return
    for pair in pairs:
        if is_one(pair.before):
            column = ImportColumn.LEAVES if pair.after.has_left else ImportColumn.ROLES
            yield ImportMistake(pair.line, Wrong.LAST, column, who=pair.after.name)


def _rings(now: Roster, pairs: Sequence[Pair], parents: Mapping[str, str]) -> Iterator[ImportMistake]:
    """People who manage each other, where the file says something of them that makes it so."""
    people = {one.id: one for one in now.people}
    lines: dict[int, Pair] = {}
    for number, pair in enumerate(pairs):
        key = pair.after.id or -1 - number
        people[key] = pair.after
        if pair.before is None or (pair.before.team, pair.before.manages) != (pair.after.team, pair.after.manages):
            lines[key] = pair
    here = {key: one for key, one in people.items() if not one.has_left}
    homes = {key: one.team for key, one in here.items() if one.manages}
    for key in rings(homes, {key: here[key].manages for key in homes}, parents):
        if key in lines:
            given = "; ".join(sorted(lines[key].after.manages))
            yield ImportMistake(lines[key].line, Wrong.RING, ImportColumn.MANAGES, given, who=people[key].name)


def _planned(
    file: ImportFile, pairs: Sequence[Pair], skipped: Sequence[Wish], teams: tuple[NewTeam, ...], today: date
) -> WorkedOut:
    rows = [
        PlannedRow(pair.line, pair.after.name, changes)
        for pair in pairs
        if (changes := changes_of(pair.before, pair.after, pair.leaves, today))
    ]
    rows += [PlannedRow(wish.line, wish.name or "", changes_of(None, None, wish.leaves, today)) for wish in skipped]
    rows.sort(key=lambda row: row.line)
    whom = [(pair.line, pair.after.id) for pair in pairs]
    seal = sha256(repr((rows, teams, whom)).encode("utf-8", "surrogatepass")).hexdigest()
    plan = ImportPlan(tuple(rows), len(file.rows) - len(rows), teams, file.empty, seal=seal)
    quiet = (Planned.LEAVES_LATER, Planned.NOT_ADDED)
    changed = {row.line for row in rows if any(change.what not in quiet for change in row.changes)}
    return WorkedOut(plan, tuple(pair for pair in pairs if pair.line in changed), teams)
