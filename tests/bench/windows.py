"""Windows that end with figures however fast the machine is: where attempts run out, more are prepared."""

from collections.abc import Callable, Sequence

from quizapp.services.site.settings import Settings
from quizapp.services.site.site import Site, open_site
from tests.bench.clients import CLIENTS, WARMING, OursPlayer, RanOut, Start, Window, measure

FASTEST = 200  # pairs a second of one client: it may have a worker to itself

Make = Callable[[Site, int], list[Start]]


def enough(seconds: float, pairs: float) -> int:
    """How many attempts, of this many pairs on average, one client needs for a window of so many seconds."""
    return int(FASTEST * seconds / pairs) + WARMING + 5


class Prepared:
    """Attempts at their first page in a site's database: `each` for every client of a window, `windows` at first."""

    def __init__(self, site: Site, make: Make, each: int, windows: int, clients: int = CLIENTS) -> None:
        self._settings: Settings = site.settings
        self._make, self._each, self._clients = make, each, clients
        self._ready = make(site, each * clients * windows)

    def take(self) -> list[list[Start]]:
        """What each client plays in the next window."""
        wanted = self._each * self._clients
        if len(self._ready) < wanted:
            site = open_site(self._settings)
            self._ready += self._make(site, wanted - len(self._ready))
            site.database.dispose()
        taken, self._ready = self._ready[:wanted], self._ready[wanted:]
        return [taken[client :: self._clients] for client in range(self._clients)]

    def double(self) -> None:
        """They ran out: from now on, twice as many for each client."""
        self._each *= 2


def measured(
    player: OursPlayer, port: int, prepared: Prepared, seconds: float, watched: Sequence[Callable[[], float]], seed: int
) -> Window:
    """A whole window, measured again with twice the attempts as often as they run out before its end."""
    while True:
        try:
            return measure(player, port, prepared.take(), seconds, watched, seed)
        except RanOut:
            prepared.double()
