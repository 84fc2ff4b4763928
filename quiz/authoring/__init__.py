"""For who writes questions and exercises: what is looked at beyond a single file, and what a new one begins with.

Nothing that only asks questions imports this package.
"""

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
