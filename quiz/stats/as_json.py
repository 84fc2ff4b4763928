"""The statistics as JSON, for scripts: keys are added, never renamed; `docs/stats.md` says what each is.

Owns that form. Counts and sums only: a share is for the reader to compute, who sees the n beside it.
"""

from __future__ import annotations

import json
from typing import Any

from quiz.stats.values import Assessed, Marked, MockFigures, Recall, Statistics

SCHEMA = 1


def as_json(found: Statistics) -> str:
    """One object on one line."""
    return json.dumps(_body(found), ensure_ascii=False)


def _body(found: Statistics) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "today": found.today.isoformat(),
        "target": found.target,
        "marked": _marked(found.marked),
        "self": _assessed(found.assessed),
        "recall": {"marked": _recall(found.recall), "self": _recall(found.recall_assessed)},
        "days": {day.isoformat(): {"marked": n.marked, "self": n.assessed} for day, n in found.days.items()},
        "due": {"overdue": found.overdue, "days": list(found.ahead)},
        "topics": {row.topic: {"marked": _marked(row.marked), "self": _assessed(row.assessed)} for row in found.topics},
        "times": {row.kind: {"n": row.n, "median_ms": row.median_ms} for row in found.times},
        "exercises": {
            row.track: {"new": row.new, "started": row.started, "passed": row.passed, "redone": row.redone}
            for row in found.tracks
        },
        "mocks": {
            "n": found.mocks.n,
            "seconds": round(found.mocks.seconds),
            "last": _mock(found.mocks.last),
            "before": _mock(found.mocks.before),
        },
        "interview": found.interview.isoformat() if found.interview else None,
    }


def _mock(held: MockFigures | None) -> dict[str, Any] | None:
    return held and {
        "day": held.day.isoformat(),
        "minutes": held.minutes,
        "marked": {"n": held.machine, "points": round(held.machine_points, 4)},
        "self": {"n": held.own, "ticked": round(held.own_points, 4)},
        "code": held.code or None,
    }


def _marked(marked: Marked) -> dict[str, int]:
    return {"n": marked.n, "right": marked.right, "partial": marked.partial}


def _assessed(assessed: Assessed) -> dict[str, float]:
    return {"n": assessed.n, "ticked": round(assessed.ticked, 4)}


def _recall(recall: Recall) -> dict[str, float]:
    return {"n": recall.n, "remembered": recall.remembered, "predicted": round(recall.predicted, 4)}
