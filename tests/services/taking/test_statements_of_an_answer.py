"""How many statements each database is asked for an answered question of a set, its feedback, and the next question."""

import pytest

from quizapp.model.people import Person
from quizapp.model.play import Given
from quizapp.services.site import accounts
from quizapp.services.site.site import Site
from quizapp.services.taking import learning
from tests.databases import Files
from tests.services.quiz_files import quiz_files
from tests.services.taking import begin, run_of
from tests.web.growing import counted


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


def test_an_answered_question_takes_no_more_than_six_statements(site: Site, alice: Person):
    attempt = begin(site, alice)
    with site.database.write() as connection:
        token = accounts.open_session(site, connection, alice, site.now())
    assert learning.passage_for(site, token, attempt, 0)[1] is not None
    with counted() as said:
        answered = learning.answer_for(site, token, attempt, 0, Given(positions=(0,), certainty="sure"))[1]
        told = learning.feedback_for(site, token, attempt, 0)[1]
        page = learning.passage_for(site, token, attempt, 1)[1]
    assert answered is not None and told is not None and page is not None and page.number == 1
    assert len(said) == (5 if site.database.dialect == "sqlite" else 6), said
    assert run_of(site, alice, attempt).steps[0].answer is not None
