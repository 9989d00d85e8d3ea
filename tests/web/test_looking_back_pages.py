"""Debrief, map and reflections."""

from flask import Flask, render_template_string

from quizapp.model.pages import Chosen
from quizapp.services.site.site import Site
from tests.services.example_site import MODULE, SCENARIO
from tests.web.browser import Browser
from tests.web.conftest import Join


def test_titles_at_the_top_of_what_one_looks_back_at_lead_there(alice: Browser, finished: str) -> None:
    debrief = f"{finished}/debrief"
    for path, up in ((debrief, f"/training/{MODULE}/{SCENARIO}"), (f"{finished}/map", debrief)):
        top = alice.get(path).html.partition('class="eyebrow"')[2].partition("</p>")[0]
        assert f'href="{up}"' in top and 'href="/training"' in top


def test_the_debrief_says_the_outcome_first_then_what_was_shown_and_where_it_comes_from(
    alice: Browser, finished: str
) -> None:
    page = alice.get(f"{finished}/debrief")
    assert page.title.startswith("The child is safer")
    for said in (
        "75%",
        "The pass mark is 70%",
        "Partly shown",
        "Three weeks is a lasting change",
        "Low mood, self-harm or suicidal talk was waved away as normal for a teenager.",
        "Child mental health: learning from case reviews",
        "NSPCC Learning, May 2023",
        "Safe practice",
        "not for appraisal, capability or recruitment",
    ):
        assert said in page.text, said
    links = [a["href"] for a in page.all("a")]
    assert {f"{finished}/map", f"{finished}/reflections", "/training"} <= set(links)
    order = ("Heard and shared", "came up", "75%", "What next?", "Point by point", "on the map", "remind you of a real")
    places = [page.text.index(said) for said in order]
    assert places == sorted(places)


def test_a_point_that_was_not_shown_says_what_would_have_shown_it_where_it_was_asked(
    alice: Browser, finished: str
) -> None:
    page = alice.get(f"{finished}/debrief")
    said = ("You chose Agree, and keep half an eye", "What would have shown it Ask Maya for five", "You took")
    places = [page.text.index(one) for one in said]
    assert places == sorted(places)
    assert page.text.count("What would have shown it") == 1, "and only there"
    assert "Your way beside the way with the best choices" in page.text


def test_a_harm_ending_offers_people_to_talk_to_before_any_score_or_mark(alice: Browser, begun: str) -> None:
    for number, choice in enumerate("10"):
        alice.send(alice.get(f"{begun}/steps/{number}"), f"{begun}/steps/{number}", choice=choice)
    page = alice.get(f"{begun}/debrief")
    assert page.title.startswith("The child comes to harm")
    order = ("A promise", "Support: call Sam.", "Your score", "Not passed this time", "Missed")
    places = [page.text.index(said) for said in order]
    assert places == sorted(places)


def test_the_fact_of_the_path_says_where_a_point_was_shown_and_not_that_this_was_the_last_time(
    alice: Browser, begun: str
) -> None:
    for number, choice in enumerate("010"):
        alice.send(alice.get(f"{begun}/steps/{number}"), f"{begun}/steps/{number}", choice=choice)
    page = alice.get(f"{begun}/debrief")
    assert "came up at 2 of them: you showed it at one of them, at “Nothing said”." in page.text
    assert "the last time at" not in page.text.partition("Your score")[0]
    assert "Without them an attempt does not pass, whatever the score:" in page.text


def test_a_critical_point_has_one_word_on_the_page_and_where_another_decided_it_says_so(
    alice: Browser, begun: str
) -> None:
    for number, choice in enumerate("010"):
        alice.send(alice.get(f"{begun}/steps/{number}"), f"{begun}/steps/{number}", choice=choice)
    html = alice.get(f"{begun}/debrief").html
    box = html.partition('class="score__critical"')[2].partition("</div>")[0]
    told = [item.partition("</li>")[0] for item in box.split("<li>")[1:]]
    cards = [card.partition("</details>")[0] for card in html.split('<details class="point">')[1:]]
    short = "and missed the last time, at “Five minutes”, which decides"
    whole = "missed the last time that it came up, at “Five minutes”, and for what is critical the last time decides"
    lead, safety = "Tell the safeguarding lead", "Ask whether the child is safe"
    for text, word, decided in ((lead, "Partly shown", True), (safety, "Missed", False)):
        (reason,) = [item for item in told if text in item]
        (card,) = [card for card in cards if text in card.partition("</summary>")[0]]
        assert f">{word}</strong>" in reason and f">{word}</strong>" in card.partition("</summary>")[0]
        assert (short in reason, whole in card) == (decided, decided)


