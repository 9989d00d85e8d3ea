"""What people do with question sets, in any order: rules of the state machine, beside those of stories."""

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from quizapp.model.attempts import AttemptState
from quizapp.model.pages import AnswerWord
from quizapp.model.people import Person
from quizapp.model.play import Given, NotAnswered, NotPossible
from quizapp.model.published import Publication
from quizapp.model.questions import QuestionKind
from quizapp.model.quizzes import RetakeWord
from quizapp.services.authoring.going_live import Ready, make_live
from quizapp.services.authoring.publishing import compile_apart
from quizapp.services.records import another_way
from quizapp.services.site.site import Site
from quizapp.services.taking import learning, set_pages
from quizapp.store.published import versions
from tests.clock import Clock
from tests.services.quiz_files import (
    DRAWING_SET,
    MODULE,
    OTHER_SET,
    OTHER_SET_PATH,
    PATHS,
    SET,
    SET_PATH,
    changed,
    quiz_files,
)
from tests.services.taking import BEST_WAY, WORST_WAY, give, play, run_of

SETS = (SET, OTHER_SET, DRAWING_SET)
SET_EDITS = ((SET_PATH, "attempts: 2", "attempts: 1"), (OTHER_SET_PATH, "pass: 60", "pass: 100"))


def compiled_sets() -> list[list[Ready]]:
    """The small module and its edits, compiled once for all runs."""
    made = []
    for files in (quiz_files(), *(changed(*edit) for edit in SET_EDITS)):
        ready, said = compile_apart(files, list(PATHS))
        assert len(ready) == len(PATHS), said
        made.append(ready)
    return made


def put_live(site: Site, ready: list[Ready]) -> tuple[Publication, ...]:
    """Make these live, whatever is live by now."""
    with site.database.read() as connection:
        seen = versions.live_versions(connection)
    return make_live(site, ready, seen, {path.split("/")[1] for path in seen}).publications


@dataclass
class Taken:
    """What one attempt's owner was told of it: how many answers are stored, and whether it was practice."""

    owner: Person
    set: str
    practice: bool
    of: int
    answers: int = 0


