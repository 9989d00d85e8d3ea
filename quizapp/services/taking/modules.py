"""A module's page: the task list, how far somebody is, and about how long is left."""

from collections import defaultdict
from pathlib import PurePosixPath

from quizapp.engine import completion as rules
from quizapp.model.attempts import AttemptState, Standpoint
from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import Completion, Done, ModulePart
from quizapp.model.module_pages import ConditionShown, ModuleCard, ModulePage, Task, TaskGroup, TaskState
from quizapp.model.people import Person
from quizapp.model.play import NotPossible
from quizapp.model.things import ThingKind, thing_at
from quizapp.services.records import completing
from quizapp.services.records.completing import Module
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.published import versions
from quizapp.store.records import completions
from quizapp.store.taking import attempts

_FOLDERS = {ThingKind.SCENARIO: "scenarios", ThingKind.SET: "questions"}


def address_of(kind: ThingKind, module: str, name: str) -> str:
    """Where a scenario's or a set's start page is."""
    return f"/{'questions' if kind is ThingKind.SET else 'training'}/{module}/{name}"


def module_page(site: Site, person: Person, module: str) -> ModulePage | None:
    """The module's task list for this person; None where nothing of it is live."""
    with site.database.read() as connection:
        live = completing.live_module(site, connection, module)
        if live is None:
            return None
        seen = _Seen(site, connection, person, live)
        certificate = completions.certificate_of(connection, seen.completion.id) if seen.completion else None
    briefing = live.briefing
    shown = seen.conditions()
    return ModulePage(
        id=module,
        title=briefing.title,
        introduction=briefing.introduction,
        source=briefing.source,
        publisher=briefing.publisher,
        published=briefing.published,
        groups=seen.groups(),
        conditions=shown,
        minutes=rules.minutes(rules.required(briefing.complete, live.parts, ())),
        minutes_left=seen.minutes_left(),
        completed_on=seen.completion.on if seen.completion else None,
        certificate=certificate.code if certificate else "",
        is_withdrawn=certificate is not None and certificate.revoked_at is not None,
        can_complete=seen.completion is None and bool(shown) and all(c.is_met for c in shown),
    )


def my_modules(site: Site, person: Person) -> tuple[ModuleCard, ...]:
    """Every live module, by title, with how far the person is."""
    cards = []
    with site.database.read() as connection:
        names = {completing.module_of(p.path) for p in versions.all_live(connection)}
        for name in sorted(names):
            live = completing.live_module(site, connection, name)
            if live is None:
                continue
            seen = _Seen(site, connection, person, live)
            certificate = completions.certificate_of(connection, seen.completion.id) if seen.completion else None
            going = seen.next_task()
            cards.append(
                ModuleCard(
                    id=name,
                    title=live.briefing.title,
                    introduction=live.briefing.introduction,
                    source=live.briefing.source,
                    publisher=live.briefing.publisher,
                    published=live.briefing.published,
                    conditions=seen.conditions(),
                    minutes_left=seen.minutes_left(),
                    go_on=going.address if going else "",
                    go_on_title=going.title if going else "",
                    is_begun=bool(seen.standpoints),
                    completed_on=seen.completion.on if seen.completion else None,
                    certificate=certificate.code if certificate else "",
                    is_withdrawn=certificate is not None and certificate.revoked_at is not None,
                )
            )
    return tuple(sorted(cards, key=lambda card: card.title))


def complete(site: Site, person: Person, module: str) -> str | None:
    """Record a completion whose conditions are met already; its certificate's code. None where nothing is live.

    NotPossible while a condition is not met. Finishing the last part does the same by itself; this is for somebody who
    had done everything before the conditions became what they are.
    """
    with site.database.write() as connection:
        if completing.live_module(site, connection, module) is None:
            return None
        made = completing.complete(site, connection, person.id, module, site.now())
        if made is None:
            raise NotPossible("some part of this module is still to do")
        certificate = completions.certificate_of(connection, made.id)
        return certificate.code if certificate else None


