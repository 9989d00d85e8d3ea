"""The pages of question sets, from what the services say: each kind asked, refused, recorded and told (DESIGN §7)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask, g, render_template, request

from quizapp.model.play import Given
from quizapp.model.problems import Code, Problem
from quizapp.model.questions import QuestionKind
from quizapp.model.quiz_pages import QuestionPage
from quizapp.model.quizzes import RetakeWord
from quizapp.model.scenario import Word
from quizapp.web import carrying
from quizapp.web.carrying import Carry, WaitingAnswer
from tests.web.browser import Page
from tests.web.conftest import Join
from tests.web.question_pages import (
    AT,
    GIVEN,
    KINDS,
    MISSING,
    SAID,
    STANDINGS,
    WAYS,
    feedback,
    in_a_scenario,
    of_a_set,
    result,
    start,
)


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
    problems = (Problem("certainty", Code.MISSING),)
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
    ("kind", "field", "target", "code", "words"),
    [
        (QuestionKind.ONE, "answer", "answer-0", Code.MISSING, "Choose an answer"),
        (QuestionKind.SEVERAL, "answer", "answer-0", Code.MISSING, "Choose at least one answer"),
        (QuestionKind.TRUE_FALSE, "answer", "answer-0", Code.MISSING, "Choose an answer"),
        (QuestionKind.ORDER, "place-1", "place-1", Code.MISSING, "Choose a place for each"),
        (QuestionKind.ORDER, "place-1", "place-1", Code.REPEATED, "Give each a different place"),
        (QuestionKind.MATCH, "place-1", "place-1", Code.MISSING, "Choose a match for each row"),
        (QuestionKind.SHORT, "text", "text", Code.MISSING, "Type your answer"),
        (QuestionKind.SHORT, "certainty", "certainty-0", Code.MISSING, "Choose how sure you are"),
    ],
)
def test_an_error_is_in_the_summary_with_a_link_to_its_field_and_beside_the_field(
    render: Render, kind: QuestionKind, field: str, target: str, code: Code, words: str
) -> None:
    values = AS_ASKED | {"problems": (Problem(field, code),), "posted": Given()}
    page = render("questions/question.html", page=of_a_set(kind), **values)
    assert page.all("a", href=f"#{target}")
    assert [a for _, a in page.tags if a.get("id") == target]
    assert page.all("p", id=f"{field}-error")
    assert any(f"{field}-error" in (a.get("aria-describedby") or "") for _, a in page.tags)
    assert page.text.count(words) == 2
    assert page.title.startswith(f"Error: {words[0].lower()}{words[1:]} – ")


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


def test_in_a_scenario_what_was_answered_before_comes_first_and_then_the_passage(render: Render) -> None:
    page = render("questions/question.html", page=in_a_scenario(QuestionKind.ONE), **AS_ASKED)
    places = [
        page.text.index(text)
        for text in ("About your last answer", "The corridor empties", "Question 2 of 2", "Choose one answer")
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
    assert len(page.all("button", name="then", value="pause")) == 2, "each takes what is in the form with it"
    assert "Saved 23 November, 14:32" in page.text


def test_a_select_offers_plain_text_and_the_page_the_whole(render: Render) -> None:
    page = render("questions/question.html", page=of_a_set(QuestionKind.MATCH), **AS_ASKED)
    assert page.text.count("Something changed at home & nobody has asked about it so far") == 3
    assert "&lt;em&gt;" not in page.html


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
    assert "Questions: 12, drawn for you" in page.text
    for said in ("about 10 minutes", "80%", "how sure you are", "who sees it", "appraisal"):
        assert said in page.text


def test_an_open_attempt_is_gone_on_with_whatever_else_is_open(render: Render) -> None:
    page = render("questions/start.html", page=replace(start(STANDINGS[RetakeWord.AGAIN]), open_attempt="abc"))
    assert "Go on from where you stopped" in page.text and "Try again" not in page.text
    practising = replace(start(STANDINGS[RetakeWord.PASSED]), open_attempt="abc", open_is_practice=True)
    page = render("questions/start.html", page=practising)
    assert page.form("/questions/m/listening/start")["practice"] == "1"


@pytest.mark.parametrize("template", ["questions/start.html", "questions/result.html"])
@pytest.mark.parametrize("ways", [WAYS, ()])
def test_attempts_that_are_used_up_are_never_a_bare_lock(
    render: Render, template: str, ways: tuple[tuple[str, str, str], ...]
) -> None:
    standing = replace(STANDINGS[RetakeWord.USED_UP], ways=ways, opens_at=None if ways else AT)
    page = render(template, page=start(standing) if "start" in template else result(standing))
    assert "talk it through" in page.text and "Kim" in page.text
    assert bool(page.all("a", href="/training/m/third-letter")) == bool(ways)
    assert ("opens on 23 November 2026, 14:32" in page.text) == (not ways)
    assert MISSING[0] in page.text


def test_a_result_says_how_sure_somebody_was_before_the_points_and_why_a_high_score_did_not_pass(
    render: Render,
) -> None:
    page = render("questions/result.html", page=result(STANDINGS[RetakeWord.AGAIN]))
    said = (
        "83%",
        "Your score is high enough",
        "What next?",
        "Sure, and worth talking about",
        "Knew it",
        "Not shown yet",
        "You chose",
        "What would have shown it",
        "Ask her today",
        "Share what worries you",
        "Every question again",
    )
    places = [page.text.index(text) for text in said]
    assert places == sorted(places)
    assert "Kept from your attempt of 23 November 2026" in page.text
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
        waiting = WaitingAnswer(Carry("p", "abc", 2), given=given)
        assert carrying.read_waiting(carrying.sign(waiting)) == waiting


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
        assert carrying.read_given(request.form) == Given(places=(None, None, 0))


def test_an_answer_that_was_put_aside_is_told_where_somebody_pauses(render: Render) -> None:
    for kind in KINDS:
        page = render("questions/pause.html", page=of_a_set(kind), finished=False, kept=GIVEN[kind])
        assert SAID[kind] in page.text
        assert "kept, and not sent" in page.text


def test_pause_says_that_the_place_is_kept(render: Render) -> None:
    page = render("questions/pause.html", page=of_a_set(QuestionKind.ONE), finished=False)
    assert "you go on from the same question" in page.text
    page = render("attempts/pause.html", page=in_a_scenario(QuestionKind.ONE))
    assert "Just a phase" in page.title
