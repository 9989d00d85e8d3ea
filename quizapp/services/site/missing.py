"""What nobody has filled in: local inserts, with where people miss them, and a number to call in the contacts."""

from quizapp.content.inserts import INSERTS
from quizapp.model.organisation import SAFEGUARDING_LEAD, MissingInsert
from quizapp.services.site.site import Site


def contacts_without_number(site: Site) -> tuple[str, ...] | None:
    """Whom the support contacts give no number to call: the headings of parts, () for everybody; None: all have one.

    What the organisation's local inserts say counts.
    """
    return site.organisation.local(None).contacts.without_number()


def missing_inserts(site: Site) -> tuple[MissingInsert, ...]:
    """The inserts that are read somewhere and that the organisation has left empty: the known ones, then modules' own.

    A team's own value does not count: whoever is in another team, or in none, misses it all the same. What is read
    nowhere is not missed.
    """
    with site.database.read() as connection:
        live = site.all_live(connection)
    organisation = site.organisation
    filled, contacts = organisation.local(None).inserts, organisation.inserts_of_contacts()
    read = {name for one in live for name in one.inserts}.union(contacts, [SAFEGUARDING_LEAD])
    empty = {name for name in read if not filled.get(name, "").strip()}
    return tuple(
        MissingInsert(
            name,
            used_in=tuple(one for one in live if name in one.inserts),
            in_contacts=name in contacts,
            on_pages=name == SAFEGUARDING_LEAD,
        )
        for name in (*(known for known in INSERTS if known in empty), *sorted(empty.difference(INSERTS)))
    )
