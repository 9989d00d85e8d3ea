"""A requirement's form, as texts: read into a rule, with what is wrong; and a rule as texts, to begin a form with."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from quizapp.model.days import written_day
from quizapp.model.people import Group, Role
from quizapp.model.problems import Code, Problem
from quizapp.model.requirements import EVERYBODY, CountedFrom, RequirementRule, Who, WhoKind
from quizapp.services.site.person_texts import name_problems, tidy
from quizapp.store.database import Connection
from quizapp.store.people import directory, people

LATEST = timedelta(days=3660)  # a day that is further away was mistyped
MOST_PEOPLE = 200  # who are named one by one
NUMBERS = {"due_days": (0, 3660), "renew_months": (1, 600), "window_days": (0, 3660), "grace_days": (0, 3660)}
FIELDS = ("module", "name", "people", "from_on", "due_by", "counted_from", *NUMBERS)
Texts = Mapping[str, str]


def read(
    connection: Connection, given: Texts, who: Sequence[str], number: int, today: date
) -> tuple[RequirementRule | None, tuple[Problem, ...]]:
    """The rule of this number that a form gives; or None, and every problem of it, by field.

    `who` are the boxes that were ticked (`kind:value`); `people` has an address or a staff number in each line. A
    first rule may count from a day that is past; a later one takes nothing back, and so does not.
    """
    name = tidy(given.get("name", ""))
    problems = [*name_problems("name", name)]
    wanted, unknown = _who(connection, given.get("people", ""), who)
    if unknown:
        problems.append(Problem("people", Code.UNKNOWN, limit=unknown))
    elif len(wanted) > MOST_PEOPLE:
        problems.append(Problem("people", Code.TOO_MANY, limit=MOST_PEOPLE))
    elif not wanted:
        problems.append(Problem("who", Code.MISSING))
    days: dict[str, date | None] = {}
    for field in ("from_on", "due_by"):
        text = given.get(field, "").strip()
        days[field] = written_day(text)
        if days[field] is None and (text or field == "from_on"):
            problems.append(Problem(field, Code.NO_DAY))
        elif (day := days[field]) is not None and day > today + LATEST:
            problems.append(Problem(field, Code.TOO_FAR, day=today + LATEST))
    from_on, due_by = days["from_on"], days["due_by"]
    if from_on is not None and number > 1 and from_on < today:
        problems.append(Problem("from_on", Code.GONE_BY, day=today))
    if from_on is not None and due_by is not None and due_by < from_on:
        problems.append(Problem("due_by", Code.GONE_BY, day=from_on))
    numbers: dict[str, int | None] = {}
    for field, (least, most) in NUMBERS.items():
        text = given.get(field, "").strip()
        numbers[field] = int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None
        value = numbers[field]
        if text and value is None:
            problems.append(Problem(field, Code.UNKNOWN))
        elif value is not None and not least <= value <= most:
            problems.append(Problem(field, Code.TOO_LONG if value > most else Code.TOO_SHORT, limit=most))
    counted = given.get("counted_from", CountedFrom.COMPLETION)
    if counted not in [*CountedFrom]:
        problems.append(Problem("counted_from", Code.UNKNOWN))
    if problems or from_on is None:
        return None, tuple(problems)
    rule = RequirementRule(
        number=number,
        from_on=from_on,
        name=name,
        who=wanted,
        due_by=due_by,
        due_days=numbers["due_days"],
        renew_months=numbers["renew_months"],
        counted_from=CountedFrom(counted),
        window_days=numbers["window_days"] or 0,
        grace_days=numbers["grace_days"] or 0,
    )
    return rule, ()


def written(connection: Connection, rule: RequirementRule) -> dict[str, str]:
    """The rule as texts of the form; those who are named one by one as they are found again."""
    named = [str(who.of) for who in rule.who if who.kind is WhoKind.PERSON]
    numbers = {field: getattr(rule, field) for field in NUMBERS}
    return {
        "name": rule.name,
        "people": "\n".join(_written(connection, int(person)) for person in named),
        "due_by": rule.due_by.isoformat() if rule.due_by is not None else "",
        "counted_from": rule.counted_from,
        **{field: str(value) if value is not None else "" for field, value in numbers.items()},
    }


def _written(connection: Connection, person: int) -> str:
    return people.email_of(connection, person) or directory.staff_number_of(connection, person) or ""


def _who(connection: Connection, named: str, ticked: Sequence[str]) -> tuple[tuple[Who, ...], int]:
    """Whom a form names, each once; and the number of the first line that names nobody, or 0."""
    found: dict[Who, None] = {}
    for one in ticked:
        kind, _, value = one.partition(":")
        if kind == WhoKind.EVERYBODY:
            return (EVERYBODY,), 0
        if kind == WhoKind.ROLE and value in [*Role]:
            found[Who(WhoKind.ROLE, value)] = None
        elif kind == WhoKind.GROUP and value in [*Group]:
            found[Who(WhoKind.GROUP, value)] = None
        elif kind == WhoKind.TEAM and (team := people.team_id(connection, value)) is not None:
            found[Who(WhoKind.TEAM, team)] = None
    for n, line in enumerate(named.splitlines(), 1):
        text = tidy(line)
        if not text:
            continue
        there = directory.by_address(connection, text)
        person = there.person.id if there is not None else people.has_staff_number(connection, text)
        if person is None:
            return (), n
        found[Who(WhoKind.PERSON, person)] = None
    return tuple(found), 0
