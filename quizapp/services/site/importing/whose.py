"""Of whom each row is: by the staff number, else by the address. No two rows are of one person."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from quizapp.model.people_import import Enrolled, ImportColumn, ImportMistake, Wrong
from quizapp.services.site.importing.wishes import Wish
from quizapp.store.people.people import email_key, staff_number_key

_READ: Mapping[ImportColumn, Callable[[Enrolled], str]] = {
    ImportColumn.EMAIL: lambda one: one.email,
    ImportColumn.STAFF_NUMBER: lambda one: one.staff_number,
}


class Whose:
    """Finds people for wishes, in the order of the lines; `mistakes` gathers, and `wrong` has their lines."""

    def __init__(self, people: tuple[Enrolled, ...], wishes: Sequence[Wish]) -> None:
        self.mistakes: list[ImportMistake] = []
        self.wrong: set[int] = set()
        self._people = people
        self._by_number = {one.staff_number: one for one in people if one.staff_number}
        self._by_email = {one.email: one for one in people if one.email}
        self._numbers_named = {self.number(wish.staff_number) for wish in wishes if wish.staff_number}
        self._seen: dict[tuple[ImportColumn, str], int] = {}
        self._found: dict[int, int] = {}

    @staticmethod
    def email(text: str) -> str:
        """An address as it is kept."""
        return email_key(text)

    @staticmethod
    def number(text: str) -> str:
        """A staff number as it is kept."""
        return staff_number_key(text)

    def of(self, wish: Wish) -> Enrolled | None:
        """Whose the row is; None for somebody who is not there, and where it is wrong."""
        number, email = self.number(wish.staff_number or ""), self.email(wish.email or "")
        if not number and not email:
            self._wrong(wish, Wrong.NOBODY, who=wish.name or "")
            return None
        is_doubled = False
        for column, text in ((ImportColumn.STAFF_NUMBER, number), (ImportColumn.EMAIL, email)):
            line = self._seen.setdefault((column, text), wish.line) if text else wish.line
            if line != wish.line:
                self._wrong(wish, Wrong.DOUBLED, column, text, other=line)
                is_doubled = True
        if is_doubled:
            return None
        found = self._by_number.get(number) if number else None
        if found is None and email:
            found = self._with_address(wish, number, email)
        if found is not None and self._found.setdefault(found.id, wish.line) != wish.line:
            self._wrong(wish, Wrong.DOUBLED, given=number or email, other=self._found[found.id], who=found.name)
        return found

    def taken(self, afters: Sequence[tuple[int, Enrolled]]) -> Iterator[ImportMistake]:
        """Addresses and numbers that somebody has of whom the file says nothing, or nothing else."""
        changed = {one.id for _, one in afters}
        for column in (ImportColumn.EMAIL, ImportColumn.STAFF_NUMBER):
            read = _READ[column]
            held = {read(one): one for one in self._people if one.id not in changed and read(one)}
            given: dict[str, int] = {}
            for line, one in afters:
                text = read(one)
                if text and text in held:
                    yield ImportMistake(line, Wrong.TAKEN, column, text, who=held[text].name)
                elif text and given.setdefault(text, line) != line:
                    yield ImportMistake(line, Wrong.DOUBLED, column, text, other=given[text])

    def _with_address(self, wish: Wish, number: str, email: str) -> Enrolled | None:
        """Whoever has the address; not where the file has another row of theirs, by their number."""
        found = self._by_email.get(email)
        if found is None or not number or not found.staff_number:
            return found
        if found.staff_number in self._numbers_named:
            return None
        if found.has_left:
            self._wrong(wish, Wrong.OTHER_NUMBER, ImportColumn.EMAIL, email, found.staff_number, who=found.name)
            return None
        return found

    def _wrong(
        self,
        wish: Wish,
        wrong: Wrong,
        column: ImportColumn | None = None,
        given: str = "",
        meant: str = "",
        other: int = 0,
        who: str = "",
    ) -> None:
        self.wrong.add(wish.line)
        self.mistakes.append(ImportMistake(wish.line, wrong, column, given, meant, other, who))
