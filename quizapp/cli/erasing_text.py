"""What erasing somebody prints: what goes, what stays, and what is left to do by hand."""

from collections.abc import Iterator

from quizapp.model.erasures import CountedRecord, ToErase

PROBLEMS = {
    "who": {
        "unknown": "nobody has that address or staff number; quizapp people list says who is there",
        "the last": "they are the only administrator, and nobody could change settings any more; give another the role"
        " first: quizapp people role ADDRESS --add administrator",
    },
    "reason": {
        "names them": "--reason has their name, address or number in it, and is kept: say why without",
        "too short": "--reason is too short: say in a sentence why",
        "too long": "--reason has more than {limit} characters",
    },
    "name": {"not the same": "--name is not their name: look whether this is who you mean (quizapp people list)"},
}


def would_lines(found: ToErase) -> Iterator[str]:
    """What would go and what would stay."""
    if found.person is None or found.kept is None:
        return
    yield f"{found.person.name} ({found.email or found.staff_number}). Nothing is erased yet."
    yield "This would go:"
    yield "  name, e-mail address, staff number, group, roles, password, sign-ins and links"
    yield from (f"  {line}" for line in _going(found.kept))
    yield "This would stay, under a number in place of the name, with the day and your reason:"
    yield from (f"  {line}" for line in _staying(found.kept))
    yield "It cannot be undone. To do it, say the same again with --name and their name."


def done_lines(found: ToErase) -> Iterator[str]:
    """That it was done, and what nobody but a person can do."""
    yield "They were erased. What they completed stays under a number, and every total is as it was."
    if not found.is_clean:
        yield "Somebody was reading just now: old pages of the file are written over when `quizapp serve` is restarted."
    yield "Backups of before still hold what was erased. Restoring one erases it again, from the list beside it"
    yield "(erased.json). Make a backup now, and remove the old ones as soon as you can do without."
    yield "Look yourself whether the settings, such as the contacts, name them."


def _going(kept: CountedRecord) -> Iterator[str]:
    yield f"answers in their own words: {kept.written_answers}"
    yield f"reflections: {kept.reflections}; what they meant to do, or did: {kept.intentions}"
    yield f"forms that wait: {kept.unsent}; letters: {kept.letters}"


def _staying(kept: CountedRecord) -> Iterator[str]:
    yield f"attempts, with their choices and scores: {kept.attempts}"
    yield f"completed modules: {kept.completions}; certificates, without the name: {kept.certificates}"
