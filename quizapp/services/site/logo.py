"""The organisation's logo: an administrator sets or removes it, and everybody sees it at the top of every page."""

from quizapp.model.acts import Act, must
from quizapp.model.organisation import LOGO, Logo
from quizapp.model.people import Person
from quizapp.model.pictures import picture_of
from quizapp.model.problems import Code, Problem, Problems
from quizapp.services.site import organisation_settings
from quizapp.services.site.site import Site
from quizapp.store import blobs, organisation

PICTURE = "picture"  # the field that problems are of
MOST_BYTES = 200_000
MOST_PIXELS = 2000  # each way: a small file can unfold to more than a browser's memory
TOO_LARGE = Problem(PICTURE, Code.TOO_LARGE, MOST_BYTES // 1000)  # in kB


def change(site: Site, viewer: Person, content: bytes, *, remove: bool) -> Problems:
    """Set this picture as the logo, or remove the one that is set; the same again changes nothing.

    Returns what is wrong with it, of the field `picture`. A picture counts before `remove`: it takes the old one's
    place. NotPossible for anybody but an administrator.
    """
    must(viewer, Act.CHANGE_SETTINGS)
    logo: Logo | None = None
    if content or not remove:
        found = _checked(content)
        if isinstance(found, Problem):
            return (found,)
        logo = found
    text, now = logo.text if logo else "", site.now()
    with site.database.write() as connection:
        organisation.lock(connection)
        before = organisation.set_now(connection)
        if text != before.texts.get((LOGO, ""), ""):
            if logo:
                blobs.keep(connection, content)
            organisation_settings.append(connection, before, viewer.id, LOGO, "", text, now)
    site.refresh(at_once=True)
    return ()


def picture(site: Site, sha: str) -> tuple[Logo, bytes] | None:
    """The logo with its bytes, for whoever asks; None for every hash but that of the one that is set now."""
    if site.organisation.logo is None or site.organisation.logo.sha != sha:
        site.refresh(at_once=True)  # another process may have made the page, and know more
    logo = site.organisation.logo
    if logo is None or logo.sha != sha:
        return None
    with site.database.read() as connection:
        content = blobs.load(connection, sha)
    return (logo, content) if content is not None else None


def _checked(content: bytes) -> Logo | Problem:
    if not content:
        return Problem(PICTURE, Code.MISSING)
    if len(content) > MOST_BYTES:
        return TOO_LARGE
    found = picture_of(content)
    if found is None:
        return Problem(PICTURE, Code.WRONG_KIND)
    if max(found.width, found.height) > MOST_PIXELS:
        return Problem(PICTURE, Code.TOO_MANY, MOST_PIXELS)
    if not found.is_whole:
        return Problem(PICTURE, Code.NOT_WHOLE)
    if found.moves:  # on every page, where nobody could stop it (WCAG 2.2, 2.2.2)
        return Problem(PICTURE, Code.MOVES)
    return Logo(found.kind, blobs.sha_of(content))
