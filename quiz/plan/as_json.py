"""The plan as one JSON object, for `gradlings plan --json`.

Owns its keys: they are added, never renamed. Seconds are whole, chances have three digits.
"""

from __future__ import annotations

import json
from typing import Any

from quiz.plan.day import Item, Plan
from quiz.plan.recall import Recall


def as_json(plan: Plan) -> str:
    """All of it."""
    goal, outlook, settings = plan.goal, plan.outlook, plan.given.settings
    found = {
        "schema": 1,
        "today": goal.today.isoformat(),
        "date": goal.interview.isoformat() if goal.interview else None,
        "phase": goal.phase,
        "days": goal.days if goal.ahead else None,
        "minutes": settings.minutes,
        "spent": round(plan.given.spent),
        "left": round(plan.left),
        "topics": list(settings.topics),
        "retention": goal.retention if goal.ahead else None,
        "items": [_item(item) for item in plan.items],
        "backlog": plan.backlog,
        "returning": plan.returning,
        "dropped": {
            "cards": {str(level): n for level, n in plan.dropped.cards.items()},
            "exercises": list(plan.dropped.exercises),
        },
        "recall": {
            "marked": _recall(outlook.marked),
            "assessed": _recall(outlook.assessed),
            "topics": {topic: _recall(recall) for topic, recall in outlook.topics.items()},
        },
    }
    return json.dumps(found, ensure_ascii=False)


def _item(item: Item) -> dict[str, Any]:
    return {"kind": item.kind, "id": item.id, "seconds": round(item.seconds), "rest": round(item.rest)}


def _recall(found: Recall) -> dict[str, Any]:
    mean = None if found.mean is None else round(found.mean, 3)
    return {"seen": found.seen, "total": found.total, "recall": mean}
