"""Learning points × teams, of people's first marks: for managers their branches, for authors everybody; never who."""

from collections import Counter
from collections.abc import Mapping, Sequence

from quizapp.engine.suppression import FEWEST, Counts, Shown, are_safe_parts
from quizapp.model.acts import Act, can, must
from quizapp.model.briefing import PointKind
from quizapp.model.figure_pages import (
    ChoiceCount,
    DecisionCounts,
    FiguresAsked,
    FiguresPage,
    PointFigures,
    PointPage,
)
from quizapp.model.first_marks import NO_ONE_CHOICE
from quizapp.model.people import Person
from quizapp.model.published import LiveModule
from quizapp.model.things import thing_at
from quizapp.services.records.counted_once import Counted, counted
from quizapp.services.records.grouping import Column, Teams, is_shown
from quizapp.services.site import noting
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.records import figure_rows, teams
from quizapp.store.records.figure_rows import ChoiceSum

_Decision = tuple[str, str]  # a version, and a passage or question in it


def figures_page(site: Site, viewer: Person, asked: FiguresAsked, *, export: bool = False) -> FiguresPage | None:
    """The table of a module for the teams asked for; None for a module or a team that is not there for the viewer.

    NotPossible for whoever is neither a manager nor an author. Looking is audited once a day, an export each time.
    """
    must(viewer, Act.SEE_FIGURES)
    with site.database.snapshot() as connection:
        found = _teams(site, connection, viewer)
        modules, titles = site.live_modules(connection), site.module_titles(connection)
        module = _module(modules, asked.module)
        team = found.asked_for(asked.team) if asked.team else None
        if (asked.team and team is None) or (asked.module and module is None):
            return None
        columns = found.columns(team)
        counts = counted(site, connection, found, module.id) if module is not None and columns else None
    rows = _rows(found, module, columns, counts) if module is not None and counts is not None else ()
    if export:
        noting.saw(site, viewer, "figures-export")
    else:
        noting.saw_list(site, viewer, "figures-view")
    return FiguresPage(
        modules=tuple((one.id, titles[one.id]) for one in modules),
        module=module.id if module is not None else "",
        title=titles[module.id] if module is not None else "",
        teams=found.names,
        team=columns[0].group.team if columns and (team is not None or len(found.tops) == 1) else "",
        up=found.up(team),
        columns=tuple(column.group for column in columns),
        rows=rows,
        at=counts.at if counts is not None else site.now(),
    )


def point_page(site: Site, viewer: Person, asked: FiguresAsked, point_id: str) -> PointPage | None:
    """What lies behind one cell; None where there is no such cell for the viewer. Audited as the table is."""
    must(viewer, Act.SEE_FIGURES)
    with site.database.snapshot() as connection:
        found = _teams(site, connection, viewer)
        module = site.live_module(asked.module, connection)
        column = found.column(asked)
        point = module.briefing.get(point_id) if module is not None else None
        if module is None or column is None or point is None or point.kind is not PointKind.LEARNING:
            return None
        counts = counted(site, connection, found, module.id)
        cells = counts.shown.get(point_id, counts.nobody)
        chosen = figure_rows.chosen(connection, module.id, point_id)
        by, decisions = _chosen(site, connection, module, found, column, cells, chosen)
        trains = [part for part in module.offered() if point_id in part.points]
        story = next((part for part in trains if part.thing.is_scenario), None)
        playable = site.playable(story.version, connection) if story is not None else None
    noting.saw_list(site, viewer, "figures-view")
    return PointPage(
        module=module.id,
        title=module.briefing.title,
        point=point_id,
        text=point.text,
        counts=point.counts,
        doesnt_count=point.doesnt_count,
        group=column.group,
        figures=counts.cell(found, column, point_id),
        chosen_by=by.group if by is not None else None,
        decisions=decisions,
        trains=tuple((part.thing, module.titles[part.thing.path]) for part in trains),
        debrief=playable.compiled.scenario.title if playable is not None else "",
        questions=tuple(playable.html[one.slot] for one in playable.compiled.scenario.debrief)
        if playable is not None
        else (),
    )


def _teams(site: Site, connection: Connection, viewer: Person) -> Teams:
    """Which teams the viewer may look at: a manager's branches; all, for those who write what is trained."""
    nodes = figure_rows.tree(connection)
    if can(viewer, Act.SEE_ALL_FIGURES):
        return Teams(nodes, frozenset(node.id for node in nodes), True)
    return Teams(nodes, frozenset(team for team, _ in teams.teams(connection, viewer, site.today())), False)


