"""What was taken back of a person's record, for themselves to read on their own pages of a module."""

from collections.abc import Mapping, Sequence

from quizapp.engine import taking_back
from quizapp.model.completion import Completion, Done
from quizapp.model.module_pages import MissedPart, PutRight
from quizapp.model.people import Person
from quizapp.services.site.live_now import LiveNow
from quizapp.store.database import Connection
from quizapp.store.records import certificates, completions, otherwise


def of_modules(
    now: LiveNow,
    connection: Connection,
    person: Person,
    done: Mapping[str, Sequence[Done]],
    stands: Mapping[str, Completion],
) -> Mapping[str, PutRight]:
    """What was put right in each module, live or not, by its id: the same few queries, however many there are.

    `done` and `stands` are what the person has done and completed, by module.
    """
    taken_back = otherwise.taken_back(connection, person.id)
    ended = completions.ended(connection, person.id)
    if not taken_back and not ended:
        return {}
    codes = certificates.of_completions(connection, [made.id for made, _ in ended.values()])
    found = {}
    for module in now.grouped:
        parts = {part.thing: part for part in module.parts}
        missed = taking_back.still_missed(taken_back, [part.thing for part in done.get(module.id, ())])
        records = tuple(
            MissedPart(parts[one.thing].title, one.taken_back.at, parts[one.thing].retired_at is None)
            for one in missed
            if one.taken_back is not None and one.thing in parts
        )
        over = ended.get(module.id)
        if over is not None and taking_back.is_told(over[1], stands.get(module.id)):
            code = codes[over[0].id].code if over[0].id in codes else ""
            found[module.id] = PutRight(records, over[0].on, over[1].at, code)
        else:
            found[module.id] = PutRight(records)
    return found
