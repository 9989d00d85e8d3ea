"""What one invented person has done, from the first thing to the last: every attempt is played through the engine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Final

from quizapp.engine import asking, moves, scorers
from quizapp.engine.answers import every_answer
from quizapp.engine.drawing import draw
from quizapp.engine.retakes import retake
from quizapp.engine.simulation import play
from quizapp.model.attempts import Attempt, Run
from quizapp.model.people import Person
from quizapp.model.play import Answer, Step, StepKind
from quizapp.model.published import Publication
from quizapp.model.questions import Question
from quizapp.model.quizzes import Certainty, RetakeWord
from quizapp.model.things import thing_at
from quizapp.services.records import completing
from quizapp.services.site.site import Quiz, Site
from quizapp.services.taking import finishing
from quizapp.store import audit
from quizapp.store.database import Connection
from quizapp.store.records import otherwise
from quizapp.store.taking import attempts, past_sets

TRIES: Final = 4  # at a scenario, until it is passed
BETTER: Final = 0.2  # how much of skill each further attempt brings
LITTLE_SKILL: Final = 0.2  # of somebody who uses up their attempts
SURELY: Final = (Certainty.SURE, Certainty.FAIRLY_SURE, Certainty.NOT_SURE)
WEIGHTS_RIGHT: Final = (5, 4, 1)
WEIGHTS_WRONG: Final = (1, 4, 4)


class Last(StrEnum):
    """What the last thing that somebody began came to."""

    PASSED = "passed"
    PRACTISED = "practised"  # passed, and practised once more
    HALF_WAY = "half way"  # still open
    NOT_PASSED = "not passed"  # tried once; of a set, attempts are left
    USED_UP = "used up"  # with no attempt left, where it is a set


@dataclass(frozen=True, slots=True)
class Course:
    """How far somebody has come: the share of what is live that they began, and how well they do at first (0 to 1).

    With `otherwise` the first of their scenarios was done another way, and their manager recorded it.
    """

    share: float
    skill: float
    last: Last = Last.PASSED
    otherwise: bool = False


@dataclass(slots=True)
class History:
    """One person's past while it is made up. `at` goes from one thing to the next, and never past `until`."""

    site: Site
    connection: Connection
    person: Person
    manager: Person
    chance: Random
    at: datetime
    until: datetime

    def live_through(self, live: Sequence[Publication], course: Course) -> None:
        """Take a course through what is live, in an order of one's own; sets that draw from other sets come last."""
        shuffled = self.chance.sample(list(live), len(live))
        in_order = sorted(shuffled, key=lambda one: (one.thing.module, self._draws_from_others(one)))
        begun = in_order[: round(course.share * len(in_order))]
        scenarios = (one for one in begun if one.thing.is_scenario)
        another_way = next(scenarios, None) if course.otherwise else None
        for publication in begun:
            self._pause()
            last = course.last if publication is begun[-1] else Last.PASSED
            if publication is another_way:
                self._done_otherwise(publication.path)
            elif publication.thing.is_set:
                self._take_set(publication, course.skill, last)
            else:
                self._take_scenario(publication, course.skill, last)

    def _draws_from_others(self, one: Publication) -> bool:
        is_set = one.thing.is_set
        return is_set and self.site.quiz(one.version, self.connection).compiled.set.draws_from_others

    def _pause(self) -> None:
        """Until the next thing: some days, but fewer as the present comes near."""
        longest = (self.until - self.at) / 8
        self.at += min(timedelta(hours=self.chance.randint(20, 150)), longest)

    def _done_otherwise(self, path: str) -> None:
        """As `another_way` records it, at the time of this history."""
        on, person = self.site.day_of(self.at), self.person.id
        otherwise.add(self.connection, person=person, path=path, on=on, by=self.manager.id, at=self.at)
        audit.record(
            self.connection, at=self.at, actor=self.manager.id, action="another-way", subject=person, object=path
        )
        completing.complete(self.site, self.connection, person, thing_at(path).module, self.at)

    def _take_scenario(self, publication: Publication, skill: float, last: Last) -> None:
        story = self.site.playable(publication.version, self.connection).story
        for number in range(TRIES):
            ability = _ability(skill, number, last)
            steps = play(story, self._seed(), skill=ability)
            opened = attempts.start(
                self.connection,
                public_id=self._public_id(),
                person=self.person.id,
                path=publication.path,
                version=publication.version,
                scorer=scorers.CURRENT,
                seed=self._seed(),
                at=self.at,
            )
            self._started(opened)
            taken = self._answer(opened, steps[: len(steps) // 2] if last is Last.HALF_WAY else steps)
            place = moves.replay(story, taken)[-1]
            if not moves.at_ending(story, place):
                return
            run = Run(opened, taken)
            result = finishing.finish(self.site, self.connection, self.at, run, ending=place.passage)
            if result.passed or last is Last.NOT_PASSED:
                return
            self._pause()

    def _take_set(self, publication: Publication, skill: float, last: Last) -> None:
        """Attempts at a set by its own rules, until it is passed or they are used up."""
        quiz, number = self.site.quiz(publication.version, self.connection), 0
        while True:
            past = past_sets.past(self.connection, self.person.id, publication.path)
            # While an attempt is left, no scenario opens one.
            word = retake(quiz.compiled.set, past, (), self.at).word
            if word is RetakeWord.PASSED and last is Last.PRACTISED:
                self._take_once(publication, quiz, 0.9, practice=True)
            if word not in (RetakeWord.FIRST, RetakeWord.AGAIN):
                return
            self._take_once(publication, quiz, _ability(skill, number, last), half=last is Last.HALF_WAY)
            if last in (Last.HALF_WAY, Last.NOT_PASSED):
                return
            number += 1
            self._pause()

    def _take_once(
        self, publication: Publication, quiz: Quiz, ability: float, *, practice: bool = False, half: bool = False
    ) -> None:
        """One attempt at a set, drawn and finished as everybody's is; with `half` it is left open."""
        compiled, person, seed = quiz.compiled, self.person, self._seed()
        past = past_sets.past(self.connection, person.id, publication.path)
        seen = past_sets.seen(self.connection, person.id, compiled.set.module)
        drawing = draw(compiled.set, compiled.briefing, person.group, past, seen, seed, practice)
        opened = attempts.begin(
            self.connection,
            public_id=self._public_id(),
            person=person.id,
            path=publication.path,
            version=publication.version,
            scorer=scorers.CURRENT,
            seed=seed,
            at=self.at,
            number=len(past_sets.of_path(self.connection, person.id, publication.path)) + 1,
            practice=practice,
            drawing=drawing,
        )
        self._started(opened)
        steps = []
        for number, drawn in enumerate(drawing.questions[: len(drawing.questions) // 2] if half else drawing.questions):
            question = quiz.questions[drawn.question]
            given = self._answered(question, ability, quiz.compiled.set.asks_certainty(question))
            steps.append(Step(number, StepKind.ANSWER, question.id, answer=given))
        taken = self._answer(opened, steps)
        if len(taken) == len(drawing.questions):
            finishing.finish(self.site, self.connection, self.at, Run(opened, taken, drawing))

    def _answered(self, question: Question, ability: float, asks_certainty: bool) -> Answer:
        """An answer, and how sure they are of it: mostly surer of what is right."""
        able = self.chance.random() < ability
        answer = asking.best_answer(question) if able else self.chance.choice(every_answer(question))
        if not asks_certainty:
            return answer
        weights = WEIGHTS_RIGHT if asking.value(question, answer) == 1 else WEIGHTS_WRONG
        return replace(answer, certainty=self.chance.choices(SURELY, weights)[0])

    def _answer(self, opened: Attempt, steps: Sequence[Step]) -> tuple[Step, ...]:
        """Store these steps one by one, as a person would have made them."""
        taken = []
        for step in steps:
            self.at += timedelta(seconds=self.chance.randint(15, 80))
            taken.append(replace(step, at=self.at))
            attempts.append(self.connection, opened.id, taken[-1])
        return tuple(taken)

    def _started(self, opened: Attempt) -> None:
        audit.record(self.connection, at=self.at, actor=self.person.id, action="attempt-start", object=opened.public_id)

    def _public_id(self) -> str:
        return f"demo{self.chance.getrandbits(96):024x}"

    def _seed(self) -> int:
        return self.chance.randrange(2**31)


def _ability(skill: float, number: int, last: Last) -> float:
    """How likely a best answer is in the attempt of this number, counted from 0."""
    if last in (Last.USED_UP, Last.NOT_PASSED):
        return LITTLE_SKILL
    return min(1.0, skill + BETTER * number)
