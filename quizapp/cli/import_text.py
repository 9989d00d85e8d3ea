"""What `people import` prints: what each row would change, or what is wrong with it and what to do."""

from collections.abc import Iterator

from quizapp.model.people_import import (
    ImportColumn,
    ImportMistake,
    ImportPlan,
    Planned,
    PlannedChange,
    PlannedRow,
    Wrong,
)

_COLUMNS = ", ".join(column.value for column in ImportColumn)
SAVE_AS = "in Excel: Save As, CSV UTF-8 (Comma delimited)"
WORDS = {
    Wrong.ENCODING: f"this line is not in UTF-8, so its accents could come out wrong. Save the file anew – {SAVE_AS}",
    Wrong.WIDE: f"the file is in UTF-16, or no text at all. Save it anew – {SAVE_AS}",
    Wrong.DELIMITER: f"the columns are parted by {{given}}, not by commas. Save the file anew – {SAVE_AS}",
    Wrong.QUOTES: "a quotation mark here opens and is not closed, or has more behind it before the next comma",
    Wrong.TOO_LARGE: "the file is larger than 8 MB. Bring it in in parts",
    Wrong.TOO_MANY: "from here on there are more than 20,000 rows. Bring them in in parts",
    Wrong.NO_ROWS: "there is nobody in the file",
    Wrong.NO_NAMES: "there is no column called name. The first line names the columns: " + _COLUMNS,
    Wrong.COLUMN: "no column is called “{given}”; they are: " + _COLUMNS,
    Wrong.COLUMN_TWICE: "“{given}” is a column that was there before",
    Wrong.CELLS: "“{given}” stands beyond the last column. Is there a comma too many? A text with a comma needs quotes",
    Wrong.MISSING: "the {column} cannot be empty",
    Wrong.TOO_LONG: "the {column} is too long",
    Wrong.NO_ADDRESS: "“{given}” is not an e-mail address, such as una@example.org",
    Wrong.SHORTENED: "a spreadsheet has shortened the staff number to {given}: make the column text, and type it anew",
    Wrong.NO_DAY: "{column}: “{given}” is no day. Write it as 2026-11-23 or 23/11/2026, with its year in full",
    Wrong.TO_COME: "{column}: {given} is still to come. Bring them in from that day on",
    Wrong.UNKNOWN: "{column}: there is no “{given}”",
    Wrong.NOBODY: "{who} has neither an e-mail address nor a staff number. One is needed to sign in",
    Wrong.DOUBLED: "{given} stands in line {other}, too",
    Wrong.TAKEN: "{given} is {who}’s already, of whom the file says nothing else",
    Wrong.OTHER_NUMBER: "{given} is the address of {who}, who left and had the staff number {meant}. Give that number"
    " if it is the same person, or another address if it is not",
    Wrong.BEFORE_JOINED: "{given} is before the day on which they joined",
    Wrong.OWN_PARENT: "“{given}” would put a team inside itself",
    Wrong.ELSEWHERE: "“{given}”: that team is elsewhere, “{meant}”. Write it so, or move the team first",
    Wrong.RING: "{who} would manage somebody who manages them: {given}",
    Wrong.LAST: "{who} is the only administrator, and nobody could change settings any more",
}
_CHANGED = {
    Planned.ADDED: "is added",
    Planned.NOT_ADDED: "left on {after}, and was never here: not added",
    Planned.RETURNS: "comes back, with their record",
    Planned.LEAVES: "leaves on {after}",
    Planned.LEAVES_LATER: "leaves on {after}, a day to come: nothing yet; import the file again from then on",
}


def mistake_line(mistake: ImportMistake) -> str:
    """One mistake, with its line and what was probably meant."""
    words = WORDS[mistake.wrong].format(
        column=mistake.column.value if mistake.column else "",
        given=mistake.given,
        meant=mistake.meant,
        other=mistake.other,
        who=mistake.who or "This person",
    )
    asks = mistake.wrong in (Wrong.UNKNOWN, Wrong.COLUMN) and mistake.meant
    return f"line {mistake.line}: {words}." + (f" Did you mean “{mistake.meant}”?" if asks else "")


def plan_lines(plan: ImportPlan) -> Iterator[str]:
    """Everything that the plan would do, a line for each row, and then in numbers."""
    for team in plan.teams:
        inside = f", in {team.parent}" if team.parent else ""
        like = f" (There is one called {team.like}, too.)" if team.like else ""
        yield f"line {team.line}: a new team: {team.name}{inside}.{like}"
    for row in plan.rows:
        yield _row_line(row)
    if plan.empty:
        yield f"Empty lines, left out: {', '.join(map(str, plan.empty[:20]))}{' …' if len(plan.empty) > 20 else ''}."
    yield f"{_people(len(plan.rows))} in the file with something to say; {plan.unchanged} as they are already."


def _row_line(row: PlannedRow) -> str:
    return f"line {row.line}: {row.name}: {'; '.join(map(_change, row.changes))}."


def _change(change: PlannedChange) -> str:
    before, after = ", ".join(change.before), ", ".join(change.after)
    if change.what in _CHANGED:
        return _CHANGED[change.what].format(after=after)
    if not change.before:
        return f"{change.what.value} {after}"
    return f"{change.what.value} {before} → {after or 'none'}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
