"""What the walk says of small stories, each code at least twice and not, and how it agrees with brute force."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.engine import moves
from quizapp.engine.walk import findings
from quizapp.engine.walk.walk import explored, walk
from quizapp.model.components import components
from quizapp.model.diagnostics import Severity
from tests.engine.example import just_a_phase
from tests.engine.stories import any_story, choice, counter, ending, every_place, passage, said, told

TRUST = (counter("trust", 0, 0, 3),)


def test_the_example_is_clean():
    report = walk(just_a_phase())
    assert report.diagnostics == ()
    assert report.complete


# trap


def test_a_circle_without_a_way_out_is_a_trap():
    story = told(
        passage("one", choice("two"), choice("done")),
        passage("two", to="three", line=7),
        passage("three", to="two"),
        ending("done"),
    )
    (trap,) = said(story, "trap")
    assert (trap.severity, trap.span.line) == (Severity.ERROR, 7)
    assert trap.text == "no ending can be reached from `Two`"
    assert "One (choice 1) > Two" in trap.help


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_where_all_plainly_comes_to_an_end_there_is_no_circle_that_nobody_leaves(seed: int, is_broken: bool):
    found = explored(any_story(seed, circles=True, is_broken=is_broken))
    ways = [[there for _, there in after] for after in found.after]
    kept = [own for own in map(set, components(ways)) if all(ways[s] and own.issuperset(ways[s]) for s in own)]
    assert not (kept and findings._all_come_to_an_end(found))


def test_a_trap_at_one_counter_value_only_is_found():
    story = told(
        passage("one", choice("hub", changes="trust +1"), choice("hub")),
        passage("hub", choice("done", when="trust >= 1"), choice("round"), line=9),
        passage("round", to="hub"),
        ending("done"),
        counters=TRUST,
    )
    (trap,) = said(story, "trap")
    assert trap.span.line == 9
    assert "when trust is 0" in trap.text
    assert "One (choice 2) > Hub" in trap.help


def test_a_passage_that_leads_to_itself_for_ever_is_a_trap():
    assert len(said(told(passage("one", to="one"), ending("done")), "trap")) == 1


def test_a_circle_with_a_way_out_is_no_trap():
    story = told(passage("one", choice("two"), choice("done")), passage("two", to="one"), ending("done"))
    assert not said(story, "trap")


def test_a_circle_that_wears_off_is_no_trap():
    story = told(
        passage("one", choice("one", changes="trust +1"), choice("done", when="trust = 3")),
        ending("done"),
        counters=TRUST,
    )
    assert not said(story, "trap")


def test_a_circle_with_a_dead_link_is_left_to_content():
    assert not walk(told(passage("one", choice("one"), choice("gone")), ending("done"))).diagnostics


# never-taken


def test_a_choice_whose_condition_never_holds_is_never_taken():
    story = told(
        passage("one", choice("done"), choice("done", when="trust >= 1", line=5)), ending("done"), counters=TRUST
    )
    (never,) = said(story, "never-taken")
    assert (never.severity, never.span.line) == (Severity.ERROR, 6)
    assert "`trust >= 1`" in never.text


def test_a_choice_that_needs_a_passage_from_another_branch_is_never_taken():
    story = told(
        passage("one", choice("two"), choice("three")),
        passage("two", to="done"),
        passage("three", choice("done"), choice("done", when="visited #two")),
        ending("done"),
    )
    assert len(said(story, "never-taken")) == 1


def test_a_choice_that_somebody_can_take_is_not_never_taken():
    story = told(
        passage("one", choice("two", changes="trust +1"), choice("two")),
        passage("two", choice("done"), choice("done", when="trust >= 1")),
        ending("done"),
        counters=TRUST,
    )
    assert not walk(story).diagnostics


def test_with_a_dead_link_only_what_no_story_could_satisfy_is_never_taken():
    story = told(
        passage("one", choice("gone"), choice("two")),
        passage(
            "two",
            choice("done"),
            choice("done", when="trust >= 1"),
            choice("done", when="trust > 3"),
            choice("done", when="visited #one and not visited #one"),
        ),
        ending("done"),
        counters=TRUST,
    )
    assert [d.text.split(":")[0] for d in said(story, "never-taken")] == [
        "nobody can ever take choice 3 of `Two`",
        "nobody can ever take choice 4 of `Two`",
    ]


# nothing-left


def test_a_passage_whose_choices_all_have_conditions_can_have_nothing_left():
    story = told(
        passage("one", choice("two", changes="trust +1"), choice("two")),
        passage("two", choice("done", when="trust >= 1"), line=8),
        ending("done"),
        counters=TRUST,
    )
    (nothing,) = said(story, "nothing-left")
    assert (nothing.severity, nothing.span.line) == (Severity.ERROR, 8)
    assert nothing.text == "no choice is offered at `Two` when trust is 0"
    assert "One (choice 2) > Two" in nothing.help
    assert not said(story, "trap")


def test_a_hub_whose_choices_run_out_has_nothing_left():
    story = told(
        passage("hub", choice("a", when="not visited #a"), choice("done", when="not visited #a")),
        passage("a", to="hub"),
        ending("done"),
    )
    (nothing,) = said(story, "nothing-left")
    assert "`A` was visited" in nothing.text


def test_conditions_that_cover_every_state_leave_something():
    story = told(
        passage("one", choice("two", changes="trust +1"), choice("two")),
        passage("two", choice("done", when="trust >= 1"), choice("done", when="trust < 1")),
        ending("done"),
        counters=TRUST,
    )
    assert not walk(story).diagnostics


# unreached


def test_a_passage_that_no_link_leads_to_is_unreached():
    story = told(passage("one", to="done"), passage("two", to="done", line=4), ending("done"))
    (d,) = said(story, "unreached")
    assert (d.severity, d.span.line) == (Severity.WARNING, 4)
    assert d.text == "the passage `Two` is never reached: no way leads to it from the start"


def test_a_passage_reachable_by_links_but_at_no_counter_value_is_unreached():
    story = told(
        passage("one", choice("two", changes="trust +1"), choice("two")),
        passage("two", choice("done"), choice("three", when="trust >= 2")),
        passage("three", to="done"),
        ending("done"),
        counters=TRUST,
    )
    (d,) = said(story, "unreached")
    assert d.text == "the passage `Three` is never reached: links lead to it, but their conditions never allow it"
    assert len(said(story, "never-taken")) == 1


def test_an_ending_can_be_unreached():
    (d,) = said(told(passage("one", to="done"), ending("done"), ending("other")), "unreached")
    assert d.text.startswith("the ending `Other`")


def test_nothing_is_unreached_where_a_loose_end_may_lead_there():
    assert not walk(told(passage("one", to="gone"), passage("two", to="done"), ending("done"))).diagnostics
    assert not walk(told(passage("one"), passage("two", to="done"), ending("done"))).diagnostics


# prose-never-shown


def test_prose_whose_condition_never_holds_is_never_shown():
    story = told(
        passage("one", to="two"), passage("two", to="done", shown_if="not visited #one", line=4), ending("done")
    )
    (d,) = said(story, "prose-never-shown")
    assert (d.severity, d.span.line) == (Severity.WARNING, 5)


def test_prose_at_a_counter_value_that_never_comes_is_never_shown():
    story = told(passage("one", to="done", shown_if="trust = 2"), ending("done"), counters=TRUST)
    assert len(said(story, "prose-never-shown")) == 1


def test_otherwise_is_never_shown_where_its_condition_always_holds():
    for always in ("visited #one", "trust >= 0", "trust < 2 or visited #one"):
        two = passage("two", to="done", shown_if=always, otherwise=True, line=4)
        (d,) = said(told(passage("one", to="two"), two, ending("done"), counters=TRUST), "prose-never-shown")
        assert (d.severity, d.span.line, d.text) == (
            Severity.WARNING,
            7,
            f"this prose is never shown: `{always}` always holds at `Two`",
        )


def test_otherwise_is_shown_where_its_condition_does_not_hold():
    story = told(
        passage("one", choice("two"), choice("three")),
        passage("two", to="three"),
        passage("three", to="done", shown_if="visited #two", otherwise=True),
        ending("done"),
    )
    assert not walk(story).diagnostics


def test_otherwise_may_be_shown_where_a_loose_end_leads():
    two = passage("two", to="done", shown_if="visited #one", otherwise=True)
    story = told(passage("one", choice("two"), choice("gone")), two, ending("done"))
    assert not said(story, "prose-never-shown")


def test_prose_that_somebody_sees_is_shown():
    story = told(
        passage("one", choice("two"), choice("three")),
        passage("two", to="three"),
        passage("three", to="done", shown_if="visited #two"),
        ending("done"),
    )
    assert not walk(story).diagnostics


# marked-twice


def test_a_decision_on_a_circle_is_marked_twice():
    story = told(passage("one", choice("one", "a missed"), choice("done", "a met"), line=3), ending("done"), points="a")
    (d,) = said(story, "marked-twice")
    assert (d.severity, d.span.line) == (Severity.NOTE, 3)


def test_a_decision_that_a_hub_leads_back_to_is_marked_twice():
    story = told(
        passage("hub", choice("one"), choice("done", when="visited #one")),
        passage("one", choice("hub", "a missed"), choice("hub", "a met")),
        ending("done"),
        points="a",
    )
    assert len(said(story, "marked-twice")) == 1


def test_a_decision_that_its_hub_offers_once_is_not_marked_twice():
    story = told(
        passage("hub", choice("one", when="not visited #one"), choice("done", when="visited #one")),
        passage("one", choice("hub", "a missed"), choice("hub", "a met")),
        ending("done"),
        points="a",
    )
    assert not walk(story).diagnostics


# walk-cut-off


def test_a_walk_that_is_cut_off_says_what_stays_unproved():
    report = walk(just_a_phase(), limit=3)
    (d,) = report.diagnostics
    assert (d.code, d.severity, report.complete) == ("walk-cut-off", Severity.NOTE, False)
    assert "every passage is reached" in d.text
    assert "3 states" in d.text


def test_a_cut_off_walk_still_tells_what_it_saw():
    story = told(
        passage("one", choice("stuck"), choice("round"), choice("p0")),
        passage("stuck", choice("done", when="trust > 3")),
        passage("round", to="round"),
        *(passage(f"p{n}", to=f"p{n + 1}") for n in range(9)),
        ending("p9"),
        ending("done"),
        counters=TRUST,
    )
    assert {d.code for d in walk(story, limit=5).diagnostics} == {"trap", "nothing-left", "walk-cut-off"}
    assert {d.code for d in walk(story).diagnostics} == {"trap", "nothing-left", "never-taken", "unreached"}


def test_a_search_that_is_cut_off_names_the_critical_id():
    # Whatever is chosen comes to one half, which only a search among many ways of earning it can tell.
    both = [
        passage(f"d{n}", choice(f"d{n + 1}", f"{p} missed, {q} met"), choice(f"d{n + 1}", f"{p} met, {q} missed"))
        for n, (p, q) in enumerate(["ab", "cd", "ac", "bd", "ad", "bc"])
    ]
    story = told(
        *both,
        passage("d6", choice("done", "x met"), choice("done", "x missed")),
        ending("done"),
        points="a b c d",
        practices="x",
        critical="x",
        pass_percent=51,
    )
    limit = walk(story).states
    assert not walk(story).diagnostics
    report = walk(story, limit)
    assert report.complete
    assert [d.code for d in report.diagnostics] == ["walk-cut-off"]
    assert "`x`" in report.diagnostics[0].text


# any story


def test_no_passages_and_only_an_ending_are_walked():
    assert walk(told()).diagnostics == ()
    assert walk(told(ending("done"))).diagnostics == ()


seeds = st.integers(0, 10**6)


@given(seeds, st.booleans(), st.booleans())
@settings(max_examples=250, deadline=None)
def test_the_walk_never_raises_and_says_the_same_again(seed, circles, asks):
    for limit in (1, 5, 200_000):
        story = any_story(seed, circles, is_broken=True, asks=asks)
        assert walk(story, limit) == walk(story, limit)


@given(seeds, st.booleans())
@settings(max_examples=400, deadline=None)
def test_the_walk_agrees_with_brute_force(seed, circles):
    agree_with_brute_force(any_story(seed, circles))


@given(seeds, st.booleans())
@settings(max_examples=150, deadline=None)
def test_the_walk_of_a_story_that_asks_agrees_with_brute_force(seed, circles):
    agree_with_brute_force(any_story(seed, circles, asks=True))


def agree_with_brute_force(story):
    places = every_place(story)
    report = walk(story)
    assert report.complete
    codes = {}
    for d in report.diagnostics:
        codes.setdefault(d.code, []).append(d.text)

    def named(code: str) -> set[str]:
        return {text.split("`")[1].lower() for text in codes.get(code, ())}

    reached = {p.passage for p in places}
    assert named("unreached") == set(story.passages) - reached
    stuck = {p.passage for p, after in places.items() if not after and not story.passages[p.passage].is_ending}
    assert named("nothing-left") == stuck
    assert named("marked-twice") == {
        p.passage
        for p in places
        if p.passage in p.visited and (story.passages[p.passage].is_decision or p.passage in story.asked)
    }
    shown = {(p.passage, id(block)) for p in places for block in moves.blocks(story, p)}
    hidden = [
        passage.title.lower()
        for passage in story.passages.values()
        for block in passage.blocks
        if passage.anchor in reached and (passage.anchor, id(block)) not in shown
    ]
    assert sorted(text.split("`")[-2].lower() for text in codes.get("prose-never-shown", ())) == sorted(hidden)
    leaving = {p for p, after in places.items() if not after}
    while more := {p for p, after in places.items() if p not in leaving and leaving & set(after)}:
        leaving |= more
    assert bool(codes.get("trap")) == (len(leaving) < len(places))
    assert named("trap") <= {p.passage for p in places if p not in leaving}
