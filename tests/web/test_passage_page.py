"""One answered step, as the browser sees it (DESIGN §4)."""

import re
from collections.abc import Callable

import pytest

from quizapp.services.site.site import Site
from tests.services.example_site import MODULE, SCENARIO
from tests.web.browser import Browser, Page

Count = Callable[[str], int]
START = f"/training/{MODULE}/{SCENARIO}"


def test_an_answer_is_stored_and_the_next_page_explains_it_before_the_scene(
    alice: Browser, begun: str, steps: Count
) -> None:
    page = alice.get(f"{begun}/steps/0")
    answered = alice.send(page, f"{begun}/steps/0", choice="0")
    assert answered.headers["Location"] == f"{begun}/steps/1"
    assert steps(begun) == 1
    after = alice.get(f"{begun}/steps/1").text
    places = [after.index(t) for t in ("Page 2", "About your choice", "By Thursday Maya", "What should you do?")]
    assert places == sorted(places)
    assert "Three weeks is a lasting change" in after
    assert "Saved 23 November, 14:32" in after


def test_a_passage_has_its_choices_as_radios_in_a_fieldset_with_a_legend(alice: Browser, begun: str) -> None:
    page = alice.get(f"{begun}/steps/0")
    radios = page.all("input", type="radio", name="choice")
    assert [r["value"] for r in radios] == ["0", "1", "2"]
    assert {r["id"] for r in radios} == {label["for"] for label in page.all("label")}
    assert len(page.all("fieldset")) == len(page.all("legend")) == 1


def test_nothing_that_gives_an_answer_away_is_sent_before_it_is_stored(alice: Browser, begun: str) -> None:
    for path in (START, begun + "/steps/0", begun + "/map", begun + "/pause"):
        response = alice.client.get(path)
        sent = response.text + str(response.headers)
        for secret in ("lasting change", "talk-directly", "her-mother", "Her mother", "nothing-said", "five-minutes"):
            assert secret not in sent, (path, secret)


def test_sending_without_choosing_names_the_problem_and_keeps_the_form(
    alice: Browser, begun: str, steps: Count
) -> None:
    page = alice.get(f"{begun}/steps/0")
    refused = alice.send(page, f"{begun}/steps/0", 400)
    assert "<title>Error: choose what to do" in refused.text
    assert 'href="#choice-0"' in refused.text and 'id="choice-0"' in refused.text
    assert steps(begun) == 0


@pytest.mark.parametrize("choice", ["9", "-1", "zwei", "", "0 ", "٣", "9" * 30])
def test_a_choice_that_is_not_offered_is_refused(alice: Browser, begun: str, steps: Count, choice: str) -> None:
    page = alice.get(f"{begun}/steps/0")
    refused = alice.send(page, f"{begun}/steps/0", 409, choice=choice)
    assert "not saved" in refused.text
    assert steps(begun) == 0


def test_two_choices_at_once_are_refused(alice: Browser, begun: str, steps: Count) -> None:
    fields = alice.get(f"{begun}/steps/0").form(f"{begun}/steps/0")
    alice.post(f"{begun}/steps/0", {**fields, "choice": ["0", "1"]}, 400)
    assert steps(begun) == 0


def test_only_the_choice_is_read_from_a_form(alice: Browser, begun: str, steps: Count) -> None:
    page = alice.get(f"{begun}/steps/0")
    forged = {"score": "100", "passed": "1", "person": "2", "number": "7", "target": "five-minutes", "role": "manager"}
    alice.send(page, f"{begun}/steps/0", choice="0", **forged)
    assert "Nothing said" in alice.get(f"{begun}/steps/1").title
    assert steps(begun) == 1


def test_the_same_answer_again_leads_on_and_is_stored_once(alice: Browser, begun: str, steps: Count) -> None:
    page = alice.get(f"{begun}/steps/0")
    for _ in range(3):
        again = alice.send(page, f"{begun}/steps/0", choice="0")
        assert again.headers["Location"] == f"{begun}/steps/1"
    assert steps(begun) == 1


def test_another_answer_from_an_old_tab_shows_what_is_recorded_and_the_way_on(
    alice: Browser, begun: str, steps: Count
) -> None:
    page = alice.get(f"{begun}/steps/0")
    alice.send(page, f"{begun}/steps/0", choice="0")
    refused = alice.send(page, f"{begun}/steps/0", 409, choice="1").text
    assert "This answer was not saved: one is recorded already" in refused
    assert "Ask Maya for five minutes after the bell" in refused.split("You sent just now")[1]
    assert "keep half an eye on her" in refused.split("Your answer, recorded")[1]
    assert f'href="{begun}/steps/1"' in refused
    assert steps(begun) == 1


def test_going_back_shows_the_recorded_answer_and_no_form(alice: Browser, begun: str) -> None:
    page = alice.get(f"{begun}/steps/0")
    alice.send(page, f"{begun}/steps/0", choice="0")
    back = alice.get(f"{begun}/steps/0")
    assert not back.all("input", type="radio")
    assert "Your answer, recorded" in back.text
    assert f"{begun}/steps/1" in [a["href"] for a in back.all("a")]


def test_a_step_that_is_not_reached_leads_to_where_the_person_is(alice: Browser, begun: str, steps: Count) -> None:
    page = alice.get(f"{begun}/steps/0")
    assert alice.client.get(f"{begun}/steps/7").headers["Location"] == f"{begun}/steps/0"
    alice.post(f"{begun}/steps/7", page.form(f"{begun}/steps/0") | {"choice": "0"}, 409)
    assert steps(begun) == 0


