"""The chance of an attempt at a set before it begins, so that its start page can say what it will ask."""

from hashlib import blake2b

from quizapp.model.people import Person
from quizapp.services.site.site import Site

_LONGEST_KEY = 64  # bytes that the hash takes


def seed_of_next(site: Site, person: Person, path: str, number: int) -> int:
    """The seed of the person's attempt of this number at a set: whenever it is asked the same, and known to nobody.

    It hangs on the site's secret, so that nobody can work out what they will be asked.
    """
    key = site.settings.secret_key.encode()[:_LONGEST_KEY]
    digest = blake2b(f"{person.public_id}\n{path}\n{number}".encode(), digest_size=4, key=key).digest()
    return int.from_bytes(digest) >> 1  # 31 bits
