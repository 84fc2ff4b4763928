"""What the tests of mock interviews share: a session on fourteen topics whose clocks are turned by hand."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exercises.content import Text
from grader import Errand, LineResult, Report
from quiz.marking import Answer
from quiz.mock import judging
from quiz.mock.item import Item
from quiz.mock.sitting import Sitting, mocks, posed
from quiz.mock.state import Given
from quiz.paths import Paths
from quiz.session import open_session
from tests.samples import know_ours

SAMPLE = Path(__file__).parents[1] / "every-kind.toml"
TOPICS = [f"topic-{number}" for number in range(14)]
MLP = "core:topic-0/every-kind"
CODE = "layers/dense"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXTS = {"memory": ("0.25",), "name": ("fc",), "gaps": ("w", "b"), "prints": ("(1, 2.0)",), "write": ("x.T @ dy",)}


class Judge:
    """A grader that says what it is told."""

    def __init__(self):
        self.verdict, self.stage = "pass", None
        self.checks = ()

    def check(self, exercise, source, options, errand=None):
        score = 1.0 if self.verdict == "pass" else 0.4
        message = Text("the message", "这是消息")
        return Report(
            exercise.id, "sha", options.file, "sha", "5a17", self.verdict, self.stage, score, self.checks, message
        )

    def check_line(self, task, line, salt):
        return LineResult(self.verdict, None, Text("says the grader", "评测器说"))

    def close(self):
        pass


class Room:
    """A session on fourteen topics, with a clock and a stopwatch that are turned by hand."""

    def __init__(self, folder, cache):
        content = folder / "content"
        for topic in TOPICS:
            (content / "questions" / topic).mkdir(parents=True)
            shutil.copy(SAMPLE, content / "questions" / topic / "every-kind.toml")
        titles = "".join(f'{topic} = {{ en = "{topic}", zh = "{topic}" }}\n' for topic in TOPICS)
        (content / "topics.toml").write_text(f"schema = 1\n[topics]\n{titles}", encoding="utf-8")
        self.paths = Paths(folder / "work", folder / "data", cache, content)
        know_ours(cache)
        self.now, self.seconds, self.judge = NOON, 0.0, Judge()
        self.session = self.opened()

    def opened(self):
        return open_session(self.paths, "en", lambda: self.now, lambda: self.judge)

    def passes(self, seconds):
        self.seconds += seconds
        self.now += timedelta(seconds=seconds)

    def sitting(self, *drills):
        """On these drills of the sample; `code` is the exercise."""
        items = [Item("code", "", 1, 720, exercise=CODE) if name == "code" else self.item(name) for name in drills]
        body = {"minutes": 20, "seed": 1, "topics": [], "code": True, "items": [item.to_json() for item in items]}
        self.session.history.add("mock_begun", body)
        return Sitting(self.session, mocks(self.session)[-1], lambda: self.seconds)

    def item(self, drill):
        card = self.session.bank.cards[f"{MLP}#{drill}"]
        fingerprint = judging.published(self.session.bank.question(card.id), card.id).fingerprint
        return Item(card.kind, card.topic, card.level, 60, card.id, 5, fingerprint)

    def ended(self, sitting):
        """Marked by the machine."""
        sitting.end()
        mock = sitting.mock
        for index, body in judging.marks(self.session, mock, Errand()):
            mock = judging.keep(self.session, mock, index, body)
        return mock

    def kinds(self, prefix):
        return [event.kind for event in self.session.history.of(prefix)]


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path, tmp_path / "cache")
    yield room
    room.session.close()


@pytest.fixture
def drills(room):
    return [drill.id for drill in room.session.bank.question(f"{MLP}#one").drills]


def right(found):
    """The right answer to a drill of the sample."""
    drill = found.drill
    if drill.kind in ("single", "multiple"):
        return Answer(chosen=tuple(option.id for option in drill.options if option.right))
    if drill.kind in ("truth", "bug"):
        reason = next(option.id for option in drill.reasons if option.right)
        truth = {"truth": drill.answer} if drill.kind == "truth" else {"line": drill.line}
        return Answer(chosen=(reason,), **truth)
    if drill.kind == "ordering":
        return Answer(chosen=tuple(step.id for step in drill.steps))
    if drill.kind == "matching":
        return Answer(chosen=tuple(left.id for left in found.lefts))
    values = found.values
    if drill.kind == "parametric":
        return Answer(texts=(str(values["d"] * values["m"] + values["m"]),))
    return Answer(texts=(f"({values['d']}, {values['m']})",) if drill.kind == "shape" else TEXTS[drill.id])


def answer_all(sitting):
    for index, item in enumerate(sitting.mock.items):
        sitting.move(index)
        found = posed(sitting.session, item)
        if found.drill is None:
            sitting.keep(index, Given({"texts": ["affine"]}, "affine", 2.0, 1))
        else:
            sitting.answer(index, right(found))
