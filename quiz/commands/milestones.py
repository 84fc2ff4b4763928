"""`milestone`: the networks that the learner's own passed files make up, and the training of one.

Owns what is said before and after. Refuses to train with what was not passed, unless our solutions are asked for.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing

from quiz.commands.console import NOT_PASSED, PASSED, Console, Refused
from quiz.commands.live import Live
from quiz.desk import Desk
from quiz.milestones import Standing, amount, outcome, standings, training, wanted
from quiz.words import Words
from quiz.workspace import WorkspaceError
from quiz.wrapping import render


def milestone(args: Namespace, desk: Desk, console: Console) -> int:
    """List them, or train one; 1 where the goal was missed. Raises Refused."""
    found = standings(desk)
    if not args.id:
        for standing in found:
            console.say(*_listed(standing, desk.words), "")
        console.say(desk.words("milestone.how", id=found[0].milestone.id))
        return PASSED
    ids = [standing.milestone.id for standing in found]
    if args.id not in ids:
        raise Refused(desk.words("milestone.unknown", id=args.id, known=desk.words("plan.comma").join(ids)))
    chosen = found[ids.index(args.id)]
    if chosen.missing and not args.with_solution:
        starts = "; ".join(f"gradlings start {name}" for name in chosen.missing)
        raise Refused(desk.words("milestone.needs", id=args.id, starts=starts, n=len(chosen.missing)))
    return _trained(chosen, desk, console)


def _listed(standing: Standing, words: Words) -> Iterator[str]:
    found = standing.milestone
    yield f"{'✓' if standing.reached else ' '} {found.id}  {found.title[words.language]}"
    yield f"    {wanted(found, words)}"
    if standing.best is not None:
        yield f"    {words('milestone.best', score=amount(found, standing.best, words))}"
    for name in found.exercises:
        yield f"    {' ' if name in standing.missing else '✓'} {name}"


def _trained(standing: Standing, desk: Desk, console: Console) -> int:
    from grader import BadSetting  # noqa: PLC0415  # 25 ms that the list does not pay
    from grader.trained import Stumbled  # noqa: PLC0415  # as above

    found, words = standing.milestone, desk.words
    console.say(found.title[words.language], "", *render(found.about[words.language], console.width), "")
    if standing.missing:
        console.say(
            *render(words("milestone.filled", ids=words("plan.comma").join(standing.missing)), console.width), ""
        )
    live, score = Live(console), None
    try:
        with closing(training(standing, desk)) as steps:
            for progress in steps:
                live.show(progress)
                score = progress.score
    except BadSetting as error:
        raise Refused(str(error)) from error
    except WorkspaceError as error:
        raise Refused(words("cli.file_problem", path=error.path, reason=error.reason)) from error
    except Stumbled as stumbled:
        live.stop()
        said = words("milestone.stumbled", exercise=stumbled.exercise, text=stumbled.text[words.language])
        console.say("", *render(f"✗ {said}", console.width))
        console.say("", words("milestone.check", exercise=stumbled.exercise))
        return NOT_PASSED
    return _said(standing, score, console)


def _said(standing: Standing, score: float | None, console: Console) -> int:
    """The result, and after a miss where to look."""
    found, words = standing.milestone, console.words
    if score is None:
        return NOT_PASSED
    reached = found.reached(score)
    console.say("", *render(f"{'✓' if reached else '✗'} {outcome(found, score, words)}", console.width))
    if standing.missing:
        console.say("", *render(words("milestone.not_recorded"), console.width))
    if not reached:
        console.say("", *render(words("milestone.look", ids=words("plan.comma").join(found.exercises)), console.width))
    return PASSED if reached else NOT_PASSED
