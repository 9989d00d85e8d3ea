"""Eight clients, each a process of its own, so that what they spend is not counted as the server's.

A step is a pair: POST the answer, 303, GET the next page; in a question set what is told is read between the two. Only
what comes between the two barriers is counted; the first pages of all attempts were fetched before, so that the server
does nothing else in between.
"""

import multiprocessing
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from multiprocessing.synchronize import Barrier
from threading import BrokenBarrierError

from tests.bench.wire import Browser, step_form

CLIENTS = 8
WARMING = 5  # pairs of each client before the first barrier
LONGEST_WAIT = 120.0  # seconds at a barrier
RAN_OUT = "ran out"


class RanOut(Exception):
    """A client has played all attempts that were prepared for it before the time was over: prepare more."""


@dataclass(frozen=True, slots=True)
class Start:
    """Where an attempt begins: the cookie of the person who plays it, and its address."""

    cookie: str
    path: str


@dataclass(frozen=True, slots=True)
class Window:
    """What was counted: pairs, the seconds of each, CPU seconds of the servers, and how long it took."""

    seconds: tuple[float, ...]
    cpu: tuple[float, ...]  # for each of the watched groups of processes
    wall: float

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds of all servers for one answered step."""
        return 1000 * sum(self.cpu) / len(self.seconds)

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share of the pairs was answered."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Ours:
    """Plays our site: reads each page's form and answers with any position on offer."""

    def __init__(self, port: int, starts: Sequence[Start], seed: int) -> None:
        self.chance = random.Random(seed)
        self.browser = Browser(port)
        self.waiting = []
        for start in starts:
            browser = Browser(port, start.cookie)
            browser.connection = self.browser.connection
            reply = browser.get(start.path)
            assert reply.status == 200, (reply.status, start.path, reply.text[:500])
            self.waiting.append((browser, start.path, reply))
        self._next()

    def _next(self) -> None:
        if not self.waiting:
            raise RanOut
        self.browser, self.path, self.page = self.waiting.pop()

    def pair(self) -> float:
        """One answered step; returns its seconds."""
        form = step_form(self.page.text, self.path)
        assert form is not None, self.page.text[:3000]
        fields = form.answered(form.any_answer(self.chance))
        began = time.perf_counter()
        posted = self.browser.post(form.action, fields)
        assert posted.status == 303, (posted.status, posted.text[:3000])
        self.path = posted.headers["location"]
        self.page = self.browser.get(self.path)
        taken = time.perf_counter() - began
        assert self.page.status == 200, self.page.status
        if step_form(self.page.text, self.path) is None:
            self._next()
        return taken


class OursAsking(Ours):
    """Takes a question set of ours: what is told about each answer is read before the next question."""

    def pair(self) -> float:
        """One answered question: POST, 303, GET of what is told, GET of the next question. Returns its seconds."""
        form = step_form(self.page.text, self.path)
        assert form is not None, self.page.text[:3000]
        fields = form.answered(form.any_answer(self.chance))
        began = time.perf_counter()
        posted = self.browser.post(form.action, fields)
        assert posted.status == 303, (posted.status, posted.text[:3000])
        told = self.browser.get(posted.headers["location"])
        assert told.status == 200, (told.status, posted.headers["location"])
        self.path = next_step(form.action)
        self.page = self.browser.get(self.path)
        taken = time.perf_counter() - began
        if self.page.status == 303:  # to the result
            self._next()
        return taken


def next_step(path: str) -> str:
    """The address of the step after this one."""
    before, _, number = path.rpartition("/")
    return f"{before}/{int(number) + 1}"


class Floor:
    """Plays the floor: always the same form."""

    def __init__(self, port: int, starts: Sequence[Start], seed: int) -> None:
        self.chance = random.Random(seed)
        self.browser = Browser(port)
        assert self.browser.get(starts[0].path).status == 200

    def pair(self) -> float:
        """One answered step; returns its seconds."""
        fields = {"choice": str(self.chance.randint(1, 4))}
        began = time.perf_counter()
        posted = self.browser.post("/step", fields)
        assert posted.status == 303, posted.status
        page = self.browser.get(posted.headers["location"])
        taken = time.perf_counter() - began
        assert page.status == 200, page.status
        return taken


OursPlayer = type[Ours]
Player = OursPlayer | type[Floor]


def measure(
    player: Player,
    port: int,
    starts: Sequence[Sequence[Start]],
    seconds: float,
    watched: Sequence[Callable[[], float]],
    seed: int,
) -> Window:
    """Play for some seconds with one client for each of `starts`; `watched` give CPU seconds spent so far.

    RanOut where a client has nothing left to play: a window with fewer clients at its end would be another measurement.
    """
    forked = multiprocessing.get_context("fork")
    ready, done = forked.Barrier(len(starts) + 1), forked.Barrier(len(starts) + 1)
    clients, pipes = [], []
    for number, own in enumerate(starts):
        here, there = forked.Pipe(duplex=False)
        client = forked.Process(
            target=_client, args=(player, port, own, seconds, ready, done, there, seed + number), daemon=True
        )
        client.start()
        there.close()
        clients.append(client)
        pipes.append(here)
    try:
        ready.wait(LONGEST_WAIT)
        before, began = [spent() for spent in watched], time.perf_counter()
        done.wait(seconds + LONGEST_WAIT)
        wall = time.perf_counter() - began
        cpu = tuple(spent() - earlier for spent, earlier in zip(watched, before, strict=True))
        answered = [second for pipe in pipes for second in pipe.recv()]
    except BrokenBarrierError:
        if any(pipe.poll(1) and _received(pipe) == RAN_OUT for pipe in pipes):
            raise RanOut from None
        raise
    finally:
        for client in clients:
            client.join(5)
            if client.is_alive():
                client.kill()
    return Window(tuple(answered), cpu, wall)


def _received(pipe: Pipe) -> object:
    try:
        return pipe.recv()
    except EOFError:  # of a client that broke off with the others
        return None


def _client(
    player: Player,
    port: int,
    starts: Sequence[Start],
    seconds: float,
    ready: Barrier,
    done: Barrier,
    pipe: Pipe,
    seed: int,
) -> None:
    try:
        playing = player(port, starts, seed)
        for _ in range(WARMING):
            playing.pair()
        ready.wait(LONGEST_WAIT)
        end, answered = time.perf_counter() + seconds, []
        while time.perf_counter() < end:
            answered.append(playing.pair())
        done.wait(LONGEST_WAIT)
        pipe.send(answered)
    except RanOut:
        pipe.send(RAN_OUT)
        ready.abort()
        done.abort()
    except BrokenBarrierError:
        pass  # another client broke it, and says why
    except BaseException:
        ready.abort()
        done.abort()
        raise