class TakingSets(RuleBasedStateMachine):
    """Sets of the small module, taken by the people of the machine that this is part of."""

    site: Site
    clock: Clock
    people: list[Person]
    manager: Person
    sets: list[list[Ready]]

    def __init__(self) -> None:
        super().__init__()
        self.taken: dict[str, Taken] = {}
        self.touched: tuple[Person, str] | None = None

    def open_sets(self) -> list[str]:
        return [attempt for attempt, kept in self.taken.items() if kept.answers < kept.of]

    @rule(who=st.integers(0, 1), name=st.sampled_from(SETS), practice=st.sampled_from([False, False, True]))
    def start_a_set(self, who: int, name: str, practice: bool) -> None:
        person = self.people[who]
        page = set_pages.start_page(self.site, person, MODULE, name)
        assert page is not None
        allowed = page.retake.word is RetakeWord.PASSED if practice else page.retake.can_start
        try:
            attempt = set_pages.start(self.site, person, MODULE, name, practice)
        except NotPossible:
            assert not allowed and page.open_attempt is None
            return
        assert attempt is not None
        if page.open_attempt is not None:
            assert attempt == page.open_attempt and attempt in self.open_sets()
            return
        assert allowed and attempt not in self.taken
        self.touched = (person, name)
        run = run_of(self.site, person, attempt)
        assert run.drawing is not None and run.attempt.practice is practice
        asked = {point for one in run.drawing.questions for point in one.points}
        carried = {kept.point for kept in run.drawing.carried}
        assert not asked & carried and not (practice and carried)
        self.taken[attempt] = Taken(person, name, practice, len(run.drawing.questions))

    @precondition(lambda self: self.open_sets())
    @rule(pick=st.integers(0, 99), rights=st.lists(st.sampled_from([True, True, True, False]), min_size=1, max_size=7))
    def answer_questions(self, pick: int, rights: list[bool]) -> None:
        attempt = self.open_sets()[pick % len(self.open_sets())]
        kept = self.taken[attempt]
        for right in rights[: kept.of - kept.answers]:
            done = give(self.site, kept.owner, attempt, right)
            kept.answers += 1
            assert done is not None and (done.word, done.current) == (AnswerWord.STORED, kept.answers)
        self.touched = (kept.owner, kept.set)

    @precondition(lambda self: self.open_sets())
    @rule(pick=st.integers(0, 99), right=st.booleans())
    def answer_all_that_is_left(self, pick: int, right: bool) -> None:
        self.answer_questions(pick, [right] * 20)

    @precondition(lambda self: self.open_sets())
    @rule(pick=st.integers(0, 99))
    def send_a_form_that_is_not_filled_in(self, pick: int) -> None:
        attempt = self.open_sets()[pick % len(self.open_sets())]
        kept = self.taken[attempt]
        page = learning.passage_page(self.site, kept.owner, attempt, None)
        assert page is not None and page.current == kept.answers
        if page.question.kind is QuestionKind.REFLECTION:
            return  # which may be left empty
        try:
            learning.answer(self.site, kept.owner, attempt, kept.answers, Given())
        except NotAnswered:
            return
        raise AssertionError("an empty form was taken for an answer")

    @precondition(lambda self: any(kept.answers for kept in self.taken.values()))
    @rule(pick=st.integers(0, 99), right=st.booleans())
    def answer_a_question_again(self, pick: int, right: bool) -> None:
        begun = [attempt for attempt, kept in self.taken.items() if kept.answers]
        attempt = begun[pick % len(begun)]
        kept = self.taken[attempt]
        done = give(self.site, kept.owner, attempt, right, number=pick % kept.answers)
        assert done is not None and done.word in (AnswerWord.ALREADY, AnswerWord.OTHER)
        assert done.current == kept.answers

    @precondition(lambda self: self.taken)
    @rule(pick=st.integers(0, 99), ahead=st.integers(1, 5))
    def answer_from_a_tab_of_something_else(self, pick: int, ahead: int) -> None:
        attempt = list(self.taken)[pick % len(self.taken)]
        kept = self.taken[attempt]
        for number, reply in ((kept.answers + ahead, Given(positions=(0,))), (kept.answers, ahead)):
            try:
                learning.answer(self.site, kept.owner, attempt, number, reply)
            except NotPossible:
                continue
            raise AssertionError("an answer out of turn was stored")
        stranger = next(p for p in self.people if p.id != kept.owner.id)
        assert learning.answer(self.site, stranger, attempt, kept.answers, Given()) is None
        assert set_pages.result(self.site, stranger, attempt) is None

    @rule(who=st.integers(0, 1), way=st.sampled_from([BEST_WAY, WORST_WAY]))
    def play_the_story_that_trains(self, who: int, way: tuple[int | str, ...]) -> None:
        play(self.site, self.people[who], *way)
        self.touched = (self.people[who], SET)

    @rule(who=st.integers(0, 1), path=st.sampled_from(PATHS), days=st.integers(0, 2))
    def record_another_way(self, who: int, path: str, days: int) -> None:
        person, on = self.people[who], (self.clock() - timedelta(days=days)).date()
        done = another_way.record_for(self.site, self.manager, person.public_id, path, on)
        assert done is not None and not done.problems
        self.touched = (person, SET)

    @rule(edit=st.integers(0, len(SET_EDITS)))
    def publish_the_sets_anew(self, edit: int) -> None:
        put_live(self.site, self.sets[edit])

    @invariant()
    def every_confirmed_answer_of_a_set_is_stored_once(self) -> None:
        for attempt, kept in self.taken.items():
            run = run_of(self.site, kept.owner, attempt)
            assert run.drawing is not None and len(run.steps) == kept.answers
            assert [step.passage for step in run.steps] == [q.question for q in run.drawing.questions[: kept.answers]]
            assert (run.attempt.state is AttemptState.FINISHED) is (kept.answers == kept.of)

    @invariant()
    def nobody_who_has_not_passed_is_without_a_way(self) -> None:
        if self.touched is None:
            return
        (person, name), self.touched = self.touched, None
        page = set_pages.start_page(self.site, person, MODULE, name)
        assert page is not None
        where = page.retake
        assert (
            where.word is RetakeWord.PASSED
            or where.can_start
            or where.ways
            or (where.opens_at is not None and where.opens_at > self.clock())
        )
