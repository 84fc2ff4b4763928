"""What the tests of the app share: a session on a folder of its own, a screen as text, a grader that says as told."""

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.app import App

from exercises.content import Language, Text
from grader import Check, Entry, Finding, LineResult, Report
from grader.report import Printed, TraceFrame
from quiz.check import read_question
from quiz.paths import find_paths
from quiz.session import Session, open_session
from quiz.ui.app import Gradlings
from quiz.variants import Posed, pose
from tests.ui.waiting import screen_text

EVERY_KIND = read_question(Path(__file__).parents[1] / "quiz" / "every-kind.toml")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class FakeGrader:
    """Answers with what it is told; `gate` holds it back, so that a check can be watched while it runs."""

    def __init__(self) -> None:
        self.verdict = "fail"
        self.line = "pass"
        self.gate = threading.Event()
        self.gate.set()
        self.raises = False
        self.sources: list[bytes] = []
        """What was checked so far."""

    def check(self, exercise, source, options, errand) -> Report:
        self.sources.append(source)
        errand.passed("loads")
        until = time.monotonic() + 10
        while not self.gate.wait(0.005) and time.monotonic() < until:
            errand.go_on()
        if self.raises:
            raise RuntimeError("ours")
        return report(exercise.id, self.verdict)

    def check_line(self, task, line, salt) -> LineResult:
        self.gate.wait(10)
        return LineResult(self.line, None, Text("says the grader", "判题程序说"))

    def close(self) -> None:
        pass


def report(exercise: str, verdict: str) -> Report:
    good = verdict == "pass"
    worst = () if good else (Entry((0, 1), 0.5, 0.25), Entry((1, 0), float("nan"), 2.0))
    checks = (
        Check("loads", "loads", "", "tiny", passed=True),
        Check("forward:y", "forward", "y", "tiny", passed=True, error=1e-17, tolerance=1e-12),
        Check("gradient:dw", "gradient", "dw", "tiny", passed=good, error=0.5, tolerance=1e-12, worst=worst),
        Check("gradient:dw", "gradient", "dw", "batch-of-one", passed=True, error=0.0, tolerance=1e-12),
        Check("repeat", "repeat", "", "tiny", passed=True if good else None),
    )
    steps = (
        Text("dw alone is wrong", "只有 dw 不对"),
        Text("all of it", "全部元素"),
        Text("dw is doubled", "dw 多了一倍"),
    )
    finding = Finding("halved", "gradient:dw", {"factor": 2}, steps[-1], steps)
    return Report(
        exercise, "sha", "file.py", "sha", "salt", verdict, None if good else "gradient", float(good), checks,
        Text("the message", "这是消息"), () if good else (finding,), output="printed by the code",
        outputs=(Printed("tiny", "dense_forward", "printed by the code"),),
        trace=(TraceFrame(4, "dense_forward", "x @ w", (0, 1), ("x (2, 3)",)),) if verdict == "error" else (), ms=7.0,
    )  # fmt: skip


@pytest.fixture(params=["en", "zh"])
def language(request) -> Language:
    return request.param


@pytest.fixture(params=[(80, 24), (120, 40)], ids=str)
def size(request) -> tuple[int, int]:
    return request.param


@pytest.fixture
def every_drill() -> list[Posed]:
    return [pose(f"core:mlp/every-kind#{drill.id}", EVERY_KIND, 5) for drill in EVERY_KIND.drills]


@pytest.fixture
def grader() -> FakeGrader:
    return FakeGrader()


@pytest.fixture
def clock() -> list[datetime]:
    """What time it is, to be set."""
    return [NOON]


@pytest.fixture
def open_on(tmp_path: Path, compiled: Path, grader: FakeGrader, clock: list[datetime]):
    """A session in this language; called twice, the second one finds the files of the first."""
    paths = replace(find_paths({"GRADLINGS_HOME": str(tmp_path)}), cache=compiled)
    sessions: list[Session] = []

    def opened(language: Language = "en") -> Session:
        session = open_session(paths, language, lambda: clock[0], lambda: grader)
        sessions.append(session)
        return session

    yield opened
    for session in sessions:
        session.close()


@pytest.fixture
def shown() -> Callable[[App], str]:
    return screen_text


def asks(session: Session, drill: str, seed: int = 5) -> Posed:
    """Let the session ask this drill of the fixture question, again and again."""
    posed = pose(f"core:mlp/every-kind#{drill}", EVERY_KIND, seed)
    session.next = lambda topic=None: posed
    return posed


@pytest.fixture
def running(open_on) -> Callable:
    """`async with running(language, size) as (app, pilot)`: the app at its first page."""

    @asynccontextmanager
    async def started(language: Language = "en", size=(80, 24), drill: str = ""):
        session = open_on(language)
        posed = asks(session, drill) if drill else None
        app = Gradlings(session)
        app.posed = posed
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            if drill:
                await pilot.press("enter")
                await pilot.pause()
            yield app, pilot

    return started


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch) -> None:
    """Pilot sleeps 20 ms and more before and after every key; here 2 ms steps until the process is idle."""

    async def until_idle(*_args: float) -> None:
        for _ in range(500):
            before = time.process_time()
            await asyncio.sleep(0.002)
            if time.process_time() - before < 0.001:
                return

    monkeypatch.setattr("textual.app.wait_for_idle", until_idle)
