"""From model to page: how choices, explanations and attempts are shown. Pure; no database."""

from quizapp.model.attempts import Standpoint, StoredScore
from quizapp.model.briefing import PointKind
from quizapp.model.feedback import MarkShown
from quizapp.model.pages import AttemptShown, ChoiceShown, Explanation
from quizapp.model.play import Step
from quizapp.model.prose import Feedback
from quizapp.model.scenario import Choice, Passage
from quizapp.services.site.site import Playable

_BOLD_ENDS = "</strong></p>"
_ASKED = tuple(f"{end}{_BOLD_ENDS}" for end in ("?", "?”", "?’"))
_SENTENCE_ENDS = tuple('.!?…:;”’")>')


def choices(playable: Playable, passage: Passage, offered: tuple[int, ...]) -> tuple[ChoiceShown, ...]:
    """The choices on offer, in the order shown; the position is all that a form gets to know of one."""
    return tuple(
        ChoiceShown(position, playable.html[passage.choices[index].label.slot])
        for position, index in enumerate(offered)
    )


def scene_and_question(blocks: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """A scene's HTML without the bold question in which it ends, and that question; "" where it ends in none.

    A question is a sentence: what only makes words within a sentence bold stays where it is.
    """
    if not blocks or not blocks[-1].endswith(_ASKED):
        return blocks, ""
    before, _, question = blocks[-1].removesuffix(_BOLD_ENDS).rpartition("<strong>")
    before = before.rstrip().removesuffix("<br>").rstrip()
    if before.endswith("<p>"):
        rest = before.removesuffix("<p>").rstrip()
    elif before.endswith(_SENTENCE_ENDS):
        rest = f"{before}</p>"
    else:
        return blocks, ""
    return (*blocks[:-1], rest) if rest else blocks[:-1], question


def explanation(playable: Playable, step: Step) -> Explanation | None:
    """ "About your choice" for the step just taken; None after a continue, or where feedback waits for the end."""
    if step.choice is None or playable.compiled.scenario.feedback is not Feedback.EACH:
        return None
    passage = playable.story.passages[step.passage]
    choice = passage.choices[step.choice]
    if choice.why is None and not choice.marks:
        return None
    return Explanation(
        passage_title=passage.title,
        chosen_html=playable.html[choice.label.slot],
        why_html=playable.html[choice.why.slot] if choice.why else "",
        marks=_marks(playable, choice),
        risks=tuple(text for text, _ in risks(playable, choice)),
    )


def then_html(playable: Playable, step: Step) -> str:
    """What the step just taken brought at once, as story; empty where its choice says nothing, and after a continue."""
    if step.choice is None:
        return ""
    then = playable.story.passages[step.passage].choices[step.choice].then
    return "" if then is None else playable.html[then.slot]


def risks(playable: Playable, choice: Choice) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The risk factors that a choice gives in to: the briefing's words and their place in the source."""
    found = (playable.compiled.briefing.get(risk.point) for risk in choice.risks)
    return tuple((point.text, point.where) for point in found if point is not None)


def _marks(playable: Playable, choice: Choice) -> tuple[MarkShown, ...]:
    shown = []
    for mark in choice.marks:
        point = playable.compiled.briefing.get(mark.point)
        if point is not None:
            shown.append(MarkShown(point.text, point.kind is PointKind.PRACTICE, mark.word))
    return tuple(shown)


def attempt_shown(playable: Playable, standpoint: Standpoint, result: StoredScore | None) -> AttemptShown:
    """An attempt for a list; its ending, score and pass are there only once it is finished."""
    attempt = standpoint.attempt
    ending = playable.story.passages.get(attempt.ending) if attempt.ending else None
    return AttemptShown(
        public_id=attempt.public_id,
        number=attempt.number,
        started=attempt.started,
        finished=attempt.finished,
        steps=standpoint.steps,
        ending_title=ending.title if ending else "",
        outcome=ending.outcome if ending else None,
        percent=result.percent if result else None,
        passed=result.passed if result else None,
    )
