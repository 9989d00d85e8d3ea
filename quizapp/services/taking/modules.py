"""A module's page: the task list, how far somebody is, and about how long is left."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from quizapp.engine import completion as rules
from quizapp.model.attempts import AttemptState, Standpoint
from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import Certificate, Completion, Done, ModulePart
from quizapp.model.module_pages import ConditionShown, ModuleCard, ModulePage, PutRight, Task, TaskState, WhatNext
from quizapp.model.names import reading_order
from quizapp.model.people import Person
from quizapp.model.published import LiveModule
from quizapp.model.required import minutes, required
from quizapp.model.retired import RetiredPart
from quizapp.model.things import Thing, ThingKind, question_set, scenario
from quizapp.services.site.live_now import LiveNow
from quizapp.services.site.site import Site
from quizapp.services.taking import put_right, standing
from quizapp.store.database import Connection
from quizapp.store.records import certificates as proofs
from quizapp.store.records import completions
from quizapp.store.taking import histories


def module_page(site: Site, person: Person, module: str) -> ModulePage | None:
    """The module's task list for this person; None where nothing of it is live."""
    with site.database.read() as connection:
        now = site.live_now(connection)
        live = now.module(module)
        if live is None:
            return None
        (seen,) = _all_seen(site, connection, person, [live])
        right = _put_right(now, connection, person, [seen])
        going = _next_task(site, connection, person, seen)
    briefing, certificate = live.briefing, seen.certificate
    return ModulePage(
        id=module,
        title=now.titles[module],
        nation=briefing.nation,
        introduction=briefing.introduction,
        source=briefing.source,
        publisher=briefing.publisher,
        published=briefing.published,
        scenarios=seen.tasks(ThingKind.SCENARIO),
        sets=seen.tasks(ThingKind.SET),
        is_begun=seen.is_begun,
        choose=seen.choose(),
        completed_by=seen.completed_by(),
        to_reflect=seen.to_reflect(),
        conditions=seen.conditions(),
        minutes=minutes(required(briefing.complete, live.to_do, ())),
        minutes_left=seen.minutes_left(),
        completed_on=seen.completion.on if seen.completion else None,
        recorded=seen.completion.recorded if seen.completion else None,
        certificate=certificate.code if certificate else "",
        is_withdrawn=certificate is not None and not certificate.stands,
        go_on=going,
        put_right=right.get(module, PutRight()),
        retired=seen.retired_tasks(),
    )


def my_modules(site: Site, person: Person) -> tuple[ModuleCard, ...]:
    """Every live module, by title, with how far the person is."""
    with site.database.read() as connection:
        now = site.live_now(connection)
        found = _all_seen(site, connection, person, now.modules)
        right = _put_right(now, connection, person, found)
        going = {seen.live.id: _next_task(site, connection, person, seen) for seen in found}
    return tuple(
        _card(seen, now.titles[seen.live.id], going[seen.live.id], right.get(seen.live.id, PutRight()))
        for seen in found
    )


def _put_right(
    now: LiveNow, connection: Connection, person: Person, found: Sequence["_Seen"]
) -> Mapping[str, PutRight]:
    done = {seen.live.id: seen.done for seen in found}
    stands = {seen.live.id: seen.completion for seen in found if seen.completion is not None}
    return put_right.of_modules(now, connection, person, done, stands)


def _card(seen: "_Seen", title: str, going: Task | None, right: PutRight) -> ModuleCard:
    live, certificate = seen.live, seen.certificate
    return ModuleCard(
        id=live.id,
        title=title,
        introduction=live.briefing.introduction,
        source=live.briefing.source,
        publisher=live.briefing.publisher,
        published=live.briefing.published,
        conditions=seen.conditions(),
        minutes_left=seen.minutes_left(),
        go_on=going,
        is_begun=seen.is_begun,
        completed_on=seen.completion.on if seen.completion else None,
        recorded=seen.completion.recorded if seen.completion else None,
        certificate=certificate.code if certificate else "",
        is_withdrawn=certificate is not None and not certificate.stands,
        put_right=right,
    )


def what_next(site: Site, connection: Connection, person: Person, live: LiveModule | None) -> WhatNext:
    """What this person does next in a module; nothing where nothing of it is live any more."""
    if live is None:
        return WhatNext(None, "")
    (seen,) = _all_seen(site, connection, person, [live])
    certificate = seen.certificate
    going = _next_task(site, connection, person, seen)
    code = certificate.code if certificate and certificate.stands else ""
    return WhatNext(going, code, tuple(seen.done))


