"""The facilitator's pack: a scenario to play together, as a trainer prints it. It has no marks, and no whys."""

from string import ascii_uppercase

from quizapp.engine import packs
from quizapp.model import things
from quizapp.model.acts import Act, must
from quizapp.model.pack import (
    OnlyIf,
    PackBlock,
    PackChoice,
    PackPage,
    PackPassage,
    PackQuestion,
    PackTerm,
    PlanLine,
    PlanPart,
    SessionPlan,
)
from quizapp.model.people import Person
from quizapp.model.scenario import Block, Choice, Condition, Passage, Term, Visited
from quizapp.services.site.site import Playable, Site

SHORT_PLAN, LONG_PLAN = 30, 60  # minutes
SHORT_STOPS, LONG_STOPS = 3, 6


def pack_page(site: Site, viewer: Person, module: str, scenario: str) -> PackPage | None:
    """The pack of a live scenario; None where it is not live. NotPossible for anybody but a trainer."""
    must(viewer, Act.USE_PACK)
    with site.database.read() as connection:
        live = site.live(things.scenario(module, scenario), connection)
        if live is None:
            return None
        playable = site.playable(live.version, connection)
        module_title = site.module_titles(connection)[module]
    story, briefing = playable.compiled.scenario, playable.compiled.briefing
    numbers = {passage.anchor: n for n, passage in enumerate(story.passages, 1)}
    short, long = packs.stops(playable.story, SHORT_STOPS), packs.stops(playable.story, LONG_STOPS)
    tested = (briefing.get(point) for point in story.learning_points)
    return PackPage(
        module=module,
        module_title=module_title,
        scenario=scenario,
        title=story.title,
        you_are=story.you_are,
        minutes=story.minutes,
        content_note=story.content_note,
        nation=story.nation,
        introduction_html=playable.html[story.introduction.slot],
        counters=tuple((counter.name, counter.start) for counter in story.counters),
        plans=(_plan(playable, numbers, short, SHORT_PLAN), _plan(playable, numbers, long, LONG_PLAN)),
        passages=tuple(_passage(playable, numbers, passage, long) for passage in story.passages),
        debrief_html=tuple(playable.html[prompt.slot] for prompt in story.debrief),
        points=tuple(point.text for point in tested if point is not None),
        source=briefing.source,
        publisher=briefing.publisher,
        published=briefing.published,
    )


def _plan(playable: Playable, numbers: dict[str, int], stops: tuple[str, ...], minutes: int) -> SessionPlan:
    """A plan whose lines make so many minutes together: what the stops leave goes to talking it over at the end."""
    opening, each = (4, 5) if minutes == SHORT_PLAN else (8, 6)
    lines = [PlanLine(opening, PlanPart.OPENING)]
    for number, anchor in enumerate(stops, 1):
        title = playable.story.passages[anchor].title
        lines.append(PlanLine(each, PlanPart.STOP, number, numbers[anchor], title))
    ending = 2 if minutes == SHORT_PLAN else 4
    lines.append(PlanLine(ending, PlanPart.ENDING))
    left = minutes - sum(line.minutes for line in lines)
    lines.append(PlanLine(left, PlanPart.DEBRIEF))
    return SessionPlan(minutes, tuple(lines))


def _passage(playable: Playable, numbers: dict[str, int], passage: Passage, stops: tuple[str, ...]) -> PackPassage:
    html = playable.html
    way_on = passage.way_on
    return PackPassage(
        number=numbers[passage.anchor],
        title=passage.title,
        blocks=tuple(_block(playable, numbers, block) for block in passage.blocks),
        questions=tuple(_question(playable, link.id) for link in passage.questions),
        choices=tuple(
            _choice(playable, numbers, letter, choice)
            for letter, choice in zip(ascii_uppercase, passage.choices, strict=False)
        ),
        continue_html=html[way_on.label.slot] if way_on else "",
        continue_page=numbers[way_on.target] if way_on else 0,
        outcome=passage.outcome,
        is_decision=passage.is_decision,
        stop=stops.index(passage.anchor) + 1 if passage.anchor in stops else 0,
        is_hardest=passage.anchor == playable.compiled.scenario.hardest,
    )


def _block(playable: Playable, numbers: dict[str, int], block: Block) -> PackBlock:
    condition = block.condition
    otherwise = condition is not None and condition.negated
    return PackBlock(playable.html[block.prose.slot], _only_if(numbers, condition), otherwise)


def _question(playable: Playable, question_id: str) -> PackQuestion:
    question, html = playable.story.questions[question_id], playable.html
    options = tuple(html[option.label.slot] for option in question.options)
    return PackQuestion(question.title, html[question.stem.slot], options)


def _choice(playable: Playable, numbers: dict[str, int], letter: str, choice: Choice) -> PackChoice:
    return PackChoice(
        letter=letter,
        html=playable.html[choice.label.slot],
        page=numbers[choice.target],
        only_if=_only_if(numbers, choice.condition),
        then_html=playable.html[choice.then.slot] if choice.then else "",
        changes=tuple((change.counter, change.by) for change in choice.changes),
    )


def _only_if(numbers: dict[str, int], condition: Condition | None) -> OnlyIf:
    """A condition with the numbers of pages for their anchors."""
    if condition is None:
        return ()
    return tuple(tuple(_term(numbers, term) for term in terms) for terms in condition.alternatives)


def _term(numbers: dict[str, int], term: Term) -> PackTerm:
    if isinstance(term, Visited):
        return PackTerm(page=numbers.get(term.anchor, 0), negated=term.negated)
    return PackTerm(counter=term.counter, operator=term.operator, number=term.number)
