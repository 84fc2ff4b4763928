"""What teachers' systems hand over, as submissions. The door of the package.

    gathering   files, folders and archives -> Submissions, one at a time
    roster      who should have handed in, from a CSV file
    forgiving   judges one like `Grader.check`, but imports that nothing uses and demo code cost nobody their points

Nothing that was handed in is ever imported, run or unpacked onto the disk by its own name. What cannot be used is a
Submission with a `fault`; whatever else was handed in goes on.
"""

from __future__ import annotations

from grader.intake.forgiving import check
from grader.intake.gathering import gather
from grader.intake.roster import BadRoster, Person, Roster, read_roster

__all__ = ["BadRoster", "Person", "Roster", "check", "gather", "read_roster"]
