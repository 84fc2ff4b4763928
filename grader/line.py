"""One line of backward, judged by the numerical gradient of its task's forward on salted shapes.

The forward comes with a question, so possibly from a stranger's pack: it too runs only in the child. Everything that
the verdict needs of it is fetched before the learner's line is loaded there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import indent
from typing import Any

import numpy as np

from exercises.catalog import Limits
from exercises.content import Text
from grader import compare, messages
from grader.draws import AGREES, stream
from grader.judge import VERDICTS
from grader.numgrad import Array, Function, Gradient, gradients, second_opinion
from grader.sandbox import Sandbox, SandboxError
from grader.sandbox.child import Child, Failure, clean
from grader.starts import START, SUBMISSION
from grader.tasks import LineResult, LineTask, Ran

HOLE = "____"
ROUNDS = 3
SIZES = (2, 3, 4, 5, 6)
"""No size is 1, and no two names get the same: many a wrong line is right for one sample or a square matrix."""
TOLERANCE = 1e-10
EQUAL = 1e-9
MAX_BYTES = 1 << 20
LIMITS = Limits(seconds=5.0)


@dataclass(frozen=True)
class Round:
    """One drawn set of arguments, the true gradient, and what each known wrong line gives."""

    args: dict[str, Array]
    upstream: tuple[Array, ...]
    truth: Gradient
    wrong: tuple[Array | Failure, ...]


def check_lines(task: LineTask, lines: Sequence[str], salt: str, sandbox: Sandbox) -> list[LineResult]:
    """Judge lines of one person, all in one child.

    Never raises for anything a line does; a fault of ours or of the task's is verdict `infra`.
    """
    try:
        with Child(sandbox.take()) as child:
            child.greet(START)
            rounds = _prepare(task, salt, child)
            return [_judge(task, line, rounds, child) for line in lines]
    except (SandboxError, BrokenTask) as error:
        return [LineResult("infra", None, messages.INFRA.format(why=error)) for _ in lines]


def run_source(source: str, limits: Limits, sandbox: Sandbox) -> Ran:
    """Run a program in a child of its own and say what it printed and how it ended. Raises SandboxError."""
    with Child(sandbox.take()) as child:
        isolation = f"{sandbox.level}: {child.greet(START)}"
        loaded = child.load([(SUBMISSION, source.encode())], limits, seed=0)
    if not isinstance(loaded, Failure):
        return Ran(child.output(), "", "done", isolation)
    kind = clean(str(loaded.facts.get("type", loaded.cause)))
    ended = {"timeout": "timeout", "memory": "memory", "died": "died", "garbage": "died"}.get(loaded.cause, "raised")
    return Ran(child.output(), f"{kind}: {clean(str(loaded.facts.get('message', '')))}", ended, isolation)  # type: ignore[arg-type]


class BrokenTask(Exception):
    """The task itself does not work: a fault of its author, found by the content check."""


def _prepare(task: LineTask, salt: str, child: Child) -> list[Round]:
    """Everything true about the task. Raises BrokenTask."""
    if task.frame.count(HOLE) != 1 or task.target not in {arg.name for arg in task.args}:
        raise BrokenTask(f"its frame must have one gap, {HOLE}, and its target must be one of its arguments")
    _load(child, _function("forward", task, task.forward, ()))
    known = [_known(task, salt, number, child) for number in range(ROUNDS)]
    wrong: list[list[Array | Failure]] = [[] for _ in known]
    for line in task.wrong:
        _load(child, _backward(task, line))
        for k, (args, upstream, _) in enumerate(known):
            wrong[k].append(_run(task, args, upstream, child))
    return [
        Round(args, (upstream,), truth, tuple(found))
        for (args, upstream, truth), found in zip(known, wrong, strict=True)
    ]


def _known(task: LineTask, salt: str, number: int, child: Child) -> tuple[dict[str, Array], Array, Gradient]:
    """Drawn arguments, an upstream and the true gradient; drawn again where two numerical methods disagree (a kink)."""
    for again in (number, number + ROUNDS):
        rng = stream(salt, task.forward, str(again))
        args = _draw(task, rng)
        function = Function(_Remote(task, child), args, (task.target,), stackable=False)
        shape = function()[0].shape
        upstream = np.asarray(rng.standard_normal(shape) if task.upstream else np.ones(shape))
        truth = gradients(function, [(upstream,)])[0]
        direction = np.asarray(rng.standard_normal(args[task.target].shape))
        slopes = compare.products([upstream], second_opinion(function, {task.target: direction}))
        if compare.contraction(compare.products([direction], [truth.values[task.target]]), slopes) <= AGREES:
            return args, upstream, truth
    raise BrokenTask("two numerical methods disagree about its forward: it must be safe for complex numbers")


def _judge(task: LineTask, line: str, rounds: Sequence[Round], child: Child) -> LineResult:
    if len(line.strip().splitlines()) != 1:
        return LineResult("error", None, messages.NOT_ONE_LINE)
    # What cannot be encoded (half a surrogate pair) goes out as it is: the child's compile() says so.
    loaded = child.load([(SUBMISSION, _backward(task, line).encode("utf-8", "surrogatepass"))], LIMITS, seed=0)
    if isinstance(loaded, Failure):
        return _failed(loaded)
    answers = [_run(task, r.args, r.upstream[0], child) for r in rounds]
    failures = [answer for answer in answers if isinstance(answer, Failure)]
    if failures:
        return _failed(failures[0], _matched(answers, rounds))
    for answer, r in zip(answers, rounds, strict=True):
        message = _wrong(task, answer, r)
        if message:
            return LineResult("fail", _matched(answers, rounds), message)
    return LineResult("pass", None, messages.PASSED)


def _wrong(task: LineTask, answer: Array | Failure, r: Round) -> Text | None:
    """What is wrong with the answer in this round; None where it is right."""
    assert not isinstance(answer, Failure)  # noqa: S101 (failures were answered before)
    name, right = f"d{task.target}", r.truth.values[task.target]
    if answer.dtype.kind != "f":
        return messages.not_real(name, answer)
    if answer.shape != right.shape:
        return Text(
            f"{name} has shape {answer.shape}; it must have the shape of {task.target}, {right.shape}",
            f"{name} 的形状是 {answer.shape}；应与 {task.target} 相同，即 {right.shape}",
        )
    found = compare.entries(answer, right, r.truth.scales[task.target])
    if found.within(TOLERANCE):
        return None
    entry = found.worst[0]
    yours, expected = messages.apart(entry)
    sizes = ", ".join(f"{n} {a.shape}" for n, a in r.args.items())
    where = f"{name}[{', '.join(map(str, entry.index))}]" if entry.index else name
    return Text(
        f"{where} is {yours}, it must be {expected} ({sizes})",
        f"{where} 是 {yours}，应为 {expected}（{sizes}）",
    )


def _matched(answers: Sequence[Array | Failure], rounds: Sequence[Round]) -> int | None:
    """The known wrong line that gives the very same in every round, if there is one."""
    for number in range(len(rounds[0].wrong)):
        if all(_same(answer, r.wrong[number]) for answer, r in zip(answers, rounds, strict=True)):
            return number
    return None


def _same(answer: Array | Failure, known: Array | Failure) -> bool:
    if isinstance(answer, Failure) or isinstance(known, Failure):
        facts = [a.facts.get("type") for a in (answer, known) if isinstance(a, Failure)]
        return len(facts) == 2 and facts[0] == facts[1]
    return compare.alike(answer, known, EQUAL)


def _failed(failure: Failure, matched: int | None = None) -> LineResult:
    """The line number would be that of a program the learner never sees, so it is left out."""
    verdict = VERDICTS.get(failure.cause, "error")
    facts = {key: value for key, value in failure.facts.items() if key != "frames"}
    message = messages.of_failure(Failure(failure.cause, facts), messages.LINE, LIMITS.seconds)
    return LineResult(verdict, matched, message)


def _draw(task: LineTask, rng: np.random.Generator) -> dict[str, Array]:
    names = dict.fromkeys(size for arg in task.args for size in arg.shape if not size.isdecimal())
    sizes = dict(zip(names, rng.permutation(SIZES), strict=False))
    if len(sizes) < len(names):
        raise BrokenTask(f"has more than {len(SIZES)} named sizes")
    shapes = {arg.name: tuple(int(sizes.get(s, 0)) or int(s) for s in arg.shape) for arg in task.args}
    return {arg.name: _numbers(arg.draw, shapes[arg.name], rng) for arg in task.args}


def _numbers(kind: str, shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    if kind == "positive":
        return np.asarray(rng.uniform(0.5, 2.0, shape))
    if kind == "unit":
        return np.asarray(rng.uniform(0.1, 0.9, shape))
    if kind == "mask":
        return np.asarray(rng.integers(0, 2, shape)).astype(float)
    if kind == "onehot":
        return np.eye(shape[-1])[rng.integers(0, shape[-1], shape[:-1])]
    return np.asarray(rng.standard_normal(shape))


def _load(child: Child, source: str) -> None:
    loaded = child.load([(SUBMISSION, source.encode())], LIMITS, seed=0)
    if isinstance(loaded, Failure):
        raise BrokenTask(f"a line of the task does not load ({loaded.facts.get('message', loaded.cause)})")


def _run(task: LineTask, args: dict[str, Array], upstream: Array, child: Child) -> Array | Failure:
    arrays = [*args.values(), upstream]
    call = {"function": "backward", "args": [{"array": i} for i in range(len(arrays))], "result": f"d{task.target}"}
    result = child.perform([call], arrays, MAX_BYTES)
    return result if isinstance(result, Failure) else result[0]


def _function(name: str, task: LineTask, body: str, more: Sequence[str]) -> str:
    parameters = ", ".join([*(arg.name for arg in task.args), *more])
    return f"import numpy as np\ndef {name}({parameters}):\n{indent(body.strip(chr(10)), '    ')}\n"


def _backward(task: LineTask, line: str) -> str:
    """The frame with the line in its hole, as a function that returns the target's gradient."""
    body = task.frame.replace(HOLE, line.strip())
    return _function("backward", task, f"{body}\nreturn d{task.target}", ["dy"])


@dataclass(frozen=True)
class _Remote:
    """The task's forward in the child, as a function of this process."""

    task: LineTask
    child: Child

    def __call__(self, **args: Any) -> Array:
        given = [np.asarray(args[arg.name]) for arg in self.task.args]
        arrays = [a.astype(np.float64) if a.dtype == np.longdouble else a for a in given]  # which does not travel
        call = {"function": "forward", "args": [{"array": i} for i in range(len(arrays))], "result": "y"}
        result = self.child.perform([call], arrays, MAX_BYTES)
        if isinstance(result, Failure):
            raise BrokenTask(f"its forward fails ({result.facts.get('message', result.cause)})")
        return result[0]
