"""The pages of question sets, from what the services say: each kind asked, refused, recorded and told (DESIGN §7)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask, g, render_template

from quizapp.model.pages import AttemptShown, ChoiceShown, CriticalShown
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
from quizapp.model.told import AnswerTold, MarkShown, OptionTold, PlaceTold, RowTold
from quizapp.web import carrying
from quizapp.web.carrying import Carry, Held
from tests.web.browser import Page
from tests.web.conftest import Join

AT = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
KINDS = list(QuestionKind)
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


def told(kind: QuestionKind, word: Word | None = Word.PARTLY, step: int = 1) -> AnswerTold:
    asked = question(kind)
    reflecting = kind is QuestionKind.REFLECTION
    answer = AnswerTold(
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
                OptionTold(o.html, o.position in (0, 1), credit, "<em>Because</em>.") for o, credit in options
            ),
        )
    if kind is QuestionKind.ORDER:
        places = (PlaceTold("Listen", 1, 1), PlaceTold("Write it down", 3, 2), PlaceTold("Tell the lead", 2, 3))
        return replace(answer, places=places, why_html="Her words first.")
    if kind is QuestionKind.MATCH:
        rows = (
            RowTold("Misses lunch", "It is hard", "Something changed", False),
            RowTold("Laughs", "Hard", "Hard", True),
        )
        return replace(answer, headings_html=asked.headings_html, rows=rows, why_html="Both are words of a kind.")
    if kind is QuestionKind.SHORT:
        return replace(answer, accepted=("999", "nine nine nine"), given_text="<101>", why_html="Danger now: 999.")
    return replace(answer, prompt_html=asked.prompt_html, given_text="For me.\nAlone.")


@pytest.fixture
def render(app: Flask, join: Join) -> Callable[..., Page]:
    """A page of the site from its template, checked as every page is."""
    person = join("Alice")[0]

    def rendered(template: str, **values: object) -> Page:
        with app.test_request_context():
            g.person = person
            page = Page(render_template(template, **values))
        page.check()
        return page

    return rendered


Render = Callable[..., Page]
AS_ASKED = {"problems": (), "refused": False, "posted": None, "finished": False, "carry": "signed"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("where", [of_a_set, in_a_scenario])
def test_each_control_has_a_label_and_each_group_a_legend(
    render: Render, kind: QuestionKind, where: Callable[[QuestionKind], QuestionPage]
) -> None:
    page = render("questions/question.html", page=where(kind), **AS_ASKED)
    fields = [f for tag in ("input", "select", "textarea") for f in page.all(tag) if f.get("type") != "hidden"]
    labels = [label["for"] for label in page.all("label")]
    assert fields and sorted(f["id"] or "" for f in fields) == sorted(label or "" for label in labels)
    assert len(page.all("fieldset")) == len(page.all("legend"))
    assert page.all("div", id="stem")
    assert any("stem" in (a.get("aria-describedby") or "") for _, a in page.tags)
    assert page.form("/attempts/abc/steps/2")["question"] == "1"


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_given_stands_in_the_form_that_comes_back(render: Render, kind: QuestionKind) -> None:
    problems = (("certainty", "Choose how sure you are"),)
    values = AS_ASKED | {"problems": problems, "posted": GIVEN[kind]}
    page = render("questions/question.html", page=of_a_set(kind), **values)
    assert page.title.startswith("Error: choose how sure you are")
    given = GIVEN[kind]
    checked = {a["value"] for a in page.all("input", name="answer") if "checked" in a}
    assert checked == {str(position) for position in given.positions}
    picked = [a["value"] for a in page.all("option") if "selected" in a]
    assert picked == [str(place) for place in given.places]
    assert not given.text or given.text in "".join(page.words) or page.all("input", name="text", value=given.text)
    sure = [a["value"] for a in page.all("input", name="certainty") if "checked" in a]
    assert sure == ([given.certainty] if given.certainty else [])


@pytest.mark.parametrize(
    ("kind", "field", "target"),
    [
        (QuestionKind.ONE, "answer", "answer-0"),
        (QuestionKind.SEVERAL, "answer", "answer-0"),
        (QuestionKind.TRUE_FALSE, "answer", "answer-0"),
        (QuestionKind.ORDER, "place-1", "place-1"),
        (QuestionKind.MATCH, "place-1", "place-1"),
        (QuestionKind.SHORT, "text", "text"),
        (QuestionKind.SHORT, "certainty", "certainty-0"),
    ],
)
def test_an_error_is_in_the_summary_with_a_link_to_its_field_and_beside_the_field(
    render: Render, kind: QuestionKind, field: str, target: str
) -> None:
    values = AS_ASKED | {"problems": ((field, "Do this"),), "posted": Given()}
    page = render("questions/question.html", page=of_a_set(kind), **values)
    assert page.all("a", href=f"#{target}")
    assert [a for _, a in page.tags if a.get("id") == target]
    assert page.all("p", id=f"{field}-error")
    assert any(f"{field}-error" in (a.get("aria-describedby") or "") for _, a in page.tags)
    assert page.text.count("Do this") == 2


@pytest.mark.parametrize("kind", KINDS)
def test_an_answered_question_shows_what_is_recorded_and_no_form(render: Render, kind: QuestionKind) -> None:
    answered = replace(of_a_set(kind), answered=True, current=4, recorded=GIVEN[kind])
    page = render("questions/question.html", page=answered, **AS_ASKED)
    assert SAID[kind] in page.text.split("Your answer, recorded")[1]
    assert not page.all("form", action="/attempts/abc/steps/2")
    links = {a["href"] for a in page.all("a")}
    assert {"/attempts/abc/steps/2/feedback", "/attempts/abc/steps/3", "/attempts/abc/steps/4"} <= links


def test_what_is_right_is_not_linked_before_the_end_where_it_is_told_at_the_end(render: Render) -> None:
    kind = QuestionKind.ONE
    answered = replace(of_a_set(kind), answered=True, current=4, recorded=GIVEN[kind], tells_each=False)
    page = render("questions/question.html", page=answered, **AS_ASKED)
    assert "/attempts/abc/steps/2/feedback" not in {a["href"] for a in page.all("a")}
    page = render("questions/question.html", page=answered, **AS_ASKED | {"finished": True})
    assert "/attempts/abc/steps/2/feedback" in {a["href"] for a in page.all("a")}


@pytest.mark.parametrize("kind", KINDS)
def test_another_answer_shows_what_is_recorded_and_what_was_sent(render: Render, kind: QuestionKind) -> None:
    recorded = replace(GIVEN[kind], text="Other words") if GIVEN[kind].text else GIVEN[kind]
    answered = replace(of_a_set(kind), answered=True, current=4, recorded=recorded)
    page = render("questions/question.html", page=answered, **AS_ASKED | {"refused": True, "posted": GIVEN[kind]})
    sent, kept = page.text.split("You sent just now")[1].split("Your answer, recorded")
    assert SAID[kind] in sent
    assert ("Other words" if GIVEN[kind].text else SAID[kind]) in kept
    assert len(page.all("textarea")) == bool(GIVEN[kind].text), "typed text can be copied"


def test_in_a_scenario_the_passage_comes_first_and_then_what_was_answered_before(render: Render) -> None:
    page = render("questions/question.html", page=in_a_scenario(QuestionKind.ONE), **AS_ASKED)
    places = [
        page.text.index(text)
        for text in ("The corridor empties", "About your last answer", "Question 2 of 2", "Choose one answer")
    ]
    assert places == sorted(places)
    assert "In this scenario: Low mood." in page.text


@pytest.mark.parametrize("where", [of_a_set, in_a_scenario])
def test_every_question_has_pause_support_and_the_box(
    render: Render, where: Callable[[QuestionKind], QuestionPage]
) -> None:
    page = render("questions/question.html", page=where(QuestionKind.ONE), **AS_ASKED)
    assert "Does this remind you of a real child?" in page.text
    assert "tell your safeguarding lead today: Kim" in page.text
    assert "Support: call Sam." in page.text
    assert page.all("a", href="/attempts/abc/pause")
    assert "Saved 23 November, 14:32" in page.text


def test_a_select_offers_plain_text_and_the_page_the_whole(render: Render) -> None:
    page = render("questions/question.html", page=of_a_set(QuestionKind.MATCH), **AS_ASKED)
    assert page.text.count("Something changed at home & nobody has asked about it so far") == 3
    assert "&lt;em&gt;" not in page.html


def feedback(kind: QuestionKind, word: Word | None = Word.PARTLY, current: int | None = 2) -> FeedbackPage:
    return FeedbackPage("abc", 1, current, "m", "listening", "Listening to children", 2, 12, told(kind, word), False)


@pytest.mark.parametrize("kind", KINDS)
def test_feedback_says_what_is_right_and_why(render: Render, kind: QuestionKind) -> None:
    page = render("questions/feedback.html", page=feedback(kind))
    assert page.all("a", href="/attempts/abc/steps/2")
    for said in {
        QuestionKind.ONE: ("You chose this Right", "Not right", "Because"),
        QuestionKind.SEVERAL: ("You chose this Right", "Because"),
        QuestionKind.TRUE_FALSE: ("You chose this Right", "Because"),
        QuestionKind.ORDER: ("You put it here, too", "You put it at place 3", "Her words first."),
        QuestionKind.MATCH: ("You chose: It is hard", "You chose this, too", "Both are words"),
        QuestionKind.SHORT: ("<101>", "999, or nine nine nine", "Danger now"),
        QuestionKind.REFLECTION: ("Who would you ask?", "For me. Alone."),
    }[kind]:
        assert said in page.text
    assert ("worth talking about" in page.text) == (kind is not QuestionKind.REFLECTION)


@pytest.mark.parametrize(
    ("word", "said"), [(Word.MET, "Right"), (Word.PARTLY, "Partly right"), (Word.MISSED, "Not right")]
)
def test_a_verdict_is_a_word_and_a_shape_and_never_blames(render: Render, word: Word, said: str) -> None:
    page = render("questions/feedback.html", page=feedback(QuestionKind.ONE, word))
    assert page.title.startswith(f"{said}: ")
    assert page.all("strong", **{"class": f"verdict verdict--{word.name.lower()}"})
    assert not {"incorrect", "wrong", "failed"} & set(page.text.lower().split())


def test_after_the_last_answer_feedback_leads_to_the_result(render: Render) -> None:
    page = render("questions/feedback.html", page=feedback(QuestionKind.ONE, current=None))
    assert page.all("a", href="/attempts/abc/result")


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


BUTTONS = {
    RetakeWord.FIRST: "Start",
    RetakeWord.AGAIN: "Try again",
    RetakeWord.FURTHER: "Try again",
    RetakeWord.PASSED: "Practise again",
}


@pytest.mark.parametrize("word", list(RetakeWord))
def test_the_start_page_offers_what_is_open_now(render: Render, word: RetakeWord) -> None:
    page = render("questions/start.html", page=start(STANDINGS[word]))
    action = "/questions/m/listening/start"
    forms = page.all("form", action=action)
    assert len(forms) == (word in BUTTONS)
    assert word not in BUTTONS or BUTTONS[word] in page.text
    assert not forms or ("practice" in page.form(action)) == (word is RetakeWord.PASSED)
    for said in ("about 10 minutes", "about 12, drawn for you", "80%", "how sure you are", "who sees it", "appraisal"):
        assert said in page.text


def test_an_open_attempt_is_gone_on_with_whatever_else_is_open(render: Render) -> None:
    page = render("questions/start.html", page=replace(start(STANDINGS[RetakeWord.AGAIN]), open_attempt="abc"))
    assert "Go on from where you stopped" in page.text and "Try again" not in page.text
    practising = replace(start(STANDINGS[RetakeWord.PASSED]), open_attempt="abc", open_is_practice=True)
    page = render("questions/start.html", page=practising)
    assert page.form("/questions/m/listening/start")["practice"] == "1"


@pytest.mark.parametrize("template", ["questions/start.html", "questions/result.html"])
@pytest.mark.parametrize("ways", [WAYS, ()])
def test_tries_that_are_used_up_are_never_a_bare_lock(
    render: Render, template: str, ways: tuple[tuple[str, str, str], ...]
) -> None:
    standing = replace(STANDINGS[RetakeWord.USED_UP], ways=ways, opens_at=None if ways else AT)
    page = render(template, page=start(standing) if "start" in template else result(standing))
    assert "talk it through" in page.text and "Kim" in page.text
    assert bool(page.all("a", href="/training/m/third-letter")) == bool(ways)
    assert ("opens on 23 November 2026, 14:32" in page.text) == (not ways)
    assert MISSING[0] in page.text


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
            SetPointShown("talk", "Talk with the child, alone", Word.PARTLY, 50, False, True, where, steps=(0, 1)),
        ),
        practices=(SetPointShown("words", "Write her own words", Word.MET, 100, True, False, (), steps=(0,)),),
        critical=(CriticalShown("Talk with the child, alone", Word.PARTLY),),
        certainties=((Knowing.TALK, (1,)), (Knowing.KNEW, (0,))),
        told=tuple(
            replace(told(kind, Word.MET if step == 0 else Word.PARTLY, step), title=f"Question {step}")
            for step, kind in enumerate(KINDS)
        ),
        retake=retake,
        source="Learning from reviews",
        publisher="NSPCC",
        published="2026",
    )


def test_a_result_says_how_sure_somebody_was_before_the_points_and_why_a_high_score_did_not_pass(
    render: Render,
) -> None:
    page = render("questions/result.html", page=result(STANDINGS[RetakeWord.AGAIN]))
    said = (
        "83%",
        "Your score is high enough",
        "Sure, and worth talking about",
        "Knew it",
        "Share what worries you",
        "Not shown yet",
        "Every question again",
        "What next?",
    )
    places = [page.text.index(text) for text in said]
    assert places == sorted(places)
    assert "Kept from your try of 23 November 2026" in page.text
    assert "not for appraisal, capability or recruitment" in page.text
    anchors = {a.get("id") for _, a in page.tags}
    for link in page.all("a"):
        assert not (link["href"] or "").startswith("#") or (link["href"] or "")[1:] in anchors


def test_practice_says_that_it_changes_no_record(render: Render) -> None:
    page = render("questions/result.html", page=result(STANDINGS[RetakeWord.PASSED], practice=True))
    assert "This was practice. It changes no record" in page.text
    assert page.title.startswith("Practice")
    assert page.form("/questions/m/listening/start")["practice"] == "1"


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_form_is_read_as_it_was_filled_in_and_survives_sign_in(app: Flask, kind: QuestionKind) -> None:
    given = GIVEN[kind]
    fields = carrying.fields_of(given)
    sent: dict[str, list[str]] = {}
    for name, value in fields:
        sent.setdefault(name, []).append(value)
    with app.test_request_context(method="POST", data=sent):
        assert carrying.posted_reply() == (True, given)
        held = Held(Carry("p", "abc", 2), given=given)
        assert carrying.read_held(carrying.sign(held)) == held


@pytest.mark.parametrize(
    "sent",
    [
        {"answer": "x"},
        {"answer": ["0", "-1"]},
        {"answer": ""},
        {"place-0": "two"},
        {"place-x": "1"},
        {"place--1": "1"},
        {"place-0": ["1", "2"]},
        {"place-0": "1", "place-00": "1"},
        {"place-999": "1"},
        {"text": ["one", "two"]},
        {"certainty": ["sure", "not sure"]},
    ],
)
def test_a_form_that_is_none_of_ours_is_not_read(app: Flask, sent: dict[str, str | list[str]]) -> None:
    with app.test_request_context(method="POST", data={"question": "1", **sent}):
        assert carrying.posted_reply() == (False, None)


def test_a_form_without_its_sign_is_no_question_and_only_its_choice_is_read(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"choice": "1", "answer": "0", "text": "no"}):
        assert carrying.posted_reply() == (True, 1)


def test_a_place_that_was_left_open_is_left_open(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"question": "1", "place-2": "0", "place-0": ""}):
        assert carrying.posted_given() == Given(places=(None, None, 0))


def test_an_answer_to_confirm_is_told_and_goes_out_as_it_came(render: Render) -> None:
    for kind in KINDS:
        given = GIVEN[kind]
        values = {"given": given, "fields": carrying.fields_of(given), "carry": "signed"}
        page = render("questions/confirm.html", page=of_a_set(kind), **values)
        assert SAID[kind] in page.text
        form = page.form("/attempts/abc/steps/2")
        assert form["question"] == "1" and form.get("text", "") == given.text


def test_pause_says_that_the_place_is_kept(render: Render) -> None:
    page = render("questions/pause.html", page=of_a_set(QuestionKind.ONE), finished=False)
    assert "you go on from the same question" in page.text
    page = render("attempts/pause.html", page=in_a_scenario(QuestionKind.ONE))
    assert "Just a phase" in page.title
