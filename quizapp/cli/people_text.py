"""What the commands for people print: the list, and what is wrong with what was given."""

from quizapp.model.people import Listed

PROOF = "A certificate that was issued before keeps the name on it."
_NAMED = {"missing": "{option} is empty", "too long": "{option} has more than {{limit}} characters"}
_ADDRESS = {"no address": "{option} is not an e-mail address, such as una@example.org"}


def _of(option: str, *more: dict[str, str]) -> dict[str, str]:
    words = _NAMED | {code: text for each in more for code, text in each.items()}
    return {code: text.format(option=option) for code, text in words.items()}


PROBLEMS = {
    "name": _of("--name"),
    "team": _of("--team") | {"unknown": "there is no such team; quizapp people list names those that have somebody"},
    "manages": _of("--manages"),
    "email": _of("--email", _ADDRESS)
    | {
        "taken": "somebody with that address is there already (a new link for them: quizapp people link {address})",
        "left": "{address} is somebody who has left; to let them in again: quizapp people return {address}",
        "here": "{address} has not left (a new link for them: quizapp people link {address})",
        "unknown": "nobody has the address {address}; quizapp people list says who is there",
    },
    "new_email": _of("--email", _ADDRESS) | {"taken": "somebody else has that address, or had it before they left"},
}
HEAD = ("Name", "Address", "Team", "Roles", "")


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


def _row(one: Listed) -> tuple[str, str, str, str, str]:
    roles = ", ".join(sorted(one.person.roles))
    if one.manages:
        roles += f" of {', '.join(one.manages)}"
    state = "has left" if one.has_left else "" if one.has_password else "no password yet"
    return one.person.name, one.email or "-", one.person.team or "-", roles, state
