"""Pages of question sets with made-up values: one question of each kind, as asked, as given, as told."""

from dataclasses import replace
from datetime import UTC, datetime

from quizapp.model.debrief_pages import AnswerShown, Better, CriticalShown
from quizapp.model.feedback import AnswerFeedback, MarkShown, OptionFeedback, PlaceFeedback, RowFeedback
from quizapp.model.module_pages import Task, TaskState, WhatNext
from quizapp.model.pages import AttemptShown, ChoiceShown, Chosen
from quizapp.model.play import Given
from quizapp.model.questions import Credit, QuestionKind
from quizapp.model.quiz_pages import (
    FeedbackPage,
    QuestionPage,
    QuestionShown,
    RetakeShown,
    SetPointShown,
    SetResultPage,
    SetStartPage,
)
from quizapp.model.quizzes import Certainty, Knowing, RetakeWord
from quizapp.model.scenario import Word
from quizapp.model.things import question_set

AT = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
OPTIONS = (
    "Ask her <em>again</em>, alone, in a quiet place",
    "Wait until she comes to you by herself",
    "Tell her parents that she said something",
    "Write down her own words & the time",
)


def shown(*texts: str) -> tuple[ChoiceShown, ...]:
    return tuple(ChoiceShown(position, text) for position, text in enumerate(texts))


def question(kind: QuestionKind, asks_certainty: bool = True) -> QuestionShown:
    asked = QuestionShown(
        title="A word at the classroom door",
        kind=kind,
        stem_html="<p>Maya, 14, stays behind and says: “It’s nothing.” Her sleeves are over her hands.</p>",
        asks_certainty=asks_certainty and kind is not QuestionKind.REFLECTION,
    )
    if kind in (QuestionKind.ONE, QuestionKind.SEVERAL):
        return replace(asked, options=shown(*OPTIONS))
    if kind is QuestionKind.TRUE_FALSE:
        return replace(asked, options=shown("True", "False"))
    if kind is QuestionKind.ORDER:
        return replace(asked, things=shown("Tell the lead", "Listen to <em>her</em>", "Write it down"))
    if kind is QuestionKind.MATCH:
        return replace(
            asked,
            headings_html=("What she does", "What it may <em>say</em>"),
            rows_html=("Misses her lunch every day", "Laughs when she is asked"),
            cells=shown("It is hard to talk here", "Something changed at home & nobody has asked about it so far"),
        )
    return replace(asked, prompt_html="Who would <em>you</em> ask?") if kind is QuestionKind.REFLECTION else asked


GIVEN = {
    QuestionKind.ONE: Given(positions=(3,), certainty="sure"),
    QuestionKind.SEVERAL: Given(positions=(0, 3), certainty="fairly sure"),
    QuestionKind.TRUE_FALSE: Given(positions=(1,), certainty="not sure"),
    QuestionKind.ORDER: Given(places=(2, 0, 1), certainty="sure"),
    QuestionKind.MATCH: Given(places=(1, 0), certainty="sure"),
    QuestionKind.SHORT: Given(text="a quiet <word>", certainty="sure"),
    QuestionKind.REFLECTION: Given(text="My own words.\nTwo lines."),
}
KINDS = list(GIVEN)  # `test_manual_set_pages` goes through every kind there is
SAID = {
    QuestionKind.ONE: "Write down her own words & the time",
    QuestionKind.SEVERAL: "alone, in a quiet place",
    QuestionKind.TRUE_FALSE: "False",
    QuestionKind.ORDER: "1 Listen to her 2 Write it down 3 Tell the lead",
    QuestionKind.MATCH: "Misses her lunch every day Something changed at home",
    QuestionKind.SHORT: "a quiet <word>",
    QuestionKind.REFLECTION: "Two lines.",
}


def of_a_set(kind: QuestionKind) -> QuestionPage:
    return QuestionPage(
        attempt="abc",
        number=2,
        current=2,
        module="m",
        thing="listening",
        thing_title="Listening to children",
        question=question(kind),
        ordinal=3,
        of=12,
        answered=False,
        recorded=None,
        saved_at=AT,
    )


def in_a_scenario(kind: QuestionKind) -> QuestionPage:
    return replace(
        of_a_set(kind),
        thing_title="Just a phase",
        question=question(kind, asks_certainty=False),
        ordinal=2,
        of=2,
        in_scenario=True,
        content_note="Low mood.",
        passage_title="The bell rings",
        blocks_html=("<p>The corridor empties.</p>",),
        last_answer=told(QuestionKind.SEVERAL),
    )


