"""Every way to start a child."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from exercises.catalog import Limits
from grader.sandbox import SandboxError
from grader.sandbox.child import Child, Failure
from grader.sandbox.fork import Forker, possible
from grader.sandbox.spawn import Spawner

linux_only = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc who is alive")
lockable = pytest.mark.skipif(not possible(), reason="there is no lock for this system")
CALL = {"function": "f", "args": [], "result": "y"}


def wrapped():
    """A sandbox inside bubblewrap; skips where that is not installed or not allowed."""
    if not shutil.which("bwrap"):
        pytest.skip("bubblewrap is not installed")
    forker = Forker(wrapped=True)
    try:
        assert forker.level == "A"
    except SandboxError as error:
        pytest.skip(f"bubblewrap does not work here: {error}")
    return forker


KINDS = {"plain": Spawner, "locked": lambda: Forker(wrapped=False), "wrapped": wrapped}
LOCKED = ("locked", "wrapped")


@pytest.fixture(scope="module", params=[pytest.param(k, marks=lockable if k in LOCKED else ()) for k in KINDS])
def sandbox(request):
    made = KINDS[request.param]()
    yield made
    made.close()


@pytest.fixture(scope="module", params=[pytest.param(k, marks=lockable) for k in LOCKED])
def lock(request):
    made = KINDS[request.param]()
    yield made
    made.close()


@contextmanager
def child(sandbox, source, seconds=10.0):
    """A child that has loaded this source. Raises AssertionError with the failure where it does not load."""
    with Child(sandbox.take()) as one:
        one.greet(20.0)
        loaded = one.load([("submission", source.encode())], Limits(seconds=seconds), seed=0)
        assert not isinstance(loaded, Failure), loaded
        yield one
