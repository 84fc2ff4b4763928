"""A counterexample as a file that runs anywhere: plain Python and NumPy, the learner's file imported by its path.

Owns the file's text. Refuses to write it to a disk and to run it. Its docstring holds the lines that it prints, as they
were in the judgement, so that the learner sees whether anything has changed.
"""

from __future__ import annotations

import pprint
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exercises.catalog import Exercise, Function
from exercises.content import Language, Text
from grader.counterexample import Counterexample
from grader.messages import apart
from grader.report import Entry

HEAD = Text(
    "{exercise}: the smallest case found on which {file} is wrong.\n\n{text}\n\n"
    "Runs with Python and NumPy alone. What it printed when it was judged:\n\n{printed}",
    "{exercise}：{file} 出错的最小用例。\n\n{text}\n\n只需 Python 与 NumPy 即可运行。评测时的输出：\n\n{printed}",
)
PAUSE = Text(
    "breakpoint()  # take away the first #: then `s` steps into the next call, `p dy` prints a value",
    "breakpoint()  # 去掉行首的 #：之后用 `s` 进入下一个调用，用 `p dy` 打印某个值",
)
IMPORTS = """\
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import numpy as np
"""
LOADER = """\
FILE = {file}
sys.dont_write_bytecode = True  # a file that was edited a moment ago must be read again
loader = SourceFileLoader("submission", str(FILE))
submission = module_from_spec(spec_from_loader("submission", loader))
sys.modules["submission"] = submission
loader.exec_module(submission)
"""
TABLE = """\
yours, expected = np.asarray({name}), np.array({expected})
print(f"{tensor}: shape {{yours.shape}}, {{yours.dtype}}; it must have shape {{expected.shape}}, float64")
for index in {indices} if yours.shape == expected.shape else []:
    mine, right = yours[index] + 0.0, expected[index] + 0.0
    for digits in (6, 9, 12, 17):  # as many as it takes to tell the two apart
        if f"{{mine:.{{digits}}g}}" != f"{{right:.{{digits}}g}}":
            break
    ratio = f"{{mine / right:.6g}}" if right else "-"
    print(f"{{list(index)!s:>14}}  yours {{mine:.{{digits}}g}}  expected {{right:.{{digits}}g}}  ratio {{ratio}}")
"""
WIDTH = 100


def script(exercise: Exercise, found: Counterexample, file: Path, language: Language, *, beside: bool) -> str:
    """The file's text. With `beside` it looks for the learner's file in its own folder."""
    head = HEAD[language].format(
        exercise=exercise.id, file=file.name, text=found.text[language], printed="\n".join(printed(found))
    )
    place = f"Path(__file__).with_name({file.name!r})" if beside else f"Path({str(file.absolute())!r})"
    body = [*_numbers(exercise.role("forward"), found), "", *_calls(exercise, found, f"# {PAUSE[language]}")]
    quoted = head.replace("\\", "\\\\").replace('"""', "'''")
    parts = (f'"""{quoted}\n"""', IMPORTS, LOADER.format(file=place), "\n".join(body))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def printed(found: Counterexample) -> list[str]:
    """What the file prints as long as the learner's code is as it was; the last line of the traceback if it raises."""
    if not found.tensor:
        return [found.raised]
    yours, right = found.shapes
    first = f"{found.tensor}: shape {yours}, {found.dtype}; it must have shape {right}, float64"
    return [first, *map(_row, found.worst)]


def _row(entry: Entry) -> str:
    yours, expected = apart(entry)
    ratio = f"{entry.yours / entry.expected:.6g}" if entry.expected else "-"
    return f"{list(entry.index)!s:>14}  yours {yours}  expected {expected}  ratio {ratio}"


