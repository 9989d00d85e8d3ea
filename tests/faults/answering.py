"""Clients that answer, and never give up: what got no confirmation is sent again, the very same, until it has one."""

import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.bench.clients import Start, next_step
from tests.bench.wire import Browser, Connection, Form, Reply, step_form

LONGEST_TROUBLE = 60.0  # seconds for which one request is tried again
BETWEEN_TRIES = 0.03


@dataclass(slots=True)
class Sent:
    """An answer as its client knows it: the form's own fields. `last_sent` is when the try that was confirmed began."""

    answer: dict[str, str]
    last_sent: datetime
    tries: int = 1
    confirmed: bool = False
    confirmed_at: float = 0.0  # by the clock, once the whole confirmation had come


@dataclass
class Record:
    """What the clients know: every answer that they sent, by (attempt, number), and how the server took it."""

    sent: dict[tuple[str, int], Sent] = field(default_factory=dict)
    confirmations: int = 0
    refusals: Counter[str] = field(default_factory=Counter)  # passing trouble, by what it looked like
    unexpected: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)  # until each request was answered, its further tries included

    def within(self, share: float) -> float:
        """Seconds in which this share of the requests was answered."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


class Clients:
    """Threads that play the prepared attempts one after another, until told to stop."""

    def __init__(
        self,
        port: int,
        starts: Iterable[Start],
        number: int,
        seed: int,
        connect: Callable[[int], Connection] | None = None,
    ) -> None:
        self.record = Record()
        self._connect = connect or (lambda _number: Connection(port, timeout=30))  # for the client of this number
        self._starts = deque(starts)
        self._stopping = threading.Event()
        self._count = threading.Lock()
        self._threads = [
            threading.Thread(target=self._client, args=(n, random.Random(seed + n)), daemon=True) for n in range(number)
        ]

    def start(self) -> None:
        """Let them begin."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Each ends its answer, confirmed, and stops."""
        self._stopping.set()
        for thread in self._threads:
            thread.join(LONGEST_TROUBLE + 5)
            if thread.is_alive():
                self.record.unexpected.append("a client did not come to an end")

    @property
    def left(self) -> int:
        """How many prepared attempts nobody has begun yet."""
        return len(self._starts)

    def wait_for(self, confirmations: int, seconds: float) -> bool:
        """Wait until so many answers were confirmed in all; False if they were not in time."""
        end = time.monotonic() + seconds
        while self.record.confirmations < confirmations and time.monotonic() < end and self._alive():
            time.sleep(0.005)
        return self.record.confirmations >= confirmations

    def _alive(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    def _client(self, number: int, chance: random.Random) -> None:
        try:
            while self._starts and not self._stopping.is_set():
                start = self._starts.popleft()
                browser = Browser(0, start.cookie, connection=self._connect(number))
                try:
                    self._play(browser, start.path, chance)
                finally:
                    browser.connection.close()
        except (AssertionError, LookupError, ValueError) as error:
            self.record.unexpected.append(f"{type(error).__name__}: {error}")

    def _play(self, browser: Browser, path: str, chance: random.Random) -> None:
        while not self._stopping.is_set():
            page = self._persistently(browser, path)
            if page.status == 303 and page.headers["location"].endswith("/result"):
                page = self._persistently(browser, page.headers["location"])
            assert page.status == 200, f"GET {path}: {page.status}"
            form = step_form(page.text, path)
            if form is None:
                return
            path = self._answer(browser, form, form.any_answer(chance))

    def _answer(self, browser: Browser, form: Form, answer: dict[str, str]) -> str:
        """Answer until it is confirmed; returns the address of the next step."""
        _, _, attempt, _, number = form.action.split("/")
        sent = Sent(answer, datetime.now(UTC))
        key = (attempt, int(number))
        assert key not in self.record.sent, f"{form.action} was offered again after it was confirmed"
        self.record.sent[key] = sent
        reply = self._persistently(browser, form.action, form.answered(answer), sent)
        assert reply.status == 303, f"POST {form.action}: {reply.status}"
        following, told = next_step(form.action), f"{form.action}/feedback"
        assert reply.headers["location"] in (following, told), reply.headers["location"]
        sent.confirmed, sent.confirmed_at = True, time.time()
        with self._count:
            self.record.confirmations += 1
        if reply.headers["location"] == told:
            page = self._persistently(browser, told)
            assert page.status == 200, f"GET {told}: {page.status}"
        return following

    def _persistently(
        self, browser: Browser, path: str, fields: dict[str, str] | None = None, sent: Sent | None = None
    ) -> Reply:
        """The same request again and again, while the server is gone or says that it cannot (503)."""
        began = time.monotonic()
        end = began + LONGEST_TROUBLE
        while True:
            try:
                reply = browser.get(path) if fields is None else browser.post(path, fields)
                if reply.status != 503:
                    self.record.seconds.append(time.monotonic() - began)
                    return reply
                trouble = "503"
            except OSError as error:
                trouble = type(error).__name__
            assert time.monotonic() < end, f"{path} did not come back in time, the last trouble was {trouble}"
            with self._count:
                self.record.refusals[trouble] += 1
            time.sleep(BETWEEN_TRIES)
            if sent is not None:
                sent.tries += 1
                sent.last_sent = datetime.now(UTC)
