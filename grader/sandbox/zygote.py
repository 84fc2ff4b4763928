"""A process that has NumPy loaded and no secrets, and forks one locked child for every submission.

Starting an interpreter with NumPy takes about 100 ms, forking this one takes 3. It is started by path, before the
grader knows what it will judge; it never sees a submission, a reference or an expected value, so neither do its
children. It ends when the grader's end of its control socket closes, whichever thread, and its children end with it.

Requests on the control socket (SOCK_SEQPACKET), one JSON object each:
    {"do": "fork"} with two descriptors -> {"pid"}        the child's channel and its output
    {"do": "end", "pid"} -> {"status"}                    killed and reaped; negative for a signal
    {"do": "status", "pid"} -> {"status": null or int}    without waiting
    {"do": "clock", "pid"} -> {"seconds"}                 processor time it has had
Imports nothing of the other packages.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from typing import Any, NoReturn

from . import canary, limits, lock, serve, wire

MOST_BYTES = 1 << 16


@dataclass
class Zygote:
    """Forks, asks about and ends children; knows no more of them than their pids."""

    lock: lock.Lock
    space: int
    null: int
    ended: dict[int, int] = field(default_factory=dict)
    """Exit statuses of children that were found dead when somebody asked."""

    def fork(self, channel: int, output: int) -> int:
        """A locked child that serves one submission; returns its pid."""
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            with contextlib.suppress(BaseException):
                self.lock.apply(parent, channel, output, self.null)
                serve.Server(wire.FdStream(lock.CHANNEL), self.lock.layers, self.space).run()
            lock.give_up()
        return pid

    def canary(self) -> dict[str, str]:
        """What a child like every other is refused."""
        ours, theirs = socket.socketpair()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            with contextlib.suppress(BaseException):
                self.lock.apply(parent, theirs.fileno(), self.null, self.null)
                limits.allow(1.0, canary.MEMORY_MB, self.space)
                os.write(lock.CHANNEL, json.dumps(canary.probe()).encode())
            lock.give_up()
        theirs.close()
        with ours:
            said = ours.recv(MOST_BYTES)
        os.waitpid(pid, 0)
        return json.loads(said) if said else {}

    def answer(self, request: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
        """Do what one request says."""
        if request["do"] == "fork":
            channel, output = descriptors
            pid = self.fork(channel, output)
            os.close(channel)
            os.close(output)
            return {"pid": pid}
        pid = request["pid"]
        if request["do"] == "end":
            return {"status": self._end(pid)}
        if request["do"] == "status":
            return {"status": self._status(pid)}
        return {"seconds": None if pid in self.ended else limits.used(pid)}

    def _status(self, pid: int) -> int | None:
        if pid not in self.ended:
            found, status = os.waitpid(pid, os.WNOHANG)
            if not found:
                return None
            self.ended[pid] = os.waitstatus_to_exitcode(status)
        return self.ended[pid]

    def _end(self, pid: int) -> int:
        if pid not in self.ended:
            os.kill(pid, signal.SIGKILL)
            self.ended[pid] = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return self.ended.pop(pid)


def main() -> NoReturn:
    """Get ready, say so, serve. Arguments: the control socket's descriptor, then the names of outer layers."""
    control = socket.socket(fileno=int(sys.argv[3]))
    outer = sys.argv[4:]
    serve.preload()
    lock.drop_privileges()
    lock.undumpable()
    os.environ.clear()
    zygote = Zygote(lock.prepare(outer), limits.space(), null=0)  # where it runs, there may be no /dev/null to open
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"probes": zygote.canary(), "layers": zygote.lock.layers, "pid": os.getpid()}).encode())
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, MOST_BYTES, 2)
        if not request:
            os._exit(0)
        control.send(json.dumps(zygote.answer(json.loads(request), descriptors)).encode())
