"""What the forms show that record what was done another way: a manager's for one person, a trainer's for a session."""

from dataclasses import dataclass
from datetime import date

from quizapp.model.problems import Problems


@dataclass(frozen=True, slots=True)
class AnotherWayPart:
    """A part that somebody can have done: the day on which they did, in whatever way, or None.

    `retired_on` is the last day on which it can have been done, where it is offered no longer.
    """

    path: str
    title: str
    done_on: date | None = None
    retired_on: date | None = None


@dataclass(frozen=True, slots=True)
class AnotherWayPage:
    """For a manager who records that somebody did a part in another way.

    `modules` are (title, parts). `email` and `staff_number` say who it is, or are empty.
    """

    person: str
    public_id: str
    modules: tuple[tuple[str, tuple[AnotherWayPart, ...]], ...]
    email: str = ""
    staff_number: str = ""


@dataclass(frozen=True, slots=True)
class RecordedAnotherWay:
    """Of recording a part for one person, or of what it would come to: problems of the form, or the part's title.

    `is_new`: no record of it stands yet. `module` is its module's title, and `completes` whether this completes that.
    """

    problems: Problems = ()
    title: str = ""
    is_new: bool = False
    module: str = ""
    completes: bool = False


@dataclass(frozen=True, slots=True)
class SessionPage:
    """For a trainer who records who took part in a session: its scenario and module, by name and title.

    `retired_on` is the last day on which the session can have been, where the scenario is offered no longer;
    `module_is_over`: nor is anything else of its module, which nobody completes any more.
    """

    module: str
    module_title: str
    scenario: str
    title: str
    retired_on: date | None = None
    module_is_over: bool = False


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody with an address on a list of who took part. `name` is empty where whose it is is not told.

    Of one whom the viewer manages it is told whether it `completes` the module (or did, once recorded), and when they
    joined if later.
    """

    email: str
    name: str = ""
    completes: bool = False
    joined_on: date | None = None


@dataclass(frozen=True, slots=True)
class TookPart:
    """Of recording a list of people, or of what it would come to: problems of the form and nothing more, or who it is.

    `recorded` are those for whom it is new; `already` had it before, `later` joined after that day, `unknown` are
    addresses that nobody has, `own` is that of whoever led it, and `unread` is what is no address at all.
    """

    problems: Problems = ()
    recorded: tuple[Attendee, ...] = ()
    already: tuple[Attendee, ...] = ()
    later: tuple[Attendee, ...] = ()
    unknown: tuple[str, ...] = ()
    own: str = ""
    unread: tuple[str, ...] = ()

    @property
    def names_hidden(self) -> bool:
        """Whether there is somebody among those for whom it is new whose name is not told."""
        return not all(one.name for one in self.recorded)