def _next_task(site: Site, connection: Connection, person: Person, seen: "_Seen") -> Task | None:
    """What to do next, and whether a set that is not passed yet can be tried again; None where nothing is left."""
    task = seen.next_task()
    if task is None or not task.thing.is_set or not task.tried or task.attempt:
        return task
    finished = sum(one.attempt.finished is not None for one in seen.standpoints[task.thing])
    used_up = standing.is_used_up(site, connection, person, seen.live, task.thing, finished)
    return replace(task, used_up=used_up)


def _all_seen(site: Site, connection: Connection, person: Person, modules: Sequence[LiveModule]) -> tuple["_Seen", ...]:
    """These modules as the person stands with them: one round of queries for all, however many there are."""
    done = completions.done_everywhere(connection, person.id, site.counts_from)
    completed = completions.of_person(connection, person.id)
    certificates = proofs.of_completions(connection, [made.id for made in completed.values()])
    standpoints: dict[str, list[Standpoint]] = defaultdict(list)
    for standpoint in histories.of_person(connection, person.id):
        standpoints[standpoint.attempt.thing.module].append(standpoint)
    mine = {one.attempt.thing for ones in standpoints.values() for one in ones}
    mine |= {part.thing for parts in done.values() for part in parts}
    retired = _retired(site, connection, mine, modules)
    found = []
    for live in modules:
        made = completed.get(live.id)
        certificate = certificates.get(made.id) if made is not None else None
        past = retired.get(live.id, ())
        found.append(_Seen(live, done.get(live.id, ()), standpoints[live.id], made, certificate, past))
    return tuple(found)


def _retired(
    site: Site, connection: Connection, mine: Collection[Thing], modules: Sequence[LiveModule]
) -> Mapping[str, Sequence[RetiredPart]]:
    """What is retired of these modules and is among what is `mine`, by module: scenarios, then sets, by title.

    Nothing is asked where all of it is live.
    """
    live, ids = {part.thing for module in modules for part in module.parts}, {module.id for module in modules}
    found: dict[str, list[RetiredPart]] = defaultdict(list)
    if any(thing.module in ids for thing in mine if thing not in live):
        own = [part for part in site.retired_parts(connection) if part.thing in mine]
        for part in sorted(own, key=lambda part: (part.thing.is_set, reading_order(part.was.title))):
            found[part.thing.module].append(part)
    return found


def _plain_tasks(live: LiveModule, state: TaskState) -> tuple[Task, ...]:
    """All parts of a module as tasks that nobody has begun, in this state: made once, as there may be a thousand."""
    found: tuple[Task, ...] | None = live.kept.get(state)
    if found is None:
        made = (Task(part.thing, live.titles[part.thing.path], state, part.minutes) for part in live.to_do)
        found = live.kept.setdefault(state, tuple(made))
    return found


