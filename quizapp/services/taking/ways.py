"""A person's way through a story as a list, and beside it the way with the best choices. Pure; no database."""

from dataclasses import replace

from quizapp.engine import moves, scorers
from quizapp.engine.asking import best_answer
from quizapp.engine.best_way import beside, best_way
from quizapp.model.attempts import AttemptState, Run
from quizapp.model.map_pages import RouteStep, Ways, WaysRow
from quizapp.model.pages import Chosen
from quizapp.model.play import Place, Step, StepKind
from quizapp.services.site.site import Playable
from quizapp.services.taking import question_parts, story_parts

BestWay = tuple[tuple[Step, ...], Place]  # its steps, and the ending that they come to


def best_beside(playable: Playable, run: Run) -> BestWay | None:
    """The way with the best choices, to be laid beside this one.

    None while the attempt is open, when it must not be known, and where that way comes to no ending.
    """
    if run.attempt.state is not AttemptState.FINISHED:
        return None
    best = best_way(playable.story, run.steps)
    return best if moves.at_ending(playable.story, best[1]) else None


def ways(playable: Playable, run: Run, best: BestWay) -> Ways:
    """A finished attempt's way beside the best one."""
    steps, there = best
    own_end, best_end = run.attempt.ending or "", there.passage
    own = (*(_judged(playable, run, step) for step in run.steps), _end(playable, own_end))
    other = (*(replace(_judged(playable, run, step), number=None, then_html="") for step in steps),)
    other = (*other, _end(playable, best_end))
    pages = ([*(step.passage for step in way), end] for way, end in ((run.steps, own_end), (steps, best_end)))
    rows = tuple(
        WaysRow(tuple(own[i] for i in part.own), tuple(other[i] for i in part.best), part.together)
        for part in beside(*pages)
    )
    return Ways(rows, all(row.together and row.own[0].better is None for row in rows))


def route_step(playable: Playable, step: Step) -> RouteStep:
    """A step in words, without a word about what is best."""
    if step.kind is StepKind.ANSWER:
        question = playable.story.questions[step.passage]
        return RouteStep(step.number, question.title, question_parts.chosen(playable.html, question, step))
    passage = playable.story.passages[step.passage]
    chosen = None if step.choice is None else _label(playable, step.passage, step.choice)
    return RouteStep(step.number, passage.title, chosen, story_parts.then_html(playable, step))


def _label(playable: Playable, anchor: str, choice: int) -> Chosen:
    return Chosen((playable.html[playable.story.passages[anchor].choices[choice].label.slot],))


def _end(playable: Playable, anchor: str) -> RouteStep:
    return RouteStep(None, playable.story.passages[anchor].title, ends=True)


def _judged(playable: Playable, run: Run, step: Step) -> RouteStep:
    """A step in words, with whether it was best, or else what was better."""
    shown = route_step(playable, step)
    if step.answer is not None:
        question, value = playable.story.questions[step.passage], scorers.scorer(run.attempt.scorer).value
        best = best_answer(question)
        if value(question, step.answer) == value(question, best):
            return replace(shown, is_best=True)
        return replace(shown, better=question_parts.chosen(playable.html, question, replace(step, answer=best)))
    passage = playable.story.passages[step.passage]
    if step.choice is None or not passage.is_decision:
        return shown
    if passage.shows_all(step.choice):
        return replace(shown, is_best=True)
    return replace(shown, better=next((_label(playable, step.passage, c) for c in passage.best_choices), None))
