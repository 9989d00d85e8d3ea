"""What was live and is offered no longer, with what it was when it was live last."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.model.names import reading_order
from quizapp.model.published import Live, LiveModule, Retired, module_titles, part_titles
from quizapp.model.things import Thing, thing_at


@dataclass(frozen=True, slots=True)
class RetiredPart:
    """A scenario or set that is offered no longer: how that came, and `was`, what lists need of it as it was."""

    retired: Retired
    was: Live

    @property
    def thing(self) -> Thing:
        """What was retired."""
        return self.retired.thing

    @property
    def at(self) -> datetime:
        """When it was retired."""
        return self.retired.at


@dataclass(frozen=True, slots=True)
class ListedPart:
    """A scenario or set in a list of all that is or was live; `retired_at` is since when it is offered no longer."""

    thing: Thing
    title: str
    retired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ListedModule:
    """A module in such a list, with its parts; `retired_at` is since when nothing of it is offered any more."""

    id: str
    title: str
    parts: tuple[ListedPart, ...]
    retired_at: datetime | None = None


def all_listed(
    live: Sequence[LiveModule], retired: Iterable[RetiredPart], *, grouped: bool = False
) -> tuple[ListedModule, ...]:
    """The modules that are live, in this order, then those of which nothing is any more, by title.

    In each stands what is live, as it is offered, and then what is retired. Titles are told apart from others of their
    name that are live, or else that are retired: between these two tells what is said of the retirement. In a list that
    is `grouped` each part stands under its module, and is told apart from others in that alone.
    """
    since: dict[str, dict[str, datetime]] = defaultdict(dict)
    past: dict[str, list[Live]] = defaultdict(list)
    for one in retired:
        since[one.thing.module][one.thing.path] = one.at
        past[one.thing.module].append(one.was)
    were = [LiveModule(module, tuple(parts)) for module, parts in past.items()]
    over = [module for module in were if module.id not in {one.id for one in live}]
    over.sort(key=lambda module: (reading_order(module.briefing.title), module.id))
    parts: dict[str, list[ListedPart]] = defaultdict(list)
    groups = [[module] for module in (*live, *were)] if grouped else [live, were]
    for path, title in [pair for modules in groups for pair in part_titles(modules).items()]:
        thing = thing_at(path)
        parts[thing.module].append(ListedPart(thing, title, since[thing.module].get(path)))
    titles = (*module_titles(live).items(), *module_titles(over).items())
    ended = {module.id: max(since[module.id].values()) for module in over}
    return tuple(ListedModule(one, title, tuple(parts[one]), ended.get(one)) for one, title in titles)