def told(kind: QuestionKind, word: Word | None = Word.PARTLY, step: int = 1) -> AnswerFeedback:
    asked = question(kind)
    reflecting = kind is QuestionKind.REFLECTION
    answer = AnswerFeedback(
        step=step,
        title=asked.title,
        kind=kind,
        stem_html=asked.stem_html,
        word=None if reflecting else word,
        percent={Word.MET: 100, Word.PARTLY: 50}.get(word, 0) if word else 0,
        marks=() if reflecting else (MarkShown("Talk with the child, alone", False, word or Word.MET),),
        certainty=None if reflecting else Certainty.SURE,
        knowing=None if reflecting else Knowing.TALK,
    )
    if asked.options:
        credits = (Credit.RIGHT, Credit.WRONG, Credit.ACCEPTABLE, Credit.RIGHT)
        options = zip(asked.options, credits, strict=False)
        return replace(
            answer,
            options=tuple(
                OptionFeedback(o.html, o.position in (0, 1), credit, "<em>Because</em>.") for o, credit in options
            ),
        )
    if kind is QuestionKind.ORDER:
        places = (
            PlaceFeedback("Listen", 1, 1),
            PlaceFeedback("Write it down", 3, 2),
            PlaceFeedback("Tell the lead", 2, 3),
        )
        return replace(answer, places=places, why_html="Her words first.")
    if kind is QuestionKind.MATCH:
        rows = (
            RowFeedback("Misses lunch", "It is hard", "Something changed", False),
            RowFeedback("Laughs", "Hard", "Hard", True),
        )
        return replace(answer, headings_html=asked.headings_html, rows=rows, why_html="Both are words of a kind.")
    if kind is QuestionKind.SHORT:
        return replace(answer, accepted=("999", "nine nine nine"), given_text="<101>", why_html="Danger now: 999.")
    return replace(answer, prompt_html=asked.prompt_html, given_text="For me.\nAlone.")


def feedback(kind: QuestionKind, word: Word | None = Word.PARTLY, current: int | None = 2) -> FeedbackPage:
    return FeedbackPage("abc", 1, current, "m", "listening", "Listening to children", 2, 12, told(kind, word), False)


MISSING = ("Talk with the child, alone",)
WAYS = (("m", "third-letter", "The third letter"),)
STANDINGS = {
    RetakeWord.FIRST: RetakeShown(RetakeWord.FIRST, True, 3),
    RetakeWord.AGAIN: RetakeShown(RetakeWord.AGAIN, True, 1, MISSING),
    RetakeWord.FURTHER: RetakeShown(RetakeWord.FURTHER, True, 0, MISSING),
    RetakeWord.USED_UP: RetakeShown(RetakeWord.USED_UP, False, 0, MISSING, WAYS),
    RetakeWord.PASSED: RetakeShown(RetakeWord.PASSED, False, 0),
}


def start(retake: RetakeShown) -> SetStartPage:
    attempt = AttemptShown("old", 1, AT, AT, 12, percent=67, passed=retake.word is RetakeWord.PASSED)
    return SetStartPage(
        module="m",
        module_title="Child mental health",
        id="listening",
        title="Listening to children",
        introduction_html="<p>Four questions for each point.</p>",
        minutes=10,
        questions=12,
        pass_percent=80,
        attempts_allowed=3,
        asks_certainty=True,
        tells_each=True,
        draws=True,
        group="school staff",
        retake=retake,
        open_attempt=None,
        open_is_practice=False,
        attempts=() if retake.word is RetakeWord.FIRST else (attempt,),
        practised=0,
    )


THIS_SET = Task(question_set("m", "listening"), "Listening to children", TaskState.TO_DO, 10)
ANSWERS = (
    AnswerShown(0, "Question 0", Chosen(("Ask her",)), Word.MET, "It is hers to say.", ()),
    AnswerShown(
        1,
        "Question 1",
        Chosen(("Wait",)),
        Word.MISSED,
        "Time goes by.",
        (),
        better=(Better(Chosen(("Ask her today",)), "She is heard."),),
    ),
)


def result(retake: RetakeShown, practice: bool = False) -> SetResultPage:
    where = ("Learning", "Listening")
    return SetResultPage(
        attempt="abc",
        module="m",
        set="listening",
        set_title="Listening to children",
        attempt_number=2,
        practice=practice,
        finished=AT,
        percent=83,
        pass_percent=80,
        passed=False,
        points=(
            SetPointShown("kept", "Share what worries you", Word.MET, 100, True, False, where, carried_from=AT),
            SetPointShown("talk", "Talk with the child, alone", Word.PARTLY, 50, False, True, where, answers=ANSWERS),
        ),
        practices=(SetPointShown("words", "Write her own words", Word.MET, 100, True, False, (), answers=ANSWERS[:1]),),
        critical=(CriticalShown("Talk with the child, alone", Word.PARTLY),),
        certainties=((Knowing.TALK, (1,)), (Knowing.KNEW, (0,))),
        answers=tuple(
            replace(told(kind, Word.MET if step == 0 else Word.PARTLY, step), title=f"Question {step}")
            for step, kind in enumerate(KINDS)
        ),
        retake=retake,
        next=WhatNext(THIS_SET, ""),
        source="Learning from reviews",
        publisher="NSPCC",
        published="2026",
    )
