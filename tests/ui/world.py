"""A small world that always looks the same: two topics, five exercises, a clock that stands, three weeks of answers.

Snapshots of screens rest on it, so that a new question or exercise of ours changes none of them.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from exercises.content import Language, Text
from exercises.places import OURS
from grader import Entry, LineResult, Report
from grader.counterexample import Counterexample
from grader.heat import heatmap
from quiz.paths import Paths, find_paths
from quiz.session import Session, open_session
from tests.packs import TOPICS, make_pack
from tests.samples import edit
from tests.ui.conftest import FakeGrader

DENSE = "layers/dense"
EXERCISES = (DENSE, "losses/mse", "losses/softmax-cross-entropy", "foundations/central-difference")
READERS_OF_OURS = ("exercises.catalog", "quiz.stock", "quiz.search.shelved")
BEGUN = datetime(2026, 11, 1, 9, tzinfo=UTC)
DAYS = 20
GLOSSARY = """schema = 1
[[terms]]
id = "backpropagation"
topic = "mlp"
term = { en = "backpropagation", zh = "反向传播" }
say = { en = "One backward pass gives every gradient.", zh = "一次反向传播就得到全部梯度。" }
also = ["backprop", "BP"]
[[terms]]
id = "dense-layer"
topic = "mlp"
term = { en = "dense layer", zh = "全连接层" }
say = { en = "A dense layer is an affine map.", zh = "全连接层是一个仿射映射。" }
"""
ANOTHER = '{ en = "Once more", zh = "再来一遍" }'
SLOW = {"open": 95_000, "write": 48_000}
"""Milliseconds for an answer; the others take 12 000."""


class SameGrader(FakeGrader):
    """Whatever is checked, `dw` is halved; a line is not what was asked for."""

    def check(self, exercise, source, options, errand) -> Report:
        found = super().check(exercise, source, options, errand)
        errors = np.zeros((3, 4))
        errors[0, 1], errors[1, 0], errors[2, 3] = 0.5, np.nan, 1e-9
        checks = [replace(check, heat=heatmap(errors, 1e-12)) if check.worst else check for check in found.checks]
        return replace(found, checks=tuple(checks), counterexample=smallest())

    def check_line(self, task, line, salt) -> LineResult:
        return LineResult(
            "fail", None, Text("The shape is (2, 3), but (3, 2) is needed.", "形状是 (2, 3)，应为 (3, 2)。")
        )


def smallest() -> Counterexample:
    """What can be worked out on a whiteboard."""
    text = Text(
        "N = D = M = 1, x = 1, dy = 2: dw must be 2, yours is 1.", "N = D = M = 1，x = 1，dy = 2：dw 应为 2，你的是 1。"
    )
    args, upstreams = {"x": [[1.0]], "w": [[0.0]], "b": [0.0]}, {"y": [[2.0]]}
    sizes = {"N": 1, "D": 1, "M": 1}
    worst = (Entry((0, 0), 1.0, 2.0),)
    return Counterexample("gradient", "dw", "", sizes, args, upstreams, 2, text, expected=[[2.0]], worst=worst)


@dataclass
class World:
    """A learner's session, and the time that it takes it to be."""

    paths: Paths
    now: datetime = BEGUN

    def open(self, language: Language) -> Session:
        return open_session(self.paths, language, lambda: self.now, SameGrader)

    def live(self, session: Session) -> None:
        """Three weeks: every card at least once, some missed; an exercise passed, one begun; a date to go."""
        session.configure(date="2026-12-05", minutes=40)
        cards = list(session.bank.cards)
        for day in range(DAYS):
            if day % 6 != 5:
                for card in (cards[(3 * day + k) % len(cards)] for k in range(4)):
                    self._answer(session, card, wrong=(day + len(card)) % 4 == 0)
            self.now = BEGUN + timedelta(days=day + 1)
        session.start("losses/mse")
        session.history.add("checked", {"exercise": "losses/mse", "verdict": "pass"})
        session.start("foundations/central-difference")
        self.now += timedelta(hours=3)

    def _answer(self, session: Session, card: str, *, wrong: bool) -> None:
        kind = card.rpartition("#")[2]
        verdict = "self" if kind == "open" else "wrong" if wrong else "right"
        body = {"card": card, "verdict": verdict, "score": float(not wrong), "rating": 1 if wrong else 3}
        self.now += timedelta(minutes=1)
        session.history.add("answered", {**body, "elapsed_ms": SLOW.get(kind, 12_000)})


def make_world(folder: Path) -> World:
    """Everything in this folder; patch `OURS` in `READERS_OF_OURS` to its `exercises`."""
    content = make_pack(folder / "content", "mlp", "cnn/another", topics=TOPICS)
    edit(content / "questions/cnn/another.toml", '{ en = "Every kind", zh = "各种题型" }', ANOTHER)
    (content / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    for name in EXERCISES:
        shutil.copytree(OURS / name, folder / "exercises" / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(OURS / "tracks.toml", folder / "exercises")
    # Relative: pages show where a learner's files are, and that is to be the same everywhere.
    return World(replace(find_paths({"GRADLINGS_HOME": str(folder / "home")}), content=content, work=Path("gradlings")))
