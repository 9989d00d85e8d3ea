"""The facilitator's pack: a story to play together, with plans that add up, and nothing that gives a mark away."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest

from quizapp.model.pack import PackPage, PlanPart
from quizapp.model.people import Person, Role
from quizapp.model.play import NotPossible
from quizapp.model.published import SourceFile
from quizapp.services.authoring.packs import pack_page
from quizapp.services.authoring.publishing import publish
from quizapp.services.site.site import Site
from tests.databases import Files
from tests.services.quiz_files import CANARIES, MODULE, SCENARIO, quiz_files, with_canaries

MARK_WORDS = re.compile(r"\b(?:met|partly|missed)\b|safe-to-talk|talk-directly|tell-safeguarding-lead", re.IGNORECASE)


@pytest.fixture
def live() -> tuple[Files, ...]:
    return (quiz_files,)


@pytest.fixture
def tess(join: Callable[..., Person]) -> Person:
    return join("Tess", Role.TRAINER)


def pack(site: Site, viewer: Person, scenario: str = SCENARIO) -> PackPage:
    page = pack_page(site, viewer, MODULE, scenario)
    assert page is not None
    return page


def texts(part: object) -> Iterator[str]:
    """Every text of the page, however deep."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one)
    elif is_dataclass(part):
        for one_field in fields(part):
            yield from texts(getattr(part, one_field.name))


def long_story(decisions: int, critical: int) -> tuple[SourceFile, ...]:
    """The module with a story of so many decisions in a row, of which this one (from 1) marks a critical practice."""
    head = (
        "---\nyou-are: a teacher\nminutes: 12\nnation: england\ncontent-note: None.\npass: 50\n"
        "critical: tell-safeguarding-lead\n---\n\n# Long way\n\nA long way.\n"
    )
    passages = ""
    for n in range(1, decisions + 1):
        point = "tell-safeguarding-lead" if n == critical else "talk-directly"
        to = f"page-{n + 1}" if n < decisions else "ending-there"
        passages += (
            f"\n## Page {n}\n\nHere is page {n}.\n\n"
            f"- [Go on {n}](#{to})\n    - {point}: met\n    - Why: It helps.\n"
            f"- [Stop at {n}](#ending-stopped)\n    - {point}: missed\n    - Why: It waits.\n"
        )
    ends = (
        "\n## Ending: There\n\nOutcome: safer\n\nThere.\n\n## Ending: Stopped\n\nOutcome: uncertain\n\nStopped.\n"
        "\n## Debrief\n\n- What helped?\n"
    )
    made = SourceFile(f"scenarios/{MODULE}/long-way.md", (head + passages + ends).encode())
    return (*quiz_files(), made)


def test_only_trainers_have_packs(site: Site, alice: Person, tess: Person):
    with pytest.raises(NotPossible):
        pack_page(site, alice, MODULE, SCENARIO)
    assert pack_page(site, tess, MODULE, "nothing") is None


def test_no_mark_and_no_why_is_in_the_pack(site: Site, tess: Person):
    for text in texts(pack(site, tess)):
        assert not MARK_WORDS.search(text), text
    assert publish(site, with_canaries()).publications
    for text in texts(pack(site, tess)):
        assert not any(canary in text for canary in CANARIES[:3]), text


def test_pages_are_numbered_and_choices_lead_to_them(site: Site, tess: Person):
    page = pack(site, tess)
    assert [(p.number, p.title, p.is_decision) for p in page.passages][:2] == [
        (1, "Registration", True),
        (2, "The corridor", True),
    ]
    first, corridor, *endings = page.passages
    assert [(c.letter, c.page, c.only_if, c.changes) for c in first.choices] == [("A", 2, (), ()), ("B", 4, (), ())]
    assert [q.title for q in corridor.questions] == ["The register", "Passing it on"]
    assert [len(q.options_html) for q in corridor.questions] == [3, 3]
    assert [(e.number, e.outcome is not None, e.choices) for e in endings] == [(3, True, ()), (4, True, ())]
    assert page.points == ("Ask the child directly how they are.", "Make a place where children can talk.")


@pytest.mark.parametrize("decisions", [1, 3, 5, 9])
def test_the_minutes_of_each_plan_add_up_and_stops_come_in_story_order(site: Site, tess: Person, decisions: int):
    assert publish(site, long_story(decisions, decisions)).publications
    page = pack(site, tess, "long-way")
    assert [plan.minutes for plan in page.plans] == [30, 60]
    for plan, most in zip(page.plans, (3, 6), strict=True):
        assert sum(line.minutes for line in plan.lines) == plan.minutes
        assert all(line.minutes > 0 for line in plan.lines)
        at = [line.page for line in plan.lines if line.part is PlanPart.STOP]
        assert len(at) == min(decisions, most) and at == sorted(set(at))
        assert decisions in at  # the critical one
    stops = [p.stop for p in page.passages if p.stop]
    assert stops == list(range(1, min(decisions, 6) + 1))


def test_the_plans_of_a_short_story_add_up(site: Site, tess: Person):
    for plan in pack(site, tess).plans:
        assert sum(line.minutes for line in plan.lines) == plan.minutes
