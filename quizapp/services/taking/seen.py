"""A module as one person stands with it: what they have done, what is open, and what comes next."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from quizapp.engine import completion as rules
from quizapp.model.attempts import AttemptState, Standpoint
from quizapp.model.briefing import CompletionCondition, ConditionKind
from quizapp.model.completion import Certificate, Completion, Done, ModulePart
from quizapp.model.module_pages import ConditionShown, Task, TaskState
from quizapp.model.published import LiveModule
from quizapp.model.required import minutes, required
from quizapp.model.retired import RetiredPart
from quizapp.model.things import Thing, ThingKind, question_set, scenario


def _plain_tasks(live: LiveModule, state: TaskState) -> tuple[Task, ...]:
    """All parts of a module as tasks that nobody has begun, in this state: made once, as there may be a thousand."""
    found: tuple[Task, ...] | None = live.kept.get(state)
    if found is None:
        made = (Task(part.thing, live.titles[part.thing.path], state, part.minutes) for part in live.to_do)
        found = live.kept.setdefault(state, tuple(made))
    return found


class ModuleSeen:
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
