"""The public door for others' code: from a notebook, a test or a script.

from gradlings import check_gradient, grade

check_gradient(forward, backward, (x, w, b))  # your own function; right or wrong, and where

report = grade("layers/dense", Path("dense.py").read_bytes())  # a submission to an exercise
report.passed, report.message.en, report.findings

files = ((path.name, path.read_bytes()) for path in Path("handed-in").glob("*.py"))
for report in grade_many("layers/dense", files):  # many, over all cores, as they are done
    print(report.file, report.verdict, report.score)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exercises.catalog import Catalog
from grader import Grader, Options, Report, SandboxError
from grader.batch import RunOptions, grade_all, new_salt, report_of
from grader.gradcheck import GradientCheck, GradientCheckError, check_gradient
from grader.handed import Submission
from grader.intake import check
from quiz.version import VERSION

__all__ = ["GradientCheck", "GradientCheckError", "Report", "SandboxError", "check_gradient", "grade", "grade_many"]


def grade(
    exercise: str, source: bytes | str, *, salt: str = "", strict: bool = False, allow_reduced_isolation: bool = False
) -> Report:
    """Judge one submission of anybody's in a locked process, and in a second one its hidden cases.

    exercise: its id, as `gradlings list` prints it.  source: the file's bytes or text.  salt: replays a judgement.
    strict: refuse what is right but imprecise.  allow_reduced_isolation: judge it also where there is no lock (macOS,
    Windows), as one would one's own file: such a process could read files and use the network.

    Raises KeyError (no such exercise), BrokenContent (its folder breaks the contract) and SandboxError (no process
    can be started, or none that is locked); never anything because of what the submission does.
    """
    data = source.encode() if isinstance(source, str) else source
    with Grader(required="D" if allow_reduced_isolation else "B") as grader:
        grader.prove()
        return check(grader, Catalog().get(exercise), data, Options(salt=salt, strict=strict, hidden=True, points=True))


def grade_many(
    exercise: str,
    files: Iterable[tuple[str, bytes | str]],
    *,
    salt: str = "",
    strict: bool = False,
    allow_reduced_isolation: bool = False,
) -> Iterator[Report]:
    """Judge many submissions of one exercise over all cores; a report for each, as they are done.

    files: names and sources, taken as they are needed; a report's `file` is the name.  The rest is as in `grade`; one
    salt serves them all, and every report says it. Leaving the loop early ends the processes.

    Raises as `grade` does, when the first report is asked for.
    """
    catalog = Catalog()
    catalog.get(exercise)
    options = RunOptions(salt or new_salt(), VERSION, strict=strict, required="D" if allow_reduced_isolation else "B")
    submissions = (
        Submission(name, exercise, name, data.encode() if isinstance(data, str) else data) for name, data in files
    )
    for row in grade_all(submissions, catalog, options):
        yield report_of(row.report)
