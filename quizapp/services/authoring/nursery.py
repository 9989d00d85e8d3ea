"""A process that has loaded everything, and forks children that look at texts: starting Python anew takes long.

`children` starts it as `python -m quizapp.services.authoring.nursery`, with a socket as its standard input. For each
child it is sent two sockets: one on which that reads its requests and answers, and a leash. When the other end of
the leash is let go, the child is ended; when the child ends, its status is written there. A child works for one text,
or for a few of one author, and sets its limits anew for each. The nursery itself never looks at a text. It ends, with
all its children, when its own socket is let go (because whoever started it ended, in whatever way), or after a while of
rest.
"""

import gc
import os
import selectors
import signal
import socket
import struct
import sys
from contextlib import suppress

from quizapp.services.authoring.compiling import OVER_LIMIT, answer

GIVES_WAY = 5  # how nice it and its children are: who answers comes first, and a text has time enough all the same
REST = 600.0  # seconds without a request, after which it ends
ENDED = struct.Struct("!if")  # on the leash: the status, negative where a signal ended the child; processor seconds


class Nursery:
    """The process while it waits. `control` is where requests come in."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.leashes: dict[int, socket.socket] = {}  # by the child's process number
        self.selector = selectors.DefaultSelector()
        self.ended, self.wake = os.pipe()

    def run(self) -> None:
        """Wait for requests, and for children to end, until there is nobody left to wait for."""
        os.set_blocking(self.wake, False)
        os.set_blocking(self.ended, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.wake)
        self.selector.register(self.control, selectors.EVENT_READ)
        self.selector.register(self.ended, selectors.EVENT_READ)
        while True:
            ready = [key.fileobj for key, _ in self.selector.select(None if self.leashes else REST)]
            if not ready and not self.leashes:
                return
            for source in ready:
                if source is self.control:
                    if not self._begin():
                        self._end_all()
                        return
                elif source == self.ended:
                    os.read(self.ended, 4096)
                else:
                    self._end_child_of(source)
            self._bury()

    def _begin(self) -> bool:
        """Fork a child for the requests that wait; False where there will be no more."""
        message, sockets, _, _ = socket.recv_fds(self.control, 1, 2)
        if not message:
            return False
        talk, leash = (socket.socket(fileno=number) for number in sockets)
        child = os.fork()
        if child == 0:
            self._be_a_child(talk, leash)
        talk.close()
        self.leashes[child] = leash
        self.selector.register(leash, selectors.EVENT_READ)
        return True

    def _be_a_child(self, talk: socket.socket, leash: socket.socket) -> None:
        """Answer, and end: with nothing of the nursery's, and nothing of another child's, in hand."""
        status = OVER_LIMIT
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for other in (self.control, leash, *self.leashes.values()):
                other.close()
            self.selector.close()
            nothing = os.open(os.devnull, os.O_RDWR)
            for standard in (0, 1, 2):
                os.dup2(nothing, standard)
            request = bytearray()
            while part := talk.recv(1 << 16):
                request += part
            status = answer(bytes(request), talk.sendall)
        finally:
            os._exit(status)

    def _end_child_of(self, leash: object) -> None:
        """End the child whose leash was let go. It is not buried yet, so its number is nobody else's."""
        for child, its in self.leashes.items():
            if its is leash:
                os.kill(child, signal.SIGKILL)
                self.selector.unregister(its)

    def _bury(self) -> None:
        """Say of each child that has ended how it did."""
        while self.leashes:
            child, status, used = os.wait4(-1, os.WNOHANG)
            if child == 0:
                return
            leash = self.leashes.pop(child)
            if leash in self.selector.get_map():
                self.selector.unregister(leash)
            with suppress(OSError):  # nobody waits for it any more
                leash.send(ENDED.pack(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime))
            leash.close()

    def _end_all(self) -> None:
        for child in self.leashes:
            os.kill(child, signal.SIGKILL)
        for child in self.leashes:
            os.waitpid(child, 0)


def main() -> None:
    """Be a nursery, on the socket that is the standard input."""
    os.nice(GIVES_WAY)
    gc.collect()
    gc.freeze()  # what is loaded is never looked at again, and so stays shared with the children
    Nursery(socket.socket(fileno=os.dup(sys.stdin.fileno()))).run()


if __name__ == "__main__":
    main()
