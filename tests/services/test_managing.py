"""Who a manager sees, and what of them."""

from collections.abc import Callable

import pytest

from quizapp.exchange.csv import safe, team_csv
from quizapp.model.people import Person, Progress, Role
from quizapp.model.play import NotPossible
from quizapp.services import learning
from quizapp.services.managing import my_team
from quizapp.services.site import Site
from quizapp.store import audit
from tests.services.example_site import MODULE, SCENARIO


def test_a_manager_sees_their_own_people_and_nobody_else(site: Site, join: Callable[..., Person]):
    alice, _, robin = join("Alice"), join("Zed", team="Team Z"), join("Robin", Role.MANAGER, manages=("Team A",))
    attempt = learning.start(site, alice, MODULE, SCENARIO)
    assert attempt
    (table,) = my_team(site, robin)
    assert [(r.person, r.standings[0].progress) for r in table.rows] == [
        ("Alice", Progress.IN_PROGRESS),
        ("Robin", Progress.NOT_STARTED),
    ]
    for number in (0, 1):
        learning.answer(site, alice, attempt, number, 1)
    (table,) = my_team(site, robin)
    standing = table.rows[0].standings[0]
    assert (standing.progress, standing.attempts) == (Progress.PASSED, 1)
    assert standing.finished == site.now()


def test_only_managers_may_look(site: Site, alice: Person):
    with pytest.raises(NotPossible):
        my_team(site, alice)


def test_looking_and_exporting_are_audited(site: Site, join: Callable[..., Person]):
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    with site.database.read() as connection:
        before = audit.count(connection)
    my_team(site, robin)
    my_team(site, robin, exported=True)
    with site.database.read() as connection:
        assert audit.count(connection) == before + 2


def test_the_csv_holds_the_same_rows_and_no_formula(site: Site, join: Callable[..., Person]):
    join("=HYPERLINK(1)")
    robin = join("Robin", Role.MANAGER, manages=("Team A",))
    text = team_csv(my_team(site, robin)).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and len(text.splitlines()) == 3


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1"])
def test_a_formula_is_shown_as_text(cell: str):
    assert safe(cell).startswith("'")


def test_an_ordinary_name_stays_as_it_is():
    assert safe("Anne-Marie O'Neill") == "Anne-Marie O'Neill"
