"""What the commands for people print: the list, and what is wrong with what was given."""

from collections.abc import Collection
from difflib import SequenceMatcher, get_close_matches

from quizapp.model.people import Listed, Person, Role
from quizapp.model.problems import Code, Problems

PROOF = "A certificate that was issued before keeps the name on it; its page offers them a new one."
_NAMED = {"missing": "{option} is empty", "too long": "{option} has more than {{limit}} characters"}
_ADDRESS = {"no address": "{option} is not an e-mail address, such as una@example.org"}


def _of(option: str, *more: dict[str, str]) -> dict[str, str]:
    words = _NAMED | {code: text for each in more for code, text in each.items()}
    return {code: text.format(option=option) for code, text in words.items()}


PROBLEMS = {
    "sends": {
        "not set up": "no mail is set up, so nothing can be sent: see QUIZAPP_MAIL in README; or leave --send out, and"
        " send the link yourself"
    },
    "name": _of("--name"),
    "team": _of("--team")
    | {
        "unknown": "there is no such team; quizapp people list names those that have somebody. A team is made by"
        " putting somebody in it: quizapp people move ADDRESS --team NAME"
    },
    "manages": _of("--manages"),
    "email": _of("--email", _ADDRESS)
    | {
        "taken": "somebody with that address is there already (a new link for them: quizapp people link {address})",
        "left": "{address} is somebody who has left; to let them in again: quizapp people return {address}",
        "here": "{address} has not left (a new link for them: quizapp people link {address})",
        "the last": "{address} is the only administrator, and nobody could change settings any more; give another the"
        " role first: quizapp people role ADDRESS --add administrator (or, if nobody is to have it: --even-so)",
        "unknown": "nobody has the address {address}; quizapp people list says who is there",
    },
    "staff_number": _of(
        "the staff number", {"taken": "somebody else has that staff number; quizapp people list says who"}
    ),
    "joined": {
        "no day": "write the day as 2026-11-23, with its year in full",
        "to come": "they joined today or earlier; that day is still to come",
    },
    "take": {
        "repeated": "--add and --take name the same role",
        "the last": "{address} is the only administrator, and nobody could change settings any more; give another the"
        " role first: quizapp people role ADDRESS --add administrator",
    },
    "new_email": _of("--email", _ADDRESS) | {"taken": "somebody else has that address, or had it before they left"},
}
LONGEST_TYPED = 254  # characters of an address
MOST_MEANT, NEAR = 3, 0.6
HEAD = ("Name", "Address", "Staff number", "Team", "Roles", "")


def list_lines(listed: tuple[Listed, ...], words: tuple[str, ...] = ()) -> list[str]:
    """A line for each person in columns, and how many they are; with words, those in whose line all of them stand."""
    rows = [_row(one) for one in listed]
    if words:
        wanted = [word.casefold() for word in words]
        rows = [row for row in rows if all(word in " ".join(row).casefold() for word in wanted)]
    if not rows:
        return ["Nobody is there like that." if words else "Nobody is there yet: quizapp people add"]
    widths = [max(len(row[column]) for row in (HEAD, *rows)) for column in range(len(HEAD))]
    lines = [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in (HEAD, *rows)
    ]
    return [*lines, "", f"{len(rows)} {'person' if len(rows) == 1 else 'people'}."]


def meant(problems: Problems, given: str, listed: tuple[Listed, ...]) -> str:
    """Whose address was probably meant where nobody has the one that was given, or their name was; else nothing."""
    if not any((problem.field, problem.code) == ("email", Code.UNKNOWN) for problem in problems):
        return ""
    typed = given.strip().casefold()[:LONGEST_TYPED]
    near = [one.email for one in listed if one.email and (_is_name(typed, one) or _is_near(typed, one.email))]
    return f". Did you mean {' or '.join(near[:MOST_MEANT])}?" if near else ""


def meant_team(problems: Problems, given: str, teams: Collection[str]) -> str:
    """Which team was probably meant where there is none of the name that was given; else nothing."""
    if not any((problem.field, problem.code) == ("team", Code.UNKNOWN) for problem in problems):
        return ""
    names = {name.casefold(): name for name in teams}
    near = get_close_matches(given.strip().casefold()[:LONGEST_TYPED], names, n=MOST_MEANT, cutoff=NEAR)
    return f". Did you mean {' or '.join(names[name] for name in near)}?" if near else ""


def _is_name(typed: str, one: Listed) -> bool:
    name = one.person.name.casefold()
    return typed == name or typed in name.split()


def _is_near(typed: str, email: str) -> bool:
    """Whether what stands before the @ is nearly the same, and what stands after it: many people share that."""
    halves = zip(typed.split("@"), email.split("@"), strict=False)
    return "@" in typed and all(SequenceMatcher(None, *half).ratio() >= NEAR for half in halves)


def roles_of(person: Person) -> str:
    """The roles that somebody holds, as they are typed."""
    return ", ".join(sorted(person.roles))


def _row(one: Listed) -> tuple[str, ...]:
    roles = roles_of(one.person)
    if one.manages:  # of which nothing else is: a comma would give the teams to whatever stands last
        others = ", ".join(sorted(one.person.roles - {Role.MANAGER}))
        roles = f"{others}; manager of {', '.join(one.manages)}"
    state = "has left" if one.has_left else "" if one.has_password else "no password yet"
    return one.person.name, one.email or "-", one.staff_number or "-", one.person.team or "-", roles, state