class _Seen:
    """A module as one person stands with it, by all that they did of it."""

    def __init__(
        self,
        live: LiveModule,
        done: Sequence[Done],
        standpoints: Sequence[Standpoint],
        completion: Completion | None,
        certificate: Certificate | None,
        retired: Sequence[RetiredPart] = (),
    ) -> None:
        self.live = live
        self.done = done
        self.completion = completion
        self.certificate = certificate
        self._retired = {ModulePart(one.thing, one.was.minutes): one for one in retired}
        self.standpoints: dict[Thing, list[Standpoint]] = defaultdict(list)
        for standpoint in standpoints:
            self.standpoints[standpoint.attempt.thing].append(standpoint)
        self._done = {one.thing for one in done}
        self._needed = required(live.briefing.complete, live.to_do, self._done)
        left = () if completion else self._needed
        self._left = {part.thing for part in left}
        self._may_choose = any(part.thing.is_scenario for part in left)

    @property
    def is_begun(self) -> bool:
        """Whether the person has started anything of it."""
        return any(self.standpoints.values())

    def minutes_left(self) -> int:
        """About how long the required parts that are left take; 0 once the module is completed."""
        return 0 if self.completion else minutes(self._needed)

    def conditions(self) -> tuple[ConditionShown, ...]:
        """What completes the module, and how far the person is with each."""
        return tuple(
            ConditionShown(one.condition.kind, self._named(one.condition), one.done, one.needed)
            for one in rules.progress(self.live.briefing.complete, self.done)
        )

    def _named(self, condition: CompletionCondition) -> str:
        """The title of what a condition names; its name, where that is not live."""
        if condition.kind is ConditionKind.SCENARIOS:
            return condition.target
        make = question_set if condition.kind is ConditionKind.SET else scenario
        return self.live.titles.get(make(self.live.id, condition.target).path, condition.target)

    def choose(self) -> int:
        """How many scenarios of one's own choice the module asks for; 0 where it asks for none."""
        conditions = self.live.briefing.complete
        return max((c.number for c in conditions if c.kind is ConditionKind.SCENARIOS), default=0)

    def completed_by(self) -> tuple[str, ...]:
        """The titles of the sets that it asks for; empty where it asks for none, or for every set that there is."""
        named = [c for c in self.live.briefing.complete if c.kind is ConditionKind.SET]
        sets = [part.thing for part in self.live.to_do if part.thing.is_set]
        if all(any(condition.names(thing) for condition in named) for thing in sets):
            return ()
        return tuple(self._named(condition) for condition in named)

    def to_reflect(self) -> str:
        """The attempt at a story that was finished last; empty where none was."""
        finished = self._finished_stories()
        return finished[-1].attempt.public_id if finished else ""

    def _finished_stories(self) -> list[Standpoint]:
        found = [
            one
            for thing, mine in self.standpoints.items()
            if thing.is_scenario
            for one in mine
            if one.attempt.finished is not None
        ]
        return sorted(found, key=lambda one: one.attempt.id)

    def tasks(self, kind: ThingKind) -> tuple[Task, ...]:
        """The live scenarios or sets, in the order in which they are offered."""
        going = self.next_part()
        begun = {thing for thing, mine in self.standpoints.items() if mine} | self._done
        plain = zip(
            self.live.to_do,
            _plain_tasks(self.live, TaskState.TO_DO),
            _plain_tasks(self.live, TaskState.OPTIONAL),
            strict=True,
        )
        return tuple(
            self._task(part, going)
            if part == going or part.thing in begun
            else (to_do if self._is_to_do(part) else optional)
            for part, to_do, optional in plain
            if part.thing.kind is kind
        )

    def retired_tasks(self) -> tuple[Task, ...]:
        """What they began or did of it that is offered no longer."""
        return tuple(self._task(part, None) for part in self._retired)

    def _task(self, part: ModulePart, going: ModulePart | None) -> Task:
        state, attempt, gone = self._state(part, going), self._open(part), self._retired.get(part)
        title, since = (gone.was.title, gone.at) if gone is not None else (self.live.titles[part.thing.path], None)
        return Task(part.thing, title, state, part.minutes, attempt or "", self._tried(part), since)

    def _tried(self, part: ModulePart) -> bool:
        """Whether the person has finished a part, and it is not done for that."""
        finished = any(one.attempt.finished is not None for one in self.standpoints.get(part.thing, ()))
        return finished and part.thing not in self._done

    def _open(self, part: ModulePart) -> str | None:
        """The open attempt at a part, if there is one."""
        mine = self.standpoints.get(part.thing, [])
        return next((one.attempt.public_id for one in mine if one.attempt.state is AttemptState.OPEN), None)

    def _state(self, part: ModulePart, going: ModulePart | None) -> TaskState:
        if part.thing in self._done:
            return TaskState.DONE
        if self._open(part) is not None:
            return TaskState.IN_PROGRESS
        if part == going:
            return TaskState.NEXT
        if self._tried(part):
            return TaskState.TRIED
        return TaskState.TO_DO if self._is_to_do(part) else TaskState.OPTIONAL

    def _is_to_do(self, part: ModulePart) -> bool:
        """Whether what is left needs a part that is not begun: it itself, or any scenario."""
        return (self._may_choose and part.thing.is_scenario) or part.thing in self._left

    def next_part(self) -> ModulePart | None:
        """What to do next: what is open, retired or not, else the first that is still needed, scenarios first."""
        return self._next

    @cached_property
    def _next(self) -> ModulePart | None:
        if any(one.attempt.state is AttemptState.OPEN for mine in self.standpoints.values() for one in mine):
            for part in (*self.live.to_do, *self._retired):
                if self._open(part) is not None:
                    return part
        if not self._left:
            return None
        if self._may_choose:
            return next(p for p in self.live.to_do if p.thing.is_scenario and p.thing not in self._done)
        return self._needed[0]

    def next_task(self) -> Task | None:
        """The same as a task; None where nothing is left."""
        going = self.next_part()
        return self._task(going, going) if going is not None else None
