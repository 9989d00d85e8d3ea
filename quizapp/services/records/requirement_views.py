"""What administrators read of requirements: the list, one with its rules and exemptions, and whom a change touches."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from quizapp.engine import requirements as rules
from quizapp.engine.deadlines import first_due, renewal
from quizapp.engine.stretches import in_force
from quizapp.engine.touching import effect
from quizapp.model.acts import Act, must
from quizapp.model.names import reading_order
from quizapp.model.people import Group, Person, Role
from quizapp.model.requirement_pages import Effect, RequirementForm, RequirementShown, RuleShown, Touched, WhoShown
from quizapp.model.requirements import EVERYBODY, Requirement, RequirementRule, Who, WhoKind
from quizapp.services.records import rule_texts
from quizapp.services.site import standings
from quizapp.services.site.site import Site
from quizapp.store.database import Connection
from quizapp.store.people import belongings, people
from quizapp.store.records import requirements

PAGE = 50  # names at once


@dataclass(frozen=True, slots=True)
class _Names:
    """What teams, by id, people whom rules name, and modules are called."""

    teams: Mapping[int, str]
    people: Mapping[int, str]
    modules: Mapping[str, str]


def overview(site: Site, viewer: Person) -> tuple[RequirementShown, ...]:
    """All requirements by name, those that were ended last. NotAllowed for anybody but an administrator."""
    must(viewer, Act.REQUIRE)
    with site.database.read() as connection:
        every = requirements.everything(connection)
        names = _names(site, connection, (rule for one in every for rule in one.rules))
        found = [_shown(site, names, one) for one in every]
    return tuple(sorted(found, key=lambda one: (one.is_ended, reading_order(one.name), one.public_id)))


def one_page(site: Site, viewer: Person, public_id: str) -> RequirementShown | None:
    """A requirement with all its rules, and who was ever exempt; None where there is none of this id."""
    must(viewer, Act.REQUIRE)
    with site.database.read() as connection:
        found = requirements.find(connection, public_id)
        if found is None:
            return None
        as_read = _shown(site, _names(site, connection, found.rules), found)
        return replace(as_read, exempted=requirements.exempted(connection, found.id))


def written(site: Site, viewer: Person, public_id: str) -> dict[str, str] | None:
    """The newest rule as the texts of a form that changes it from today on; None where there is none of this id."""
    must(viewer, Act.REQUIRE)
    with site.database.read() as connection:
        found = requirements.find(connection, public_id)
        if found is None:
            return None
        return {**rule_texts.written(connection, found.rules[-1]), "from_on": site.today().isoformat()}


def form(site: Site, viewer: Person, of: str | None, ticked: Collection[str] | None) -> RequirementForm | None:
    """What the form of a new requirement (None), or of a change, offers; None where there is none of this id.

    `ticked` are the boxes that were (`kind:value`); None: as the newest rule has them.
    """
    must(viewer, Act.REQUIRE)
    with site.database.read() as connection:
        found = requirements.find(connection, of) if of is not None else None
        if of is not None and found is None:
            return None
        names, now = _names(site, connection, found.rules if found else ()), found.rules[-1].who if found else ()
        chosen = {f"{one.kind}:{one.of}" for one in _who_shown(names, now)} if ticked is None else {*ticked}
        every = [
            ("everybody", "", ""),
            *(("team", name, name) for name in people.team_names(connection)),
            *(("role", role.value, "") for role in Role),
            *(("group", group.value, "") for group in Group),
        ]
        return RequirementForm(
            modules=tuple(sorted(names.modules.items(), key=lambda one: reading_order(one[1]))),
            who=tuple(WhoShown(kind, value, name, f"{kind}:{value}" in chosen) for kind, value, name in every),
            of=_shown(site, names, found) if found is not None else None,
        )


def _shown(site: Site, names: _Names, found: Requirement) -> RequirementShown:
    """A requirement as it is read, today."""
    today, holding = site.today(), in_force(found.rules)
    as_read = {rule.number: _rule_shown(site, names, rule, rule not in holding) for rule in found.rules}
    now = next((as_read[rule.number] for rule in reversed(holding) if rule.from_on <= today), None)
    to_come = next((as_read[rule.number] for rule in holding if rule.from_on > today), None)
    return RequirementShown(
        public_id=found.public_id,
        name=found.name,
        module=found.module,
        module_title=names.modules.get(found.module, found.module),
        rules=tuple(as_read.values()),
        now=now,
        next=to_come,
        newest=found.rules[-1].number,
    )


def rule_shown(site: Site, connection: Connection, rule: RequirementRule) -> RuleShown:
    """A rule as it is read, with examples of somebody whom it asks from today, or from its first day."""
    return _rule_shown(site, _names(site, connection, [rule]), rule, False)


def _rule_shown(site: Site, names: _Names, rule: RequirementRule, is_dropped: bool) -> RuleShown:
    since = max(site.today(), rule.from_on)
    return RuleShown(
        rule=rule,
        who=_who_shown(names, rule.who),
        since=since,
        due=first_due(rule, since),
        completed=since,
        renewal=renewal(rule, since),
        is_dropped=is_dropped,
    )


def touched(site: Site, connection: Connection, old: Requirement | None, new: Requirement, page: int) -> Touched:
    """Whom it touches if the new requirement takes the old one's place, as of the first day of its newest rule."""
    as_of = max(site.today(), new.rules[-1].from_on)
    whom = belongings.ever(connection, {who for rule in (old or new).rules + new.rules for who in rule.who})
    effects: dict[int, tuple[Effect, date | None]] = {}
    for group in belongings.in_pages(whom):
        before = standings.facts(site, connection, group, [new.module])
        after = standings.facts(site, connection, group, [new.module], instead=[new])
        for one, other in zip(before, after, strict=True):
            then = rules.standing(other, as_of)
            found = effect(rules.standing(one, as_of), then)
            if found is not None:
                effects[one.person] = (found, then.due_on or then.expires_on)
    names = people.names_of(connection, sorted(effects))
    ordered = sorted(effects, key=lambda person: (reading_order(names[person]), person))
    counts = Counter(found for found, _ in effects.values())
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(1, page), pages)
    some = ordered[(page - 1) * PAGE : page * PAGE]
    return Touched(
        as_of=as_of,
        counts=tuple((each, counts[each]) for each in Effect if counts[each]),
        names=tuple((names[person], *effects[person]) for person in some),
        page=page,
        pages=pages,
    )


def _names(site: Site, connection: Connection, rules: Iterable[RequirementRule]) -> _Names:
    named = {int(who.of) for rule in rules for who in rule.who if who.kind is WhoKind.PERSON}
    return _Names(
        belongings.team_names(connection), people.names_of(connection, sorted(named)), site.module_titles(connection)
    )


def _who_shown(names: _Names, who: Sequence[Who]) -> tuple[WhoShown, ...]:
    """Each of these with a name to read: of teams and people their own, of others the template has words."""
    found = []
    for one in who:
        if one == EVERYBODY:
            found.append(WhoShown("everybody", "", ""))
        elif one.kind is WhoKind.TEAM:
            name = names.teams.get(int(one.of), "")
            found.append(WhoShown("team", name, name))
        elif one.kind is WhoKind.PERSON:
            found.append(WhoShown("person", str(one.of), names.people.get(int(one.of), "")))
        else:
            found.append(WhoShown(one.kind.value, str(one.of), ""))
    return tuple(found)
