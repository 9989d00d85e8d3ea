"""The teams that a file names, by their way from above: those that are there, and those that it makes."""

from quizapp.content.suggest import Suggester
from quizapp.engine.who_manages import above, would_ring
from quizapp.model.names import as_seen
from quizapp.model.people_import import ImportColumn, ImportMistake, NewTeam, PlacedTeam, Wrong

Way = tuple[str, ...]


class TeamWays:
    """The tree of teams as it will be. Ask for ways of several names first: one alone says nothing of where it is."""

    def __init__(self, placed: tuple[PlacedTeam, ...], suggester: Suggester) -> None:
        self.parents = {team.name: team.parent for team in placed}
        self.mistakes: list[ImportMistake] = []
        self._old = [team.name for team in placed]
        self._named: dict[str, str] = {}
        for team in placed:  # of two that differ in case or spaces alone, the older
            self._named.setdefault(as_seen(team.name), team.name)
        self._new: dict[str, int] = {}
        self._suggester = suggester

    @property
    def new(self) -> tuple[NewTeam, ...]:
        """The teams that are made, in the order of the lines that name them."""
        return tuple(
            NewTeam(line, name, self.parents[name], self._like(name))
            for name, line in sorted(self._new.items(), key=lambda one: one[1])
        )

    def named(self, name: str) -> str:
        """The name of the team that is meant, as it is written; "" where there is none."""
        return name if name in self.parents else self._named.get(as_seen(name), "")

    def home(self, line: int, way: Way) -> str:
        """The team at the end of the way, which is made with those around it where they are not there."""
        inside = ""
        for written in way:
            name = self.named(written)
            if not name:
                name = self._named[as_seen(written)] = written
                self.parents[name], self._new[name] = inside, line
            elif inside and self.parents[name] != inside and not self._place(line, name, inside, way):
                return ""
            inside = name
        return inside

    def managed(self, line: int, way: Way) -> str:
        """The team at the end of a way that somebody is to manage; it must be there, or be named as somebody's home."""
        name = self.named(way[-1])
        if not name:
            meant = self._suggester.closest(way[-1], list(self.parents)) or ""
            self._wrong(line, ImportColumn.MANAGES, Wrong.UNKNOWN, way, meant)
        elif len(way) > 1 and self.parents[name] != self.named(way[-2]):
            self._wrong(line, ImportColumn.MANAGES, Wrong.ELSEWHERE, way, self._where(name))
            return ""
        return name

    def _like(self, name: str) -> str:
        """An old team that may have been meant; Team 3 is no slip for Team 2."""
        like = self._suggester.closest(name, self._old) or ""
        return like if _without_digits(like) != _without_digits(name) else ""

    def _place(self, line: int, name: str, inside: str, way: Way) -> bool:
        """Whether a team that is there can be where the way has it: a new one whose place was not said yet."""
        if would_ring(name, inside, self.parents):
            self._wrong(line, ImportColumn.TEAM, Wrong.OWN_PARENT, way)
        elif name in self._new and not self.parents[name]:
            self.parents[name] = inside
            return True
        else:
            self._wrong(line, ImportColumn.TEAM, Wrong.ELSEWHERE, way, self._where(name))
        return False

    def _where(self, name: str) -> str:
        return " / ".join(reversed(above(name, self.parents)))

    def _wrong(self, line: int, column: ImportColumn, wrong: Wrong, way: Way, meant: str = "") -> None:
        self.mistakes.append(ImportMistake(line, wrong, column, " / ".join(way), meant))


def _without_digits(name: str) -> str:
    return "".join(sign for sign in name if not sign.isdigit())
