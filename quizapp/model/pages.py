"""What each page of the site shows: the services fill these, the templates read them, and nothing else passes between.

Fields named `*_html` hold cleaned HTML with local inserts filled in; every other string is plain text.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizapp.model.feedback import AnswerFeedback, MarkShown
from quizapp.model.module_pages import PutRight
from quizapp.model.play import Fields
from quizapp.model.scenario import Outcome
from quizapp.model.things import Thing, scenario


@dataclass(frozen=True, slots=True)
class AttemptShown:
    """One attempt in a list. `outcome` is None while it is open; `percent` and `passed` too."""

    public_id: str
    number: int
    started: datetime
    finished: datetime | None
    steps: int
    ending_title: str = ""
    outcome: Outcome | None = None
    percent: int | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class RetiredPage:
    """In place of the start page of something that is offered no longer: since when, and what the viewer did of it.

    `module_title` is that of its module as it is, or was last; `module_is_live`: there is something else of it to do.
    `done_at` is from when they have done it, in whatever way, or None.
    """

    thing: Thing
    title: str
    module_title: str
    module_is_live: bool
    retired_at: datetime
    attempts: tuple[AttemptShown, ...]
    done_at: datetime | None
    nation: str = ""

    @property
    def open_attempt(self) -> str:
        """The attempt to go on with, or empty."""
        return next((one.public_id for one in self.attempts if one.finished is None), "")


@dataclass(frozen=True, slots=True)
class KeptThing:
    """Something retired that a person began or did: `open_attempt` is what they can go on with, or empty."""

    thing: Thing
    title: str
    retired_at: datetime
    open_attempt: str


@dataclass(frozen=True, slots=True)
class KeptModule:
    """A module that is offered no longer, with what a person has of it: a certificate's code, or empty.

    `recorded` is when their completion was recorded, and `is_withdrawn` says that its certificate stands no longer.
    """

    id: str
    title: str
    retired_at: datetime
    completed_on: date | None
    recorded: datetime | None
    certificate: str
    is_withdrawn: bool
    things: tuple[KeptThing, ...]
    put_right: PutRight


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person did of what is offered no longer: things of modules that are live, and whole modules."""

    things: tuple[KeptThing, ...]
    modules: tuple[KeptModule, ...]


@dataclass(frozen=True, slots=True)
class StartPage:
    """A scenario's start page. `key_agreed` says who agreed the key; empty: the page says that nobody has yet.

    `is_new`: this person has begun nothing of the module yet. `done_at` is from when they have done it,
    in whatever way.
    """

    module: str
    module_title: str
    id: str
    title: str
    you_are: str
    minutes: int
    nation: str
    content_note: str
    introduction_html: str
    key_agreed: str
    law_checked: str
    pass_percent: int
    open_attempt: str | None
    attempts: tuple[AttemptShown, ...]
    other_scenarios: tuple[tuple[str, str, str], ...]  # module, id, title: for *do this another way*
    is_new: bool = False
    is_optional: bool = False  # the module is completed without it
    done_at: datetime | None = None

    @property
    def thing(self) -> Thing:
        """The scenario that it is of."""
        return scenario(self.module, self.id)


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """A choice on offer. `position` counts what is shown from 0, and is the radio's value."""

    position: int
    html: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """ "About your choice": what was chosen, why it matters, what it showed, and what it gave in to."""

    passage_title: str
    chosen_html: str
    why_html: str
    marks: tuple[MarkShown, ...]
    risks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassagePage:
    """One page of the story, before step `number`.

    `choices` is empty where there is only one way on (`continue_html`), and at an ending (`outcome`).
    `recorded` is the position chosen where this step was already taken: the page is then read-only, and
    `current` is the number at which the person really is. `saved_at` is when the last step was stored.
    `last_answer` is told where a question of this passage was answered just before. `then_html` is what the last choice
    brought at once, as story, and stands first; empty without one. `is_hardest`: the author named it the hardest page.
    `asked_html` is the bold question in which the scene ends, and is left out of `blocks_html` then; it is there only
    where there is something to choose. `minutes_left` are about those of the longest way on, 0 at an ending, and None
    where nobody knows.
    """

    attempt: str
    number: int
    current: int
    module: str
    scenario: str
    scenario_title: str
    content_note: str
    passage_title: str
    blocks_html: tuple[str, ...]
    choices: tuple[ChoiceShown, ...]
    continue_html: str
    outcome: Outcome | None
    explanation: Explanation | None
    answered: bool
    recorded: int | None
    saved_at: datetime | None
    last_answer: AnswerFeedback | None = None
    then_html: str = ""
    is_hardest: bool = False
    asked_html: str = ""
    minutes_left: int | None = None
    nation: str = ""  # whose contacts it shows; "" for those of all
    unsent: Fields = ()  # what was put aside of its form; nothing where it is answered


class AnswerWord(StrEnum):
    """What became of a posted answer."""

    STORED = "stored"
    ALREADY = "already stored"  # the same answer under the same number: nothing changed
    OTHER = "another answer is stored"  # under the same number


@dataclass(frozen=True, slots=True)
class Answered:
    """The result of an answer: what became of it, and the step number at which the person now is.

    Of the latest answer in a set: `tells` is whether a page of its own tells about it before anything else comes, and
    `ends` whether nothing is left to answer.
    """

    word: AnswerWord
    current: int
    tells: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen or answered, for one line in a list: a choice, or the parts of an answer to a question.

    `to_html` is what each part was matched with, where it was; `in_order` says that the parts' order is the answer.
    """

    parts_html: tuple[str, ...]
    to_html: tuple[str, ...] = ()
    in_order: bool = False
