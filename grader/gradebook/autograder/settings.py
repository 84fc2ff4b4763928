"""What an autograder is told when it is made, and reads when it runs: `autograder.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from exercises.content import Language
from grader.gradebook.gradescope import Visibility
from grader.gradebook.outputs import Outputs
from grader.gradebook.seen import Level as Told
from grader.sandbox.strongest import Level

FILE = "autograder.json"


@dataclass(frozen=True)
class Settings:
    """All of one autograder."""

    exercise: str
    version: str
    """Of gradlings, as every report says it."""
    salt: str
    """Draws the cases, the same for everybody; whoever knows it and the exercise knows the hidden ones."""
    required: Level = "B"
    """The least isolation that anything is judged in."""
    possible: float = 100.0
    level: Told = "full"
    hidden: Visibility = "hidden"
    language: Language = "en"

    @property
    def outputs(self) -> Outputs:
        """For the writer of results."""
        return Outputs(level=self.level, language=self.language, possible=self.possible)

    @property
    def pack(self) -> str:
        """Whose exercise it is; empty for one of ours."""
        return self.exercise.rpartition(":")[0]

    def dumps(self) -> str:
        """As it stands in the file."""
        return json.dumps({"schema": 1, **asdict(self)}, indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, folder: Path) -> Settings:
        """Out of the folder that the zip was unpacked to."""
        told = json.loads((folder / FILE).read_text("utf-8"))
        return cls(**{name: told[name] for name in cls.__dataclass_fields__ if name in told})