def test_the_debrief_leads_on_to_the_next_task_and_keeps_the_first_attempt_where_it_is_played_again(
    alice: Browser, begun: str
) -> None:
    """The example asks for another scenario passed, so that a play that did not pass leads to playing it again."""
    for number, choice in enumerate("00"):
        alice.send(alice.get(f"{begun}/steps/{number}"), f"{begun}/steps/{number}", choice=choice)
    page = alice.get(f"{begun}/debrief")
    (main,) = [a for a in page.all("a") if "govuk-button" in (a.get("class") or "")]
    assert main["href"] == f"/training/{MODULE}/{SCENARIO}"
    assert "It can be shown at “Five minutes”" in page.text, "what this way did not come to"
    assert "Play it again" in page.text and "Your first attempt is kept as it is" in page.text


def test_the_debrief_of_an_open_attempt_leads_back_into_the_story(alice: Browser, begun: str) -> None:
    for path in ("debrief", "reflections"):
        assert alice.client.get(f"{begun}/{path}").headers["Location"] == begun


def test_the_map_is_a_picture_with_a_name_and_the_same_as_a_list(alice: Browser, finished: str) -> None:
    page = alice.get(f"{finished}/map")
    (drawing,) = page.all("svg", role="img")
    assert drawing["aria-labelledby"] == "map-title map-text"
    (region,) = [r for r in page.all("div", role="region") if r["class"] == "map"]
    assert region["tabindex"] == "0"
    assert page.text.count("You chose") == 3


def test_a_finished_way_stands_beside_the_best_one_and_an_open_one_alone(
    alice: Browser, bob: Browser, finished: str
) -> None:
    page = alice.get(f"{finished}/map")
    assert page.text.count("With the best choice ") == 1
    assert page.text.count("A best choice here") == 2
    assert "this way goes straight on" in page.text and "Where both ways end" in page.text
    assert 'class="map__line map__line--best"' in page.html and "Both" in page.text
    start = bob.get(f"/training/{MODULE}/{SCENARIO}")
    begun = bob.send(start, f"/training/{MODULE}/{SCENARIO}/start").headers["Location"]
    bob.send(bob.get(f"{begun}/steps/0"), f"{begun}/steps/0", choice="0")
    open_one = bob.get(f"{begun}/map")
    assert "best" not in open_one.html.partition("<main")[2].partition("</main>")[0]
    assert "Find where you are" in open_one.text


def test_reflections_are_kept_to_the_letter_and_only_for_their_writer(
    alice: Browser, bob: Browser, finished: str, site: Site, join: Join
) -> None:
    written = 'She said "fine" & I <b>believed</b> it.\nÜber-tired. 🙂'
    page = alice.get(f"{finished}/reflections")
    action = f"{finished}/reflections"
    saved = alice.send(page, action, **{"reflection-0": written, "reflection-99": "no such prompt", "score": "9"})
    assert "Saved. Only you can see" in alice.get(saved.headers["Location"]).text
    assert written in "".join(alice.get(action).words)
    bob.get(action, 404)
    bob.post(action, {"csrf_token": bob.token(), "reflection-0": "x"}, 404)
    assert written in "".join(alice.get(action).words)


def test_an_answer_is_one_line_with_its_order_or_its_pairs(app: Flask) -> None:
    say = '{% from "looking_back/_chosen.html" import chosen_line %}{{ chosen_line(it) }}'
    with app.test_request_context():
        lines = [
            render_template_string(say, it=it)
            for it in (
                Chosen(("<em>Wait</em>",)),
                Chosen(("Ask", "Tell")),
                Chosen(("Ask", "Tell"), in_order=True),
                Chosen(("the school", "the GP"), to_html=("Attendance", "Sleep")),
            )
        ]
    assert lines == ["<em>Wait</em>", "Ask; Tell", "Ask, then Tell", "Attendance: the school; Sleep: the GP"]
