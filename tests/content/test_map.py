"""The map places every passage, draws every way on, and is the same each time."""

import re
from concurrent.futures import ThreadPoolExecutor

from quizapp.content.map import layout
from quizapp.model.diagnostics import Span
from quizapp.model.prose import Prose
from quizapp.model.scenario import Choice, Continue, Outcome, Passage, Scenario

SPAN = Span("scenarios/m/s.md", 1)
PATH = re.compile(r"M-?[\d.]+,-?[\d.]+( C(-?[\d.]+,-?[\d.]+ ?){3})+")


def label(slot: str) -> Prose:
    return Prose(slot, 'x"]; n9 [label="no', SPAN)


def passage(anchor: str, *targets: str, way_on: str = "") -> Passage:
    choices = tuple(Choice(label(f"{anchor}/choice/{n}"), to, SPAN, SPAN) for n, to in enumerate(targets))
    go_on = Continue(label(f"{anchor}/continue"), way_on, SPAN, SPAN) if way_on else None
    outcome = None if targets or way_on else Outcome.SAFER
    return Passage(anchor, anchor.title(), SPAN, choices=choices, way_on=go_on, outcome=outcome)


def scenario(*passages: Passage) -> Scenario:
    return Scenario(
        module="m",
        id="s",
        title="S",
        span=SPAN,
        you_are="you",
        minutes=5,
        nation="england",
        content_note="none",
        introduction=label("introduction"),
        passages=passages,
        debrief=(),
        learning_points=(),
        practices=(),
    )


STORY = scenario(
    passage("start", "left", "right", "right"),
    passage("left", way_on="end"),
    passage("right", "start", "end", "nowhere"),
    passage('odd "]; } name\\', "end"),
    passage("end"),
)


def test_every_passage_has_a_box_inside_the_picture_and_none_overlap() -> None:
    drawn = layout(STORY)
    assert [b.anchor for b in drawn.boxes] == [p.anchor for p in STORY.passages]
    for box in drawn.boxes:
        assert box.width / 2 <= box.x <= drawn.width - box.width / 2
        assert box.height / 2 <= box.y <= drawn.height - box.height / 2
        for other in drawn.boxes:
            apart = abs(box.x - other.x) >= box.width or abs(box.y - other.y) >= box.height
            assert other is box or apart


def test_the_story_runs_downwards() -> None:
    heights = {b.anchor: b.y for b in layout(STORY).boxes}
    assert heights["start"] < heights["left"] < heights["end"]


def test_every_way_on_has_a_line_of_its_own_and_a_dead_one_has_none() -> None:
    drawn = layout(STORY)
    assert [(line.source, line.choice, line.target) for line in drawn.lines] == [
        ("start", 0, "left"),
        ("start", 1, "right"),
        ("start", 2, "right"),
        ("left", None, "end"),
        ("right", 0, "start"),
        ("right", 1, "end"),
        ('odd "]; } name\\', 0, "end"),
    ]
    assert drawn.lines[1].path != drawn.lines[2].path


def test_lines_are_svg_paths_with_an_arrow_of_three_corners() -> None:
    for line in layout(STORY).lines:
        assert PATH.fullmatch(line.path), line.path
        assert len(line.arrow.split()) == 3


def test_an_arrow_ends_at_the_box_that_it_leads_to() -> None:
    drawn = layout(STORY)
    boxes = {b.anchor: b for b in drawn.boxes}
    for line in drawn.lines:
        x, y = (float(number) for number in line.arrow.split()[1].split(","))
        box = boxes[line.target]
        assert abs(x - box.x) <= box.width / 2 + 2
        assert abs(y - box.y) <= box.height / 2 + 2


def test_the_same_story_gives_the_same_map_from_any_thread() -> None:
    first = layout(STORY)
    with ThreadPoolExecutor(4) as threads:
        assert all(again == first for again in threads.map(lambda _: layout(STORY), range(12)))


def test_a_way_back_to_the_same_passage_and_a_lone_passage_are_drawn() -> None:
    assert len(layout(scenario(passage("a", "a", "b"), passage("b"))).lines) == 2
    lone = layout(scenario(passage("a")))
    assert lone.lines == ()
    assert lone.width > 150


def test_no_passages_give_an_empty_picture() -> None:
    assert layout(scenario()).boxes == ()
