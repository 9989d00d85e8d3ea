"""Small stories for tests, built by hand: passages from choices, and conditions from their text."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from random import Random

from quizapp.engine import moves, scorers
from quizapp.engine.answers import every_answer
from quizapp.engine.asking import value
from quizapp.engine.simulation import ways_on
from quizapp.engine.story import Story, story
from quizapp.engine.walk.walk import walk
from quizapp.model.diagnostics import Diagnostic, Span
from quizapp.model.play import Answer, Place, Step, StepKind
from quizapp.model.prose import Prose
from quizapp.model.questions import Question
from quizapp.model.scenario import (
    Block,
    Change,
    Choice,
    Compare,
    Condition,
    Continue,
    Counter,
    Mark,
    Outcome,
    Passage,
    QuestionLink,
    Scenario,
    Term,
    Visited,
    Word,
)
from quizapp.model.score import Score
from tests.engine.sets import any_question

score = scorers.scorer(scorers.CURRENT).score  # of this release, whatever a test installs beside it
HERE = Span("scenarios/m/s.md", 1)


def prose(text: str = "Words.") -> Prose:
    return Prose("slot", text, HERE)


def only_if(text: str, line: int = 1) -> Condition:
    """A condition from its text, as an author writes it."""
    alternatives = tuple(
        tuple(_term(term) for term in alternative.split(" and ")) for alternative in text.split(" or ")
    )
    return Condition(alternatives, text, Span(HERE.path, line))


def _term(text: str) -> Term:
    words = text.split()
    if words[0] == "not":
        return Visited(words[2].removeprefix("#"), HERE, negated=True)
    if words[0] == "visited":
        return Visited(words[1].removeprefix("#"), HERE)
    return Compare(words[0], words[1], int(words[2]), HERE)


def choice(target: str, marks: str = "", when: str = "", changes: str = "", line: int = 1) -> Choice:
    """A choice; marks as "a met, b partly", changes as "trust +1"."""
    return Choice(
        label=prose(f"Go to {target}"),
        target=target,
        span=Span(HERE.path, line),
        target_span=HERE,
        marks=tuple(Mark(m.split()[0], Word(m.split()[1]), HERE) for m in marks.split(", ") if m),
        condition=only_if(when, line + 1) if when else None,
        changes=tuple(Change(c.split()[0], int(c.split()[1]), HERE) for c in changes.split(", ") if c),
    )


def passage(
    anchor: str,
    *choices: Choice,
    to: str = "",
    shown_if: str = "",
    otherwise: bool = False,
    line: int = 1,
    asks: str = "",
) -> Passage:
    """A passage with choices, or a continue `to` another, or no way on; with one piece of prose `shown_if`.

    `otherwise` another piece is shown. It asks these space-separated questions of the set `s`, by their anchors.
    """
    when = (only_if(shown_if, line + 1),) if shown_if else ()
    opposite = tuple(replace(condition, negated=True, span=Span(HERE.path, line + 3)) for condition in when)
    return Passage(
        anchor=anchor,
        title=anchor.capitalize(),
        span=Span(HERE.path, line),
        blocks=(
            Block(prose()),
            *(Block(prose(), condition) for condition in (*when, *(opposite if otherwise else ()))),
        ),
        questions=tuple(QuestionLink("m", "s", asked, HERE) for asked in asks.split()),
        choices=choices,
        way_on=Continue(prose("On"), to, HERE, HERE) if to else None,
    )


def ending(anchor: str, outcome: Outcome = Outcome.SAFER) -> Passage:
    return Passage(anchor=anchor, title=anchor.capitalize(), span=HERE, outcome=outcome)


def counter(name: str, first: int, low: int, high: int) -> Counter:
    return Counter(name, first, low, high, HERE)


def told(
    *passages: Passage,
    points: str = "",
    practices: str = "",
    critical: str = "",
    pass_percent: int = 80,
    counters: tuple[Counter, ...] = (),
    questions: tuple[Question, ...] = (),
) -> Story:
    """A story of these passages, testing these space-separated ids."""
    scenario = Scenario(
        module="m",
        id="s",
        title="S",
        span=HERE,
        you_are="a teacher",
        minutes=1,
        nation="england",
        content_note="None.",
        introduction=prose(),
        passages=passages,
        debrief=(prose(),),
        learning_points=tuple(points.split()),
        practices=tuple(practices.split()),
        pass_percent=pass_percent,
        critical=tuple(critical.split()),
        counters=counters,
        questions=questions,
    )
    return story(scenario)


def took(story_: Story, *taken: int | Answer | None) -> tuple[Step, ...]:
    """The steps of somebody who did this from the start: choices (indices as written), answers, None for a continue."""
    steps: list[Step] = []
    place = moves.start(story_)
    for one in taken:
        step, place = stepped(story_, place, len(steps), one)
        steps.append(step)
    return tuple(steps)


def stepped(story_: Story, place: Place, number: int, one: int | Answer | None) -> tuple[Step, Place]:
    """The step that somebody takes here, and where it leads."""
    if isinstance(one, Answer):
        return moves.answer_step(story_, place, number, one, None)
    kind = StepKind.CONTINUE if one is None else StepKind.CHOICE
    return Step(number, kind, place.passage, one), moves.move(story_, place, one)


def everything(story_: Story, place: Place) -> tuple[int | Answer | None, ...]:
    """Everything that somebody can do here: the answers to a question that waits, or else the ways on."""
    question = moves.waiting(story_, place)
    return ways_on(story_, place) if question is None else every_answer(question)


def every_place(story_: Story) -> dict[Place, list[Place]]:
    """Every place that can be reached, by brute force and unmerged, with the places that follow it."""
    following: dict[Place, list[Place]] = {}
    waiting = [moves.start(story_)]
    while waiting:
        place = waiting.pop()
        if place not in following:
            following[place] = [stepped(story_, place, 0, one)[1] for one in everything(story_, place)]
            waiting += following[place]
    return following


def every_path(story_: Story) -> Iterator[tuple[tuple[Step, ...], Place, Fraction]]:
    """Every path of a story without circles, with where it stops and the chance of it in uniform random play."""
    waiting: list[tuple[tuple[Step, ...], Place, Fraction]] = [((), moves.start(story_), Fraction(1))]
    while waiting:
        steps, place, chance = waiting.pop()
        ways = everything(story_, place)
        if not ways:
            yield steps, place, chance
        for way in ways:
            step, then = stepped(story_, place, len(steps), way)
            waiting.append(((*steps, step), then, chance / len(ways)))


def points_of(story_: Story, step: Step) -> tuple[str, ...]:
    """The ids that this step's decision marks: its passage's, or its question's."""
    if step.kind is StepKind.ANSWER:
        return story_.questions[step.passage].points
    return story_.passages[step.passage].points


