"""What a spawned child runs: a fresh interpreter with limits and nothing more, on any platform.

Owns the order of things there: NumPy and every allowed module first, then the hello, then the limits, and only then
the submission. It can import nothing that is not loaded already; none of our packages is ever importable.
"""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

from . import limits, serve, wire


def main() -> None:
    """Import everything, close the way to more, serve. Arguments: the port to call, the word to say there."""
    port, token = int(sys.argv[-2]), sys.argv[-1]
    sock = socket.create_connection(("127.0.0.1", port))
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.sendall(token.encode())
    serve.preload()
    end_with_grader()
    layers = ["limits"] if limits.fix() else []
    serve.Server(SocketStream(sock), layers, limits.space()).run()


class SocketStream(wire.Stream):
    """The child's end: a socket is no file descriptor on every platform."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__()
        self._sock = sock

    def receive(self, size: int) -> bytes:
        """Some bytes; the end of the stream ends the process, since the grader is gone."""
        chunk = self._sock.recv(size)
        if not chunk:
            os._exit(0)
        return chunk

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """All of the data."""
        self._sock.sendall(data)


def end_with_grader() -> None:
    """End this process as soon as the grader is gone, whatever the submission is doing: then standard input ends.

    A thread and not PR_SET_PDEATHSIG: that exists on Linux only and follows the grader's *thread*, so a child started
    by a worker thread would die with it. Code that never lets another thread run meets its CPU limit instead.
    """
    lifeline = os.dup(0)
    serve.redirect(os.open(os.devnull, os.O_RDONLY), onto=[0])

    def watch(read: Callable[[int, int], bytes] = os.read, exit_now: Callable[[int], Any] = os._exit) -> None:
        while read(lifeline, 1):
            pass
        exit_now(0)

    threading.Thread(target=watch, daemon=True).start()
