"""`gradescope`: an exercise as an autograder for Gradescope, in one zip file.

Owns the salt, which is drawn here once for all students, and what the teacher is told. Refuses to overwrite a file: an
autograder that is in use has a salt that cannot be drawn again.
"""

from __future__ import annotations

import secrets
from argparse import Namespace
from pathlib import Path

from grader.gradebook.autograder.bundle import write_bundle
from grader.gradebook.autograder.settings import Settings
from grader.gradebook.files import number
from quiz.commands.console import PASSED, Console, Refused
from quiz.commands.targets import known
from quiz.desk import Desk
from quiz.version import VERSION


def gradescope(args: Namespace, desk: Desk, console: Console) -> int:
    """Write the zip file. Raises Refused where it is there already or cannot be written."""
    words, path = desk.words, Path(args.output)
    exercise = known(desk, args.id)
    if not args.points > 0:
        raise Refused(words("gradescope.points", points=number(args.points)))
    if path.exists():
        raise Refused(words("gradescope.exists", path=path))
    settings = Settings(
        exercise=exercise.id,
        version=VERSION,
        salt=args.salt or secrets.token_hex(8),
        required="D" if args.allow_reduced_isolation else "B",
        possible=args.points,
        level=args.feedback,
        hidden=args.hidden_tests,
        language=desk.language,
    )
    try:
        size = write_bundle(path, exercise, settings)
    except OSError as error:
        raise Refused(words("gradescope.unwritable", path=path, reason=error.strerror)) from error
    console.say(words("gradescope.written", path=path, kb=size // 1000, id=exercise.id))
    console.say(words("gradescope.upload", points=number(args.points)), words("gradescope.salt", salt=settings.salt))
    console.say(words("gradescope.reduced" if args.allow_reduced_isolation else "gradescope.locked"))
    return PASSED