def _numbers(forward: Function, found: Counterexample) -> Iterator[str]:
    dtypes = {argument.name: argument.dtype for argument in forward.args if argument.shape}
    seeds = {argument.name for argument in forward.args if argument.dtype == "rng"}
    for name, value in {**found.args, **found.upstreams}.items():
        if name in seeds:
            yield f"{name} = np.random.default_rng({value!r})"
        elif name in dtypes or name in found.upstreams:
            dtype = dtypes.get(name, "float64")
            kind = "" if dtype == "float64" else f", dtype={dtype!r}"
            yield f"{name} = np.array({_literal(value)}{kind})"
        else:
            yield f"{name} = {value!r}"


def _calls(exercise: Exercise, found: Counterexample, pause: str) -> Iterator[str]:
    """The calls of the judgement, a pause before the one that matters, and the table."""
    yield from _two(exercise, found, pause) if exercise.kind == "layer" else _one(exercise, found, pause)
    yield ""
    yield _table(found) if found.tensor else 'print("nothing was raised")'


def _two(exercise: Exercise, found: Counterexample, pause: str) -> Iterator[str]:
    """A forward and its backward."""
    forward, backward = exercise.role("forward"), exercise.role("backward")
    arguments = [argument.name for argument in forward.args]
    first, second = _call(forward, arguments, found), _call(backward, [*found.upstreams, "cache"], found)
    returned = ", ".join([*(output.name for output in forward.outputs), "cache"])
    gradients = ", ".join(output.name for output in backward.outputs)
    if not found.upstreams:
        yield pause
    yield f"{returned} = {first}"
    if found.stage == "repeat":
        moved = [f"{a.name} + 1.0" if a.differentiate else a.name for a in forward.args]
        yield f"submission.{forward.name}({', '.join(moved)})"
    if found.upstreams:
        yield from [f"{gradients} = {second}"] if found.when == "second time" else []
        yield pause
        yield f"{gradients} = {second}"


def _one(exercise: Exercise, found: Counterexample, pause: str) -> Iterator[str]:
    """One function that gives all; what belongs together goes in and comes out as a dict."""
    function, gradients = exercise.role("forward"), exercise.role("backward").outputs
    groups = {
        argument.group: [a.name for a in function.args if a.group == argument.group] for argument in function.args
    }
    for group, names in groups.items():
        if group:
            yield f"{group} = {{{', '.join(f'{name!r}: {name}' for name in names)}}}"
    passed = list(dict.fromkeys(argument.group or argument.name for argument in function.args))
    yield pause
    if grouped := function.outputs[0].group:
        yield f"{grouped} = {_call(function, passed, found)}"
        yield from (f"{output.name} = {grouped}[{output.name!r}]" for output in function.outputs)
        return
    returned = [output.name for output in function.outputs] + ["grads"] * bool(gradients)
    yield f"{', '.join(returned)} = {_call(function, passed, found)}"
    if found.stage == "repeat":
        moved = {argument.name for argument in function.args if argument.differentiate}
        args = [_moved(groups[name], moved) if name in groups else name for name in passed]
        yield f"submission.{function.name}({', '.join(args)})"
    yield from (f"{gradient.name} = grads[{gradient.name[1:]!r}]" for gradient in gradients)


def _moved(names: list[str], moved: set[str]) -> str:
    """A dict of the same names with other numbers."""
    return f"{{{', '.join(f'{name!r}: {name} + 1.0' if name in moved else f'{name!r}: {name}' for name in names)}}}"


def _call(function: Function, names: list[str], found: Counterexample) -> str:
    """As it was judged: each call of several gets arrays of its own."""
    arrays = {name for name, value in {**found.args, **found.upstreams}.items() if isinstance(value, list)}
    own = [f"{name}.copy()" if found.stage == "repeat" and name in arrays else name for name in names]
    return f"submission.{function.name}({', '.join(own)})"


def _table(found: Counterexample) -> str:
    indices = [entry.index for entry in found.worst]  # none where the shape is what is wrong
    return TABLE.format(name=found.tensor, tensor=found.tensor, expected=_literal(found.expected), indices=indices)


def _literal(value: Any) -> str:
    """Exactly these numbers, whichever they are."""
    text = pprint.pformat(value, width=WIDTH, compact=True)
    return re.sub(r"\b(nan|inf)\b", r"np.\1", text)
