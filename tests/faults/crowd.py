"""People who take up room: sockets on which nobody says anything, and forms that come at a byte a second."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

BYTE = 1.0  # seconds
LONGER = 4000  # bytes that such a form has: more than any of these tests lasts
HEAD = (
    "POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    f"Content-Length: {LONGER}\r\n\r\n"
)


@contextmanager
def crowd(port: int, idle: int, slow: int, connect: Callable[[], socket.socket], host: str) -> Iterator[list[str]]:
    """So many silent sockets, and so many slow forms, for as long as the block lasts; what the slow ones were told.

    `connect` makes a connection on which a form can be sent; silent ones are bare.
    """
    silent = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(idle)]
    forms = [connect() for _ in range(slow)]
    told: list[str] = []
    stopping = threading.Event()

    def drip() -> None:
        while not stopping.wait(BYTE):
            for form in forms:
                try:
                    form.sendall(b"a")
                except OSError as error:
                    told.append(type(error).__name__)
                    forms.remove(form)

    try:
        for form in forms:
            form.sendall(HEAD.format(host=host).encode())
        dripping = threading.Thread(target=drip, daemon=True)
        dripping.start()
        yield told
        stopping.set()
        dripping.join()
    finally:
        stopping.set()
        for each in (*silent, *forms):
            with suppress(OSError):
                each.close()


def bare(port: int) -> Callable[[], socket.socket]:
    """Makes plain connections to this port."""
    return lambda: socket.create_connection(("127.0.0.1", port), 10)
