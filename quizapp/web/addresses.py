"""Where an answer leads, as `url_for` says it: worked out from the URL map once, and not for each answer again."""

from functools import cache

from flask import current_app, request

_ATTEMPT, _NUMBER = "attempt", 98765  # what stands in the address that the pattern is made from


def of_step(endpoint: str, attempt: str, number: int) -> str:
    """The same as `url_for(endpoint, attempt=attempt, number=number)`.

    `attempt` is as `TokenConverter` lets it through, and so needs no quoting.
    """
    before, between, after = _pattern(endpoint)
    return f"{request.script_root}{before}{attempt}{between}{number}{after}"


@cache  # of a handful of endpoints; every application has the same routes, and its prefix is not among these
def _pattern(endpoint: str) -> tuple[str, str, str]:
    whole = current_app.url_map.bind("").build(endpoint, {"attempt": _ATTEMPT, "number": _NUMBER})
    before, _, rest = whole.partition(f"/{_ATTEMPT}/")
    between, _, after = rest.partition(str(_NUMBER))
    return f"{before}/", f"/{between}", after
