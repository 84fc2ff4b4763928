"""What a forked child does to itself before it reads a byte of a submission, in an order that matters.

Owns that order: first what needs privileges or open files (descriptors, limits), last the filter that takes them all.
A step that is required and fails ends the process without a hello; the grader then has a fault of ours, never a
verdict about a submission. Imports nothing of the other packages.
"""

from __future__ import annotations

import os
import platform
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from . import landlock, limits, seccomp
from .libc import libc

CHANNEL = 3
NOT_LOCKED = 70
NOBODY = 65534

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4


@dataclass(frozen=True)
class Lock:
    """Prepared once, in the process that forks; `apply` is for its children."""

    rules: bytes
    ruleset: int | None
    layers: tuple[str, ...]

    def apply(self, parent: int, channel: int, output: int, null: int) -> None:
        """Lock this process; `channel`, `output` and `null` become descriptors 3, 1 and 2, and 0."""
        os.setsid()
        end_with(parent)
        _default_signals()
        _keep_only((null, 0), (output, 1), (output, 2), (channel, CHANNEL), spare=self.ruleset)
        limits.fix()
        undumpable()
        locked = seccomp.no_new_privileges()
        if self.ruleset is not None:
            locked = locked and landlock.restrict(self.ruleset)
            landlock.close(self.ruleset)
        if not (locked and seccomp.install(self.rules)):
            give_up()


def prepare(outer: Sequence[str]) -> Lock:
    """What this machine can lock with; `outer` names what already holds the whole process.

    Raises KeyError where there is no table of system calls for this machine.
    """
    ruleset = _above_channel(landlock.ruleset())
    names = [*outer, "seccomp", *([f"landlock{landlock.version()}"] if ruleset is not None else []), "rlimits"]
    names += ["uid"] if os.getuid() == NOBODY else []
    return Lock(seccomp.load(platform.machine()), ruleset, tuple(names))


def drop_privileges() -> None:
    """Become nobody if this is root, for which limits and file modes mean nothing.

    Only after everything was imported: nobody may not be able to read the folder that NumPy lies in.
    """
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)


def undumpable() -> None:
    """No process of the same user may trace this one or read its memory. A change of uid undoes it."""
    libc().prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def end_with(parent: int) -> None:
    """Die when the parent does, also when it has died already. A change of uid undoes this too."""
    libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        give_up()


def give_up() -> NoReturn:
    """End without a word, so that nobody takes this for a child that is ready."""
    os._exit(NOT_LOCKED)


def _default_signals() -> None:
    """Python's handler would turn an interrupt into an exception of the submission's."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def _above_channel(descriptor: int | None) -> int | None:
    """The same file under a number that the child's own descriptors do not take."""
    while descriptor is not None and descriptor <= CHANNEL:
        descriptor = os.dup(descriptor)
    return descriptor


def _keep_only(*moves: tuple[int, int], spare: int | None) -> None:
    """Put descriptors where they belong and close all others but one."""
    for source, target in moves:
        os.dup2(source, target)
    first = CHANNEL + 1
    if spare is not None:
        os.closerange(first, spare)
        first = spare + 1
    os.closerange(first, 1 << 20)
