"""What somebody does differently since they completed a module: asked some months later, never needed, and theirs.

Their words are theirs alone, as reflections are, unless they share them: then their manager reads them with their
name. That they talked it through in supervision is a tick that their manager sees.
"""

from quizapp.engine import in_practice as rules
from quizapp.model.people import Person
from quizapp.model.practice import InPractice, InPracticePage
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site.site import Site
from quizapp.services.site.storable import storable
from quizapp.store.database import Connection
from quizapp.store.people import people
from quizapp.store.records import completions, practice

LONGEST = 1000  # characters


def asked(site: Site, person: Person) -> tuple[InPracticePage, ...]:
    """The modules that *My training* asks about today, by title: nothing was said of them, and nothing set aside."""
    with site.database.read() as connection:
        due = practice.unsaid(connection, person.id, *rules.asked_about(site.today()))
        listed = site.live_now(connection).listed if due else ()
    return tuple(
        InPracticePage(module.id, module.title, due[module.id], InPractice()) for module in listed if module.id in due
    )


def page(site: Site, person: Person, module: str) -> InPracticePage | None:
    """What the person said of a module; None where they have not completed it."""
    with site.database.read() as connection:
        found = _found(site, connection, person, module)
        return found[1] if found is not None else None


def keep(
    site: Site, person: Person, module: str, text: str, *, is_shared: bool, in_supervision: bool
) -> Problems | None:
    """Keep what was said in place of what was there; no words and no tick delete it.

    Problems: `did` is too long, or is to be shared and empty. None as for `page`. A tick that stands keeps its day.
    """
    words = storable(text).strip()
    with site.database.write() as connection:
        people.lock(connection, person.id)
        found = _found(site, connection, person, module)
        if found is None:
            return None
        if len(words) > LONGEST:
            return (Problem("did", Code.TOO_LONG, LONGEST),)
        if is_shared and not words:
            return (Problem("did", Code.MISSING),)
        completion, before = found
        day = (before.said.supervision_on or site.today()) if in_supervision else None
        wanted = InPractice(words, is_shared, day)
        if wanted.says_something:
            practice.save(connection, completion, wanted, site.now())
        else:
            practice.forget(connection, completion)
    return ()


def set_aside(site: Site, person: Person, module: str) -> bool:
    """Ask about this module no more; what was said stays, and can still be said. False as None for `page`."""
    with site.database.write() as connection:
        people.lock(connection, person.id)
        found = _found(site, connection, person, module)
        if found is None:
            return False
        completion, before = found
        if not before.said.says_something:
            practice.save(connection, completion, InPractice(is_set_aside=True), site.now())
    return True


def _found(site: Site, connection: Connection, person: Person, module: str) -> tuple[int, InPracticePage] | None:
    made = completions.find(connection, person.id, module)
    if made is None:
        return None
    listed = site.live_now(connection).listed
    title = next((one.title for one in listed if one.id == module), module)
    said = practice.said(connection, [made.id]).get(made.id, InPractice())
    return made.id, InPracticePage(module, title, made.on, said)