def certificate_code(site: Site, person: Person, module: str) -> str:
    """The code of the person's certificate of a module; empty while it is not completed, or where it was withdrawn."""
    with site.database.read() as connection:
        made = completions.find(connection, person.id, module)
        certificate = completions.certificate_of(connection, made.id) if made is not None else None
    return certificate.code if certificate is not None and certificate.revoked_at is None else ""


class _Seen:
    """A module as one person stands with it."""

    def __init__(self, site: Site, connection: Connection, person: Person, live: Module) -> None:
        self.live = live
        self.module = live.briefing.id
        self.done: tuple[Done, ...] = completions.done(connection, person.id, self.module)
        self.completion: Completion | None = completions.find(connection, person.id, self.module)
        self.titles = {(p.kind, p.id): _title(site, connection, live, p) for p in live.parts}
        self.standpoints: dict[str, list[Standpoint]] = defaultdict(list)
        for standpoint in attempts.of_person(connection, person.id):
            if completing.module_of(standpoint.attempt.path) == self.module:
                self.standpoints[standpoint.attempt.path].append(standpoint)
        self._needed = rules.required(live.briefing.complete, live.parts, self.done)

    def minutes_left(self) -> int:
        """About how long the required parts that are left take; 0 once the module is completed."""
        return 0 if self.completion else rules.minutes(self._needed)

    def conditions(self) -> tuple[ConditionShown, ...]:
        """What completes the module, in words."""
        conditions = self.live.briefing.complete
        steps = rules.progress(conditions, self.done)
        return tuple(
            ConditionShown(self._in_words(condition), step.done, step.needed)
            for condition, step in zip(conditions, steps, strict=True)
        )

    def _in_words(self, condition: CompletionCondition) -> str:
        if condition.kind is ConditionKind.SCENARIOS:
            return "Pass 1 scenario" if condition.number == 1 else f"Pass {condition.number} different scenarios"
        kind = ThingKind.SET if condition.kind is ConditionKind.SET else ThingKind.SCENARIO
        title = self.titles.get((kind, condition.target), condition.target)
        return f"Pass the {'questions' if kind is ThingKind.SET else 'scenario'} “{title}”"

    def groups(self) -> tuple[TaskGroup, ...]:
        """The task list: start here, scenarios, question sets, reflection."""
        scenarios = self._tasks(ThingKind.SCENARIO)
        sets = self._tasks(ThingKind.SET)
        begun = any(self.standpoints.values())
        start = Task(
            "What this training is, and what is recorded",
            f"/modules/{self.module}/start-here",
            TaskState.DONE if begun else TaskState.NEXT,
            minutes=2,
        )
        groups = [TaskGroup("Start here", "", (start,))]
        if scenarios:
            groups.append(TaskGroup("Scenarios", self._asks(ThingKind.SCENARIO), scenarios))
        if sets:
            groups.append(TaskGroup("Questions", self._asks(ThingKind.SET), sets))
        groups.append(TaskGroup("Reflection", "For you alone. Nobody else ever reads it.", (self._reflection(),)))
        return tuple(groups)

    def _asks(self, kind: ThingKind) -> str:
        if kind is ThingKind.SCENARIO:
            asked = (c.number for c in self.live.briefing.complete if c.kind is ConditionKind.SCENARIOS)
            number = max(asked, default=0)
            return f"Choose any {number}. Each can be done another way, and nobody asks why." if number else ""
        named = [c.target for c in self.live.briefing.complete if c.kind is ConditionKind.SET]
        if not named or all(part.id in named for part in self.live.parts if part.kind is ThingKind.SET):
            return ""
        titles = " and ".join(f"“{self.titles.get((ThingKind.SET, name), name)}”" for name in named)
        return f"{titles} completes the module. The others are there to practise with first, as often as you like."

    def _reflection(self) -> Task:
        written = [one for _, one in self._finished_stories()]
        address = f"/attempts/{written[-1].attempt.public_id}/reflections" if written else f"/modules/{self.module}"
        note = "" if written else "Opens after your first scenario"
        return Task("Think it over", address, TaskState.OPTIONAL, note=note)

    def _finished_stories(self) -> list[tuple[str, Standpoint]]:
        found = [
            (path, one)
            for path, mine in self.standpoints.items()
            if thing_at(path).kind is ThingKind.SCENARIO
            for one in mine
            if one.attempt.finished is not None
        ]
        return sorted(found, key=lambda pair: pair[1].attempt.id)

    def _tasks(self, kind: ThingKind) -> tuple[Task, ...]:
        going = self.next_part()
        parts = sorted((p for p in self.live.parts if p.kind is kind), key=self._order)
        return tuple(self._task(part, going) for part in parts)

    def _order(self, part: ModulePart) -> tuple[bool, str]:
        """What the module needs by name comes after what prepares for it; else by title."""
        named = any(c.target == part.id for c in self.live.briefing.complete)
        return named, self.titles[part.kind, part.id]

    def _task(self, part: ModulePart, going: ModulePart | None) -> Task:
        open_one = self._open(part)
        address = address_of(part.kind, self.module, part.id) if open_one is None else f"/attempts/{open_one}"
        return Task(self.titles[part.kind, part.id], address, self._state(part, going), minutes=part.minutes)

    def _open(self, part: ModulePart) -> str | None:
        """The open attempt at a part, if there is one."""
        mine = self.standpoints.get(_path(part, self.module), [])
        return next((one.attempt.public_id for one in mine if one.attempt.state is AttemptState.OPEN), None)

    def _state(self, part: ModulePart, going: ModulePart | None) -> TaskState:
        if any((d.kind, d.id) == (part.kind, part.id) for d in self.done):
            return TaskState.DONE
        if self._open(part) is not None:
            return TaskState.IN_PROGRESS
        if part == going and any(self.standpoints.values()):
            return TaskState.NEXT
        needed = self._needed if self.completion is None else ()
        open_choice = part.kind is ThingKind.SCENARIO and any(p.kind is ThingKind.SCENARIO for p in needed)
        return TaskState.TO_DO if part in needed or open_choice else TaskState.OPTIONAL

    def next_part(self) -> ModulePart | None:
        """What to do next: what is open, else the first that the module still needs, scenarios first."""
        parts = sorted(self.live.parts, key=lambda p: (p.kind is ThingKind.SET, *self._order(p)))
        for part in parts:
            if self._open(part) is not None:
                return part
        if self.completion is not None:
            return None
        wanted = [p for p in parts if p in self._needed]
        if any(p.kind is ThingKind.SCENARIO for p in wanted):
            undone = [p for p in parts if p.kind is ThingKind.SCENARIO and not self._is_done(p)]
            return undone[0] if undone else wanted[0]
        return wanted[0] if wanted else None

    def _is_done(self, part: ModulePart) -> bool:
        return any((d.kind, d.id) == (part.kind, part.id) for d in self.done)

    def next_task(self) -> Task | None:
        """The same as a task; where the person has not begun, the page that one starts with."""
        going = self.next_part()
        return self._task(going, going) if going is not None else None


def _path(part: ModulePart, module: str) -> str:
    return f"{_FOLDERS[part.kind]}/{module}/{part.id}.md"


def _title(site: Site, connection: Connection, live: Module, part: ModulePart) -> str:
    publication = next(
        p for p in live.publications if (p.thing.kind, PurePosixPath(p.path).stem) == (part.kind, part.id)
    )
    if part.kind is ThingKind.SET:
        return site.quiz(publication.version, connection).compiled.set.title
    return site.playable(publication.version, connection).compiled.scenario.title
