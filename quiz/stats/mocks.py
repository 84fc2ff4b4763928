"""The mock interviews among the statistics: how many, and the last one beside the one before it.

Owns which ones are compared: those that are over. Refuses to count what is within one (`quiz.mock.report`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from quiz.mock.report import overall
from quiz.mock.state import Mock
from quiz.stats.values import MockCount, MockFigures


def mock_count(mocks: Iterable[Mock], zone: tzinfo | None) -> MockCount:
    """Of all interviews, the latest last; their days are those of this zone."""
    over = [mock for mock in mocks if mock.state == "ended"]
    figures = [_figures(mock, zone) for mock in over[:-3:-1]]
    return MockCount(len(over), sum(mock.elapsed for mock in over), *figures)


def _figures(mock: Mock, zone: tzinfo | None) -> MockFigures:
    found = overall(mock)
    return MockFigures(
        day=mock.at.astimezone(zone).date(),
        minutes=mock.wish.minutes,
        machine=found.machine.n,
        machine_points=found.machine.points,
        own=found.own.n,
        own_points=found.own.points,
        code=found.code.verdict if found.code else "",
    )
