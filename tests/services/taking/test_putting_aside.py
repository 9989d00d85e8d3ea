"""What stands in a form and is not sent: kept to the letter for its owner, until the step is stored."""

import pytest
from sqlalchemy import text

from quizapp.model.people import Person
from quizapp.model.play import ONE_THING, REFLECTIONS
from quizapp.services.operating.doctor import check_invariants
from quizapp.services.site.site import Site
from quizapp.services.taking import intentions, learning, putting_aside
from quizapp.store.people import people
from tests.services.example_site import MODULE, SCENARIO
from tests.services.taking import rows

WORDS = 'Ask “how are you, really?” & wait.\nਮੈਂ ਪੁੱਛਾਂਗਾ 🙂 \\ "quoted"'
LONGEST = (*((f"reflection-{n}", "🙂" * 4000) for n in range(20)),)
CHOSEN = (("choice", "1"),)


@pytest.fixture
def attempt(site: Site, alice: Person) -> str:
    begun = learning.start(site, alice, MODULE, SCENARIO)
    assert begun is not None
    return begun


def finish(site: Site, person: Person, attempt: str) -> None:
    for number in range(2):
        learning.answer(site, person, attempt, number, 1)


def unsent(site: Site) -> int:
    return len(rows(site, "SELECT * FROM unsent"))


def test_it_is_in_the_page_of_its_step_until_the_step_is_stored(site: Site, alice: Person, attempt: str):
    assert putting_aside.keep(site, alice, attempt, 0, (("question", "1"), ("text", WORDS)))
    assert putting_aside.keep(site, alice, attempt, 0, CHOSEN), "in place of what was there"
    page = learning.passage_page(site, alice, attempt, None)
    assert page is not None and page.unsent == CHOSEN and not page.answered
    assert check_invariants(site) == ()
    learning.answer(site, alice, attempt, 0, 0)
    assert unsent(site) == 0, "the step took it with it"
    for number in (0, 1, None):
        page = learning.passage_page(site, alice, attempt, number)
        assert page is not None and page.unsent == ()


def test_it_is_kept_to_the_letter_and_with_every_field_at_its_longest(site: Site, alice: Person, attempt: str):
    assert putting_aside.keep(site, alice, attempt, 0, (("text", WORDS),))
    assert putting_aside.of_form(site, alice, attempt, 0) == (("text", WORDS),)
    assert putting_aside.keep(site, alice, attempt, 0, (("text", "half a \ud83d, and \0 nothing"),))
    assert putting_aside.of_form(site, alice, attempt, 0) == (("text", "half a ?, and  nothing"),)
    finish(site, alice, attempt)
    assert putting_aside.keep(site, alice, attempt, REFLECTIONS, LONGEST)
    assert putting_aside.of_form(site, alice, attempt, REFLECTIONS) == LONGEST


def test_only_a_form_that_waits_can_be_put_aside(site: Site, alice: Person, bob: Person, attempt: str):
    for who, of, number in ((alice, attempt, 1), (alice, attempt, REFLECTIONS), (bob, attempt, 0), (alice, "no", 0)):
        assert not putting_aside.keep(site, who, of, number, CHOSEN)
    finish(site, alice, attempt)
    for number in (0, 1, 2):
        assert not putting_aside.keep(site, alice, attempt, number, CHOSEN), "a finished attempt has no form"
    assert unsent(site) == 0


def test_nobody_else_reads_it_changes_it_or_takes_it_away(site: Site, alice: Person, bob: Person, attempt: str):
    putting_aside.keep(site, alice, attempt, 0, CHOSEN)
    assert putting_aside.of_form(site, bob, attempt, 0) == ()
    assert learning.passage_page(site, bob, attempt, 0) is None
    assert not putting_aside.keep(site, bob, attempt, 0, ())
    assert putting_aside.of_form(site, alice, attempt, 0) == CHOSEN


def test_a_form_after_a_story_is_kept_until_it_is_saved(site: Site, alice: Person, attempt: str):
    finish(site, alice, attempt)
    for number in (REFLECTIONS, ONE_THING):
        assert putting_aside.keep(site, alice, attempt, number, (("will", WORDS),))
    assert check_invariants(site) == ()
    assert learning.save_reflections(site, alice, attempt, {0: "Saved"})
    assert putting_aside.of_form(site, alice, attempt, REFLECTIONS) == ()
    assert intentions.keep(site, alice, attempt, "", site.today(), typed_day=True), "not saved"
    assert putting_aside.of_form(site, alice, attempt, ONE_THING) == (("will", WORDS),)
    assert intentions.keep(site, alice, attempt, "Saved", None, typed_day=False) == ()
    assert unsent(site) == 0
    for is_done, left in ((True, 1), (False, 0)):
        putting_aside.keep(site, alice, attempt, ONE_THING, (("will", WORDS),))
        assert intentions.over(site, alice, attempt, is_done)
        assert unsent(site) == left


def test_whoever_is_erased_leaves_nothing_unsent(site: Site, alice: Person, bob: Person, attempt: str):
    begun = learning.start(site, bob, MODULE, SCENARIO)
    assert begun is not None
    for who, of in ((alice, attempt), (bob, begun)):
        assert putting_aside.keep(site, who, of, 0, CHOSEN)
    with site.database.write() as connection:
        people.set_state(connection, alice.id, "left")
        assert connection.execute(text("SELECT count(*) FROM unsent")).scalar_one() == 2, "they may come back"
        people.set_state(connection, alice.id, "erased")
    assert unsent(site) == 1
    assert putting_aside.of_form(site, bob, begun, 0) == CHOSEN
    assert check_invariants(site) == ()