def _module(modules: Sequence[LiveModule], asked: str) -> LiveModule | None:
    return next((one for one in modules if not asked or one.id == asked), None)


def _rows(found: Teams, module: LiveModule, columns: Sequence[Column], counts: Counted) -> tuple[PointFigures, ...]:
    """Each learning point that anything live asks for, or that anybody was marked for, in the briefing's order."""
    asked_for = {point for part in module.parts for point in part.points} | set(counts.sums)
    return tuple(
        PointFigures(point.id, point.text, point.theme, tuple(counts.cell(found, one, point.id) for one in columns))
        for point in module.briefing.of_kind(PointKind.LEARNING)
        if point.id in asked_for
    )


def _chosen(
    site: Site,
    connection: Connection,
    module: LiveModule,
    found: Teams,
    column: Column,
    cells: Shown,
    chosen: Sequence[ChoiceSum],
) -> tuple[Column | None, tuple[DecisionCounts, ...]]:
    """What was chosen, by the smallest group around the column of which it may be shown and that the viewer sees."""
    layers = _layers(chosen)
    places = {decision: place for place, decision in enumerate(layers)}
    counts: dict[int, list[int]] = {}
    for one in chosen:
        layer = places.get((one.version, one.place), len(layers))
        counts.setdefault(one.team, [0] * (len(layers) + 1))[layer] += one.n
    tuples: Mapping[int, Counts] = {team: tuple(of_team) for team, of_team in counts.items()}
    allowed = found.allowed(tuples, are_safe_parts, (0,) * (len(layers) + 1), cells)
    around = next((one for one in _around(found, column) if is_shown(one, allowed)), None)
    if around is None:
        return None, ()
    members = frozenset(found.members(around))
    there = [one for one in chosen if one.team in members]
    decisions = [_decision(site, connection, module, layer, there) for layer in layers]
    return around, tuple(one for one in decisions if one is not None)


def _around(found: Teams, column: Column) -> list[Column]:
    """The column, and the groups around it that the viewer may look at, from the inside outwards."""
    if not column.group.team:
        return [column]
    around, team = [column] if column.group.own else [], column.team
    while True:
        whole = found.column(FiguresAsked(team=found.by_id[team].name))
        around += [whole] if whole is not None else []
        parent = found.by_id[team].parent
        if parent not in found.visible or parent is None or any(one.team == parent for one in around):
            break
        team = parent
    everybody = found.column(FiguresAsked())
    return around + ([everybody] if everybody is not None else [])


def _layers(chosen: Sequence[ChoiceSum]) -> list[_Decision]:
    """The decisions that are told apart, those that most came to first; the others are all one to the rule.

    A decision that fewer than five came to is not; and where those who came to such would be fewer than five together,
    the next is not, either: else what is left of everybody would tell of them.
    """
    totals: Counter[_Decision] = Counter()
    for one in chosen:
        totals[one.version, one.place] += one.n
    order = sorted(totals, key=lambda decision: (-totals[decision], decision))
    kept = [decision for decision in order if totals[decision] >= FEWEST]
    rest = sum(totals[decision] for decision in order[len(kept) :])
    return kept[:-1] if 0 < rest < FEWEST else kept


def _decision(
    site: Site, connection: Connection, module: LiveModule, of: _Decision, chosen: Sequence[ChoiceSum]
) -> DecisionCounts | None:
    version, place = of
    here = [one for one in chosen if (one.version, one.place) == of]
    if not here:
        return None
    counts: Counter[tuple[int, int]] = Counter()
    words = list(dict.fromkeys(one.word for one in here))
    for one in here:
        counts[one.choice, words.index(one.word)] += one.n
    thing = thing_at(here[0].path)
    if thing.is_scenario:
        playable = site.playable(version, connection)
        title, html, story = playable.compiled.scenario.title, playable.html, playable.story
        passage, question = story.passages.get(place), story.questions.get(place)
    else:
        quiz = site.quiz(version, connection)
        title, html, passage, question = quiz.compiled.set.title, quiz.html, None, quiz.questions.get(place)
    labels = [one.label for one in passage.choices] if passage is not None else []
    labels = [one.label for one in question.options] if question is not None else labels
    live = module.get(thing)
    return DecisionCounts(
        thing=thing,
        title=title,
        decision=passage.title if passage is not None else question.title if question is not None else "",
        is_live=live is not None and live.version == version,
        choices=tuple(
            ChoiceCount(html[labels[choice].slot] if NO_ONE_CHOICE < choice < len(labels) else "", words[word], n)
            for (choice, word), n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ),
    )
