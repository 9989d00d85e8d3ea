"""What nobody has filled in, for the terminal: local inserts, and settings without which the site has to guess."""

from collections.abc import Iterator, Sequence

from quizapp.model.organisation import MissingInsert
from quizapp.services.site.settings import Settings


def unset_lines(settings: Settings) -> Iterator[str]:
    """Settings without which the site takes a request's word for its name, or guesses its address."""
    if not settings.trusted_hosts:
        yield (
            "QUIZAPP_TRUSTED_HOSTS is not set: the site answers to whatever name a request calls it. Set it to the host"
            " that people type, such as training.example.org."
        )
    yield from guessed_lines(settings)


def guessed_lines(settings: Settings) -> Iterator[str]:
    """That the site's address is guessed, where it is: for whoever is given one to pass on."""
    if not settings.url:
        yield (
            f"QUIZAPP_URL is not set: certificates and links say {settings.address}. Set it to what people type, such"
            " as https://training.example.org."
        )


def missing_lines(missing: Sequence[MissingInsert], address: str) -> Iterator[str]:
    """Each insert that is missing, where it is used, and where to set it; nothing where none is.

    `address` is the site's own.
    """
    if not missing:
        return
    yield "Not filled in yet, so that people miss it where they read:"
    for one in missing:
        yield f"  {one.name}"
        yield from (f"    {place}" for place in _places(one))
    yield f"An administrator fills it in under Settings, *Whom to turn to here*: {address}/settings/inserts"


def number_lines(lacking: tuple[str, ...] | None, address: str) -> Iterator[str]:
    """That the support contacts have no number to call, all of them or these parts; nothing where it is None."""
    if lacking is None:
        return
    which = f" under {' and under '.join(lacking)}" if lacking else ""
    yield (
        f"The support contacts have no phone number{which}. Somebody in danger needs a number to call. An administrator"
        f" writes one under Settings, *Support contacts*: {address}/settings/support"
    )


def _places(one: MissingInsert) -> Iterator[str]:
    if one.on_pages:
        yield "whom to tell today, on every page of a scenario and wherever else the site says so"
    if one.in_contacts:
        yield "the support contacts"
    for live in one.used_in:
        yield live.publication.path
