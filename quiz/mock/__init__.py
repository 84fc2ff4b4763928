"""The mock interview: what is asked, what was answered when, what came of it. No Textual here; `quiz.ui` draws it.

Here stands what statistics need that have no interview to tell of: the rest takes 20 ms to import.
"""

from __future__ import annotations

from collections.abc import Mapping

PREFIX = "mock_"
"""Of the kinds of its events."""
SIGNS: Mapping[str, str] = {"right": "✓", "partial": "~", "wrong": "✗", "self": "=", "none": "–", "infra": "!"}
"""Of what came of an item."""