def is_best(story_: Story, step: Step) -> bool:
    """Whether a step is a best choice, or an answer that is worth everything; so is a step that decides nothing."""
    if step.answer is not None:
        return value(story_.questions[step.passage], step.answer) == 1
    here = story_.passages[step.passage]
    return not here.is_decision or step.choice in here.best_choices


def few_paths(story_: Story, most: int = 3_000) -> bool:
    """Whether brute force can go along every path of a story without circles."""
    return next(islice(every_path(story_), most, None), None) is None


def finished_paths(story_: Story) -> list[tuple[tuple[Step, ...], Place, Fraction, Score]]:
    """Those of every path that come to an ending, with their scores."""
    return [
        (steps, place, chance, score(story_, steps))
        for steps, place, chance in every_path(story_)
        if moves.at_ending(story_, place)
    ]


def any_story(seed: int, circles: bool, is_broken: bool = False, asks: bool = False) -> Story:
    """A small story made by chance; with circles only if asked, and with dead links and missing ways if broken.

    If it `asks`, one or two of its passages ask one or two questions, each question in one passage only; if broken,
    also unknown ones.
    """
    plain = _any_plain_story(seed, circles, is_broken)
    if not asks:
        return plain
    chance = Random(-seed - 1)
    scenario = plain.scenario
    ids = [*scenario.learning_points, "x"]
    asking = chance.sample(range(len(scenario.passages)), min(len(scenario.passages), chance.randint(1, 2)))
    questions: list[Question] = []
    passages = list(scenario.passages)
    for p in asking:
        here = [any_question(chance, f"q{len(questions) + n}", ids) for n in range(chance.randint(1, 2))]
        questions += here
        names = [q.anchor for q in here] + (["gone"] if is_broken and chance.random() < 0.5 else [])
        links = tuple(QuestionLink("m", "s", name, HERE) for name in names)
        passages[p] = replace(passages[p], questions=links)
    return story(replace(scenario, passages=tuple(passages), questions=tuple(questions)))


def _any_plain_story(seed: int, circles: bool, is_broken: bool) -> Story:
    chance = Random(seed)
    size = chance.randint(1, 7)
    counters = (counter("trust", chance.randint(0, 2), 0, 2), counter("time", 1, 0, 3))[: chance.randint(0, 2)]
    names = [f"p{n}" for n in range(size)]
    points = ["a", "b", "c"][: chance.randint(0, 3)]
    ids = [*points, "x"]
    passages = []
    for n in range(size):
        targets = [*(names if circles else names[n + 1 :]), "e0", "e1", *(["gone"] if is_broken else [])]
        kind = chance.random()
        when = _any_condition(chance, names, counters) if chance.random() < 0.3 else ""
        if kind < 0.2:
            passages.append(passage(names[n], to=chance.choice(targets), shown_if=when, otherwise=seed % 2 == 0))
        elif is_broken and kind < 0.3:
            passages.append(passage(names[n]))
        else:
            marked = chance.sample(ids, chance.randint(0, len(ids)))
            passages.append(
                passage(
                    names[n],
                    *(
                        choice(
                            chance.choice(targets),
                            ", ".join(f"{i} {chance.choice(['met', 'partly', 'missed'])}" for i in marked),
                            _any_condition(chance, names, counters) if chance.random() < 0.35 else "",
                            f"{chance.choice(counters).name} {chance.choice(['+1', '-1'])}"
                            if counters and chance.random() < 0.5
                            else "",
                        )
                        for _ in range(chance.randint(1, 3))
                    ),
                    shown_if=when,
                    otherwise=(seed + n) % 2 == 0,
                )
            )
    return told(
        *passages,
        ending("e0"),
        ending("e1", Outcome.HARM),
        points=" ".join(points),
        practices="x",
        critical=chance.choice(["", "x", "a x", "b"]),
        pass_percent=chance.choice([0, 50, 70, 80, 100]),
        counters=counters,
    )


def _any_condition(chance: Random, names: list[str], counters: tuple[Counter, ...]) -> str:
    terms = []
    for _ in range(chance.randint(1, 3)):
        if counters and chance.random() < 0.5:
            terms.append(
                f"{chance.choice(counters).name} {chance.choice(['>=', '<=', '>', '<', '='])} {chance.randint(0, 3)}"
            )
        else:
            terms.append(f"{chance.choice(['', 'not '])}visited #{chance.choice(names)}")
    joined = terms[0]
    for term in terms[1:]:
        joined += chance.choice([" and ", " or "]) + term
    return joined


def said(story: Story, code: str) -> list[Diagnostic]:
    """What the walk of a story says under one code."""
    return [d for d in walk(story).diagnostics if d.code == code]
