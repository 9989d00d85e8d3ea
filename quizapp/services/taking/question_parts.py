"""From a question to its page: as it is asked, and the feedback once it is answered. Pure; no database.

Which parts a question has depends on its kind (`model.questions.Question`); here each part is shown where there is one.
"""

from collections.abc import Iterable, Mapping
from html import escape

from quizapp.content.quotes import typographic_text
from quizapp.engine import scorers
from quizapp.engine.asking import best_answer, knowing
from quizapp.model.briefing import Briefing, PointKind
from quizapp.model.debrief_pages import AnswerShown, Better
from quizapp.model.feedback import AnswerFeedback, MarkShown, OptionFeedback, PlaceFeedback, RowFeedback
from quizapp.model.pages import ChoiceShown, Chosen
from quizapp.model.play import Answer, Step
from quizapp.model.questions import Question
from quizapp.model.quiz_pages import QuestionShown
from quizapp.model.scenario import Word
from quizapp.model.score import whole_percent

Html = Mapping[str, str]


def asked(html: Html, question: Question, order: tuple[int, ...], asks_certainty: bool) -> QuestionShown:
    """The question as it is asked, in the order shown. Nothing here gives its answer away."""
    kind = question.kind
    return QuestionShown(
        title=question.title,
        kind=kind,
        stem_html=html[question.stem.slot],
        options=_shown(html[question.options[i].label.slot] for i in order) if question.options else (),
        things=_shown(html[question.things[i].slot] for i in order) if question.things else (),
        headings_html=tuple(html[heading.slot] for heading in question.headings),
        rows_html=tuple(html[row.left.slot] for row in question.rows),
        cells=_shown(html[question.rows[i].right.slot] for i in order) if question.rows else (),
        prompt_html=html[question.prompt.slot] if question.prompt else "",
        asks_certainty=asks_certainty,
    )


def _shown(texts: Iterable[str]) -> tuple[ChoiceShown, ...]:
    return tuple(ChoiceShown(position, text) for position, text in enumerate(texts))


def feedback(
    html: Html,
    briefing: Briefing,
    question: Question,
    step: Step,
    order: tuple[int, ...],
    marked: Iterable[str],
    scorer: int,
    words: str = "",
) -> AnswerFeedback:
    """The feedback on a stored answer. `marked` are the points that it marks; `words` those of a reflection.

    `scorer` is the number of the rule that the attempt is pinned to: it says what the answer is worth.
    """
    answer, rule = _answer(step), scorers.scorer(scorer)
    worth = rule.value(question, answer)
    word = None if worth is None else rule.word(worth)
    return AnswerFeedback(
        step=step.number,
        title=question.title,
        kind=question.kind,
        stem_html=html[question.stem.slot],
        word=word,
        percent=0 if worth is None else whole_percent(worth),
        marks=() if word is None else _marks(briefing, marked, word),
        options=tuple(
            OptionFeedback(
                html=html[question.options[i].label.slot],
                chosen=i in answer.chosen,
                credit=question.options[i].credit,
                why_html=_why(html, question, i),
            )
            for i in (order if question.options else ())
        ),
        places=_places(html, question, answer),
        headings_html=tuple(html[heading.slot] for heading in question.headings),
        rows=_rows(html, question, answer),
        accepted=tuple(map(typographic_text, question.accepted)),
        matched=answer.matched is not None,
        given_text=words or answer.text,
        prompt_html=html[question.prompt.slot] if question.prompt else "",
        why_html=html[question.why.slot] if question.why else "",
        certainty=answer.certainty,
        knowing=None if worth is None else knowing(worth, answer.certainty),
    )


def _answer(step: Step) -> Answer:
    if step.answer is None:
        raise AssertionError(f"step {step.number} is no answer")
    return step.answer


def _marks(briefing: Briefing, points: Iterable[str], word: Word) -> tuple[MarkShown, ...]:
    known = (briefing.get(point) for point in points)
    return tuple(MarkShown(p.text, p.kind is PointKind.PRACTICE, word) for p in known if p is not None)


def _why(html: Html, question: Question, option: int) -> str:
    why = question.options[option].why
    return html[why.slot] if why else ""


def _places(html: Html, question: Question, answer: Answer) -> tuple[PlaceFeedback, ...]:
    return tuple(
        PlaceFeedback(html[thing.slot], answer.chosen.index(n) + 1, n + 1) for n, thing in enumerate(question.things)
    )


def _rows(html: Html, question: Question, answer: Answer) -> tuple[RowFeedback, ...]:
    if not question.rows:
        return ()
    return tuple(
        RowFeedback(
            left_html=html[row.left.slot],
            given_html=html[question.rows[given].right.slot],
            right_html=html[row.right.slot],
            is_right=given == n,
        )
        for n, (row, given) in enumerate(zip(question.rows, answer.chosen, strict=True))
    )


def chosen(html: Html, question: Question, step: Step) -> Chosen | None:
    """What was answered, for lists of answers; None for a reflection, which no list shows."""
    return _chosen(html, question, _answer(step))


def answer_shown(html: Html, question: Question, step: Step, word: Word) -> AnswerShown:
    """An answer that counted for a point: what was answered, what would have been right, and why."""
    return AnswerShown(
        step=step.number,
        passage_title=question.title,
        chosen=chosen(html, question, step),
        word=word,
        why_html=why_html(html, question, step),
        risks=(),
        better=() if word is Word.MET else better(html, question),
    )


def better(html: Html, question: Question) -> tuple[Better, ...]:
    """The right answer and its why, for lists of answers; empty for a reflection, which has none."""
    if not question.is_scored:
        return ()
    right = best_answer(question)
    shown = _chosen(html, question, right)
    return () if shown is None else (Better(shown, _whys(html, question, right)),)


def _chosen(html: Html, question: Question, answer: Answer) -> Chosen | None:
    if question.things:
        return Chosen(tuple(html[question.things[i].slot] for i in answer.chosen), in_order=True)
    if question.rows:
        given = tuple(html[question.rows[i].right.slot] for i in answer.chosen)
        return Chosen(given, to_html=tuple(html[row.left.slot] for row in question.rows))
    if question.options:
        return Chosen(tuple(html[question.options[i].label.slot] for i in answer.chosen))
    return Chosen((escape(answer.text),)) if answer.text else None


def why_html(html: Html, question: Question, step: Step) -> str:
    """Why it matters, for a list of answers: the whys of what was chosen, or the question's own."""
    return _whys(html, question, _answer(step))


def _whys(html: Html, question: Question, answer: Answer) -> str:
    if question.why is not None:
        return html[question.why.slot]
    return " ".join(_why(html, question, i) for i in answer.chosen)
