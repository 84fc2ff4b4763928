"""The statistics as JSON, for scripts: keys are added, never renamed; `docs/stats.md` says what each is.

Owns that form. Counts and sums only: a share is for the reader to compute, who sees the n beside it.
"""

from __future__ import annotations

import json
from typing import Any

from quiz.stats.values import Assessed, Marked, Recall, Statistics

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
    }


def _marked(marked: Marked) -> dict[str, int]:
    return {"n": marked.n, "right": marked.right, "partial": marked.partial}


def _assessed(assessed: Assessed) -> dict[str, float]:
    return {"n": assessed.n, "ticked": round(assessed.ticked, 4)}


def _recall(recall: Recall) -> dict[str, float]:
    return {"n": recall.n, "remembered": recall.remembered, "predicted": round(recall.predicted, 4)}