def test_a_continue_is_a_button_with_the_authors_words(alice: Browser, begun: str) -> None:
    alice.send(alice.get(f"{begun}/steps/0"), f"{begun}/steps/0", choice="2")
    page = alice.get(f"{begun}/steps/1")
    assert "You go and find Maya" in page.text and not page.all("input", type="radio")
    alice.send(page, f"{begun}/steps/1")
    assert "Five minutes" in alice.get(f"{begun}/steps/2").title


def test_an_ending_says_its_outcome_first_and_leads_to_the_debrief(alice: Browser, finished: str) -> None:
    page = alice.get(f"{finished}/steps/3")
    assert page.title.startswith("The child is safer: Heard and shared")
    assert f"{finished}/debrief" in [a["href"] for a in page.all("a")]
    places = [page.text.index(t) for t in ("About your choice", "meets Maya within the hour", "See your debrief")]
    assert places == sorted(places)


def test_starting_twice_lands_on_the_same_attempt(alice: Browser) -> None:
    page = alice.get(START)
    first = alice.send(page, f"{START}/start").headers["Location"]
    assert alice.send(page, f"{START}/start").headers["Location"] == first


def test_pause_says_that_the_place_is_kept_and_the_place_is_kept(alice: Browser, begun: str) -> None:
    alice.send(alice.get(f"{begun}/steps/0"), f"{begun}/steps/0", choice="0")
    assert "Your place is kept" in alice.get(f"{begun}/pause").text
    assert alice.client.get(begun).headers["Location"] == f"{begun}/steps/1"
    assert begun in [a["href"] for a in alice.get("/training").all("a")]


def test_the_question_of_a_scene_stands_once_and_names_its_choices(alice: Browser, begun: str) -> None:
    page = alice.get(f"{begun}/steps/0")
    assert page.text.count("What should you do?") == 1
    assert '<legend class="govuk-fieldset__legend">What should you do?</legend>' in page.html
    assert in_order(page, "a fire drill at ten.</p>", "<fieldset", 'name="choice"')
    alice.send(page, f"{begun}/steps/0", choice="0")
    back = alice.get(f"{begun}/steps/0")
    assert "a fire drill at ten. <strong>What should you do?</strong></p>" in back.html, "to be read as it was"


def test_each_page_says_where_one_is_and_about_how_long_it_takes_yet(alice: Browser, begun: str) -> None:
    said = [where(alice, f"{begun}/steps/0")]
    alice.send(alice.get(f"{begun}/steps/0"), f"{begun}/steps/0", choice="2")
    said.append(where(alice, f"{begun}/steps/1"))
    alice.send(alice.get(f"{begun}/steps/1"), f"{begun}/steps/1")
    alice.send(alice.get(f"{begun}/steps/2"), f"{begun}/steps/2", choice="0")
    assert [page.partition(", about ")[0] for page in said] == ["Page 1", "Page 2"]
    assert all(re.fullmatch(r"Page \d, about \d minutes left", page) for page in said), said
    assert where(alice, f"{begun}/steps/0") == "Page 1", "whoever looks back has nothing left to do there"
    assert where(alice, f"{begun}/steps/3") == "Page 4, the end of the story"


def test_one_line_that_opens_has_support_the_note_and_pause(alice: Browser, begun: str) -> None:
    page = alice.get(f"{begun}/steps/0")
    (line,) = page.all("details")
    assert "open" not in line
    inside = page.html.partition("<details")[2].partition("</details>")[0]
    assert "Reminded of a real child? Pause, or get help</span></summary>" in inside
    for said in (
        "Does this remind you",
        "Support: call Sam.",
        "In this scenario:",
        'form="step" name="then" value="pause"',
    ):
        assert said in inside.partition("</summary>")[2], said
    assert len(page.all("button", name="then", value="pause")) == 2, "and beside the button"


def where(browser: Browser, path: str) -> str:
    return re.findall(r'<span class="where-page">(.*?)</span>', browser.get(path).html)[0]


def in_order(page: Page, *texts: str) -> bool:
    places = [page.html.index(text) for text in texts]
    return places == sorted(places)


def test_every_page_of_a_story_has_pause_support_the_note_and_the_box(alice: Browser, finished: str) -> None:
    for path in ("/steps/0", "/steps/3", "/debrief", "/reflections", "/map", "/pause"):
        page = alice.get(finished + path)
        assert "Does this remind you of a real child?" in page.text
        assert "tell your safeguarding lead today: Kim" in page.text
        assert "Support: call Sam." in page.text
        assert "Low mood, and a child who says that she hurts herself." in page.text
        pauses = page.all("a", href=f"{finished}/pause") or page.all("button", name="then", value="pause")
        assert path == "/pause" or pauses


def test_the_start_page_says_what_somebody_should_know_first(alice: Browser, site: Site) -> None:
    text = alice.get(START).text
    for said in (
        "a form tutor in a secondary school",
        "about 8 minutes",
        "England",
        "Low mood, and a child",
        "Support: call Sam.",
        "What is recorded, and who sees it",
        "key not yet agreed by a practitioner panel",
        "Do this another way",
        "not for appraisal, capability or recruitment",
    ):
        assert said in text
