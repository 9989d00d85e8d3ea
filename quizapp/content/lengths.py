"""How long things take: the longest path through a scenario, a question set, a module (FORMAT §6, `minutes`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizapp.content.documents import split_quotes
from quizapp.content.reader import Line
from quizapp.model import things
from quizapp.model.briefing import Briefing
from quizapp.model.completion import ModulePart
from quizapp.model.draws import drawable, drawn_points, taken
from quizapp.model.people import Group
from quizapp.model.prose import Prose
from quizapp.model.questions import Question, QuestionSet
from quizapp.model.required import minutes, required
from quizapp.model.scenario import Choice, Passage, Scenario

WORDS_A_MINUTE = 200
_MINUTES_A_DECISION = Fraction(1, 2)
_MINUTES_TO_LOOK_BACK = 2
_WORDS_A_DECISION = int(_MINUTES_A_DECISION * WORDS_A_MINUTE)  # as many words as are read in that time
_TRIES = 20_000  # moves that are tried in a story that goes in circles


@dataclass(frozen=True, slots=True)
class WayLength:
    """A path's words, choices and chosen whys included, and its decisions."""

    words: int
    decisions: int

    @property
    def minutes(self) -> Fraction:
        """The time for it: 200 words a minute, half a minute for each decision, two for the debrief."""
        return Fraction(self.words, WORDS_A_MINUTE) + _MINUTES_A_DECISION * self.decisions + _MINUTES_TO_LOOK_BACK

    def plus(self, other: "WayLength") -> "WayLength":
        """Both, one after the other."""
        return WayLength(self.words + other.words, self.decisions + other.decisions)


_Way = tuple[str, WayLength]


def words_in(text: str) -> int:
    """How many words a text has; signs that stand alone count for none."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def length_of(prose: Prose) -> int:
    """How long a piece of prose is for a page: its words, of those in documents half, as these are looked over."""
    if "\n>" not in f"\n{prose.text}":
        return words_in(prose.text)
    runs = split_quotes(tuple(Line(number, line) for number, line in enumerate(prose.text.split("\n"))))
    in_documents = sum(words_in(line.text) for run in runs if run.document is not None for line in run.lines)
    return words_in(prose.text) - in_documents // 2


def length_of_passage(passage: Passage) -> int:
    """How long a passage's prose is. Of blocks with conditions all count: somebody may be shown every one."""
    return sum(length_of(block.prose) for block in passage.blocks)


def words_of_passage(passage: Passage) -> int:
    """The words of a passage's prose. Of blocks with conditions all count, since somebody may be shown every one; but
    of a quote and its `Otherwise:` only the longer."""
    words = before = 0
    for block in passage.blocks:
        here = words_in(block.prose.text)
        is_otherwise = block.condition is not None and block.condition.negated
        words += max(here - before, 0) if is_otherwise else here
        before = here
    return words


def words_of_question(question: Question) -> int:
    """The words that somebody reads for a question: stem, what can be answered, and one why, the longest."""
    shown = sum(words_in(prose.text) for prose in (question.stem, *question.offered))
    return shown + max((words_in(why.text) for why in question.whys), default=0)


def minutes_of_set(quiz: QuestionSet, briefing: Briefing | None) -> Fraction:
    """The time for a set: introduction and questions at 200 words a minute, half a minute for each question.

    With a draw, the average scored question times the number that is drawn for the group that is asked most.
    """
    questions, drawn = list(quiz.questions), Fraction(1)
    if quiz.draw is not None:
        questions = list(drawable(quiz))
        most = max(drawn_for(group, quiz, briefing) for group in (None, *Group))
        drawn = Fraction(most, len(questions)) if questions else Fraction(0)
    words = sum(words_of_question(question) for question in questions)
    asked = Fraction(words, WORDS_A_MINUTE) + _MINUTES_A_DECISION * len(questions)
    return Fraction(words_in(quiz.introduction.text), WORDS_A_MINUTE) + asked * drawn


def drawn_for(group: Group | None, quiz: QuestionSet, briefing: Briefing | None) -> int:
    """How many questions are drawn for somebody of this group; without a draw none.

    Which ones is by chance; how many hangs on that only where questions carry several points. Here they are taken in
    the order of the file.
    """
    return len(taken(quiz, drawn_points(quiz, briefing, group), drawable(quiz)))


