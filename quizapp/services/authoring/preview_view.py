"""What a preview shows beside the page: the contents of the file, and what its author wants to see of a place. Pure."""

from collections.abc import Collection

from quizapp.engine import moves
from quizapp.engine.conditions import holds
from quizapp.model.attempts import Run
from quizapp.model.play import Place
from quizapp.model.previews import AuthorsView, ContentsLine, CounterHere, OnlyIf, PieceHere, WayHere
from quizapp.model.scenario import Choice, Condition
from quizapp.services.site.site import Playable, Quiz
from quizapp.services.taking import sets


def story_contents(playable: Playable, reached: Collection[str], here: str) -> tuple[ContentsLine, ...]:
    """A story's passages and endings in file order; `reached` are the anchors to which there is a way."""
    hardest = playable.compiled.scenario.hardest
    return tuple(
        ContentsLine(p.anchor, p.title, p.outcome, p.anchor in reached, p.anchor == here, p.anchor == hardest)
        for p in playable.story.passages.values()
    )


def story_view(playable: Playable, place: Place) -> AuthorsView:
    """What is so at a place of a story: counters, prose with conditions, and every way on, offered or not."""
    story, passage = playable.story, moves.passage_at(playable.story, place)
    question = moves.waiting(story, place)
    way_on = () if passage.way_on is None else (passage.way_on,)
    return AuthorsView(
        path=playable.compiled.scenario.span.path,
        line=passage.span.line,
        title=passage.title,
        counters=tuple(
            CounterHere(counter.name, value, counter.low, counter.high)
            for counter, value in zip(story.scenario.counters, place.counters, strict=True)
        ),
        pieces=tuple(
            PieceHere(only_if, playable.html[block.prose.slot])
            for block in passage.blocks
            if (only_if := _only_if(playable, place, block.condition)) is not None
        ),
        ways=(
            *(_choice(playable, place, choice) for choice in passage.choices),
            *(WayHere(playable.html[way.label.slot], _title(playable, way.target)) for way in way_on),
        ),
        points=question.points if question is not None else (),
    )


def _choice(playable: Playable, place: Place, choice: Choice) -> WayHere:
    return WayHere(
        html=playable.html[choice.label.slot],
        leads_to=_title(playable, choice.target),
        only_if=_only_if(playable, place, choice.condition),
        marks=tuple((mark.point, mark.word) for mark in choice.marks),
        changes=tuple((change.counter, change.by) for change in choice.changes),
        risks=tuple(risk.point for risk in choice.risks),
        then_html=playable.html[choice.then.slot] if choice.then is not None else "",
    )


def _only_if(playable: Playable, place: Place, condition: Condition | None) -> OnlyIf | None:
    if condition is None:
        return None
    return OnlyIf(condition.text, holds(condition, place, playable.story), condition.negated)


def _title(playable: Playable, anchor: str) -> str:
    return playable.story.passages[anchor].title


def set_contents(quiz: Quiz, run: Run | None, at: int) -> tuple[ContentsLine, ...]:
    """A set's questions in the order in which they are asked; before a start, in file order.

    A question that was not drawn this time is not reached.
    """
    if run is None:
        return tuple(ContentsLine(question.id, question.title) for question in quiz.compiled.set.questions)
    asked = [quiz.questions[drawn.question] for drawn in sets.drawn(run)]
    there = {question.id for question in asked}
    left = (question for question in quiz.compiled.set.questions if question.id not in there)
    return (
        *(ContentsLine(q.id, q.title, is_here=number == at) for number, q in enumerate(asked)),
        *(ContentsLine(q.id, q.title, is_reached=False) for q in left),
    )


def set_view(quiz: Quiz, run: Run, at: int) -> AuthorsView | None:
    """The question of step `at`: where it stands, and what it marks. None where nothing was drawn."""
    questions = sets.drawn(run)
    if not questions:
        return None
    question = quiz.questions[questions[min(at, len(questions) - 1)].question]
    return AuthorsView(question.span.path, question.span.line, question.title, points=question.points)