def required_minutes(briefing: Briefing, scenarios: Sequence[Scenario], sets: Sequence[QuestionSet]) -> int:
    """Nominal minutes of what completes a module, as somebody meets it who has done nothing yet (`model.required`)."""
    module = briefing.id
    parts = [ModulePart(things.scenario(module, one.id), one.minutes) for one in scenarios]
    parts += [ModulePart(things.question_set(module, quiz.id), quiz.minutes) for quiz in sets]
    return minutes(required(briefing.complete, parts, ()))


def longest_reading(scenario: Scenario) -> WayLength:
    """The longest path from the start on which no passage comes twice, introduction included.

    Exact in a story without circles. In one with circles the longest of a bounded number of paths, so at most
    too small.
    """
    asked = {question.id: words_of_question(question) for question in scenario.questions}
    ways = {passage.anchor: _ways(passage, asked) for passage in scenario.passages}
    start = scenario.passages[0].anchor
    order = _order(start, ways)
    longest = _along(order, start, ways) if order is not None else _search(start, ways)
    return longest.plus(WayLength(words_in(scenario.introduction.text), 0))


def _ways(passage: Passage, asked: Mapping[str, int]) -> tuple[_Way, ...]:
    """Each way out of a passage with what is read for it; an ending's only way leads nowhere.

    `asked` are the words of the questions by id; each question is a decision.
    """
    questions = [asked[link.id] for link in passage.questions if link.id in asked]
    offered = words_of_passage(passage) + sum(words_in(choice.label.text) for choice in passage.choices)
    offered += sum(questions)
    decisions = int(passage.is_decision) + len(questions)
    if passage.choices:
        return tuple(
            (choice.target, WayLength(offered + _words_after(choice), decisions)) for choice in passage.choices
        )
    if passage.way_on is not None:
        return ((passage.way_on.target, WayLength(offered + words_in(passage.way_on.label.text), decisions)),)
    return (("", WayLength(offered, decisions)),)


def _words_after(choice: Choice) -> int:
    """The words that are read once a choice is taken: what happens then, and why."""
    return sum(words_in(prose.text) for prose in (choice.then, choice.why) if prose is not None)


def _order(start: str, ways: Mapping[str, tuple[_Way, ...]]) -> list[str] | None:
    """The passages that can be reached, each before all that lead to it; None where the story goes in circles."""
    done: list[str] = []
    state: dict[str, bool] = {start: False}  # False while still open, True when done
    stack = [(start, iter(ways[start]))]
    while stack:
        anchor, left = stack[-1]
        target = next((way[0] for way in left if way[0] in ways and state.get(way[0]) is not True), None)
        if target is None:
            state[anchor] = True
            done.append(anchor)
            stack.pop()
        elif target in state:
            return None
        else:
            state[target] = False
            stack.append((target, iter(ways[target])))
    return done


def _along(order: list[str], start: str, ways: Mapping[str, tuple[_Way, ...]]) -> WayLength:
    nothing = WayLength(0, 0)
    best: dict[str, WayLength] = {}
    for anchor in order:
        best[anchor] = max((way.plus(best.get(target, nothing)) for target, way in ways[anchor]), key=_weight)
    return best[start]


def _search(start: str, ways: Mapping[str, tuple[_Way, ...]]) -> WayLength:
    longest = WayLength(0, 0)
    on_path = {start}
    stack = [(start, iter(ways[start]), WayLength(0, 0))]
    tries = 0
    while stack and tries < _TRIES:
        anchor, left, so_far = stack[-1]
        way = next(left, None)
        if way is None:
            stack.pop()
            on_path.discard(anchor)
            continue
        tries += 1
        target, reading = way
        here = so_far.plus(reading)
        longest = max(longest, here, key=_weight)
        if target in ways and target not in on_path:
            on_path.add(target)
            stack.append((target, iter(ways[target]), here))
    return longest


def _weight(reading: WayLength) -> int:
    """The time for it in words read: a whole number, since many are compared."""
    return reading.words + _WORDS_A_DECISION * reading.decisions
