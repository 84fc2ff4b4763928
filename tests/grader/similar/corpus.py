"""Three hundred solutions of one exercise, some of them copied: made anew from a seed.

An honest student draws parts and, for each detail, how to write it; whoever copies takes all of it from somebody and
disguises it. Two honest students who look alike drew the same parts, and every detail for themselves.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from tests.grader.similar.parts import BACKWARDS, FORWARDS, SIGMOIDS

CHOICE = re.compile(r"<<(.*?)>>")
LSTM = {"lstm_forward", "lstm_backward"}


@dataclass(frozen=True)
class Corpus:
    """Files by student, and which pairs are what."""

    files: dict[str, str]
    copied: dict[frozenset[str], str]
    """With the name of the disguise."""
    alike: set[frozenset[str]]


def corpus(seed: int, size: int = 300, alike: int = 20) -> Corpus:
    rng = random.Random(seed)
    names = [f"s{at:03}" for at in rng.sample(range(1000), size)]
    files = {name: written(parts(rng), rng) for name in names}
    copied, looking = {}, set()
    pairs = iter(zip(names[::2], names[1::2], strict=True))
    for disguise in [*DISGUISES, *DISGUISES]:
        one, two = next(pairs)
        files[two] = DISGUISES[disguise](files[one], rng)
        copied[frozenset((one, two))] = disguise
    for _, (one, two) in zip(range(alike), pairs, strict=False):
        chosen = parts(rng)
        files[one], files[two] = written(chosen, rng), written(chosen, rng)
        looking.add(frozenset((one, two)))
    return Corpus(files, copied, looking)


def parts(rng: random.Random) -> list[str]:
    return [rng.choice(SIGMOIDS), rng.choice(FORWARDS), rng.choice(BACKWARDS)]


def written(chosen: list[str], rng: random.Random) -> str:
    """The file of somebody who chose these parts."""
    text = "import numpy as np\n\n\n" + "\n\n".join(part.strip("\n") + "\n" for part in chosen)
    detailed = CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)
    return "\n".join(ordered(detailed.split("\n"), rng))


def ordered(lines: list[str], rng: random.Random) -> Iterator[str]:
    """Those that may stand in any order, in some order."""
    for free, group in groupby(lines, key=lambda line: line.lstrip().startswith("~")):
        found = [line.replace("~", "", 1) if free else line for line in group]
        yield from rng.sample(found, len(found)) if free else found


def renamed(source: str, rng: random.Random) -> str:
    """Every name of one's own is another, and the module, too."""
    tree = ast.parse(source)
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    bound |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)} - LSTM
    new = {name: f"var_{number}" for number, name in enumerate(rng.sample(sorted(bound), len(bound)))} | {"np": "numpy"}
    text = re.sub(r"(?<![\w.])[A-Za-z_]\w*", lambda found: new.get(found[0], found[0]), source)
    return text.replace("import numpy as numpy", "import numpy")


def reordered(source: str, rng: random.Random) -> str:
    """Functions the other way round; of statements in a row those change places that do not need each other."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.FunctionDef | ast.For | ast.While) and isinstance(body, list):
            for at in [*range(len(body) - 1)] * 2:
                if rng.random() < 0.7 and independent(body[at], body[at + 1]):
                    body[at], body[at + 1] = body[at + 1], body[at]
    tree.body[1:] = tree.body[:0:-1]
    return ast.unparse(tree) + "\n"


def independent(one: ast.stmt, two: ast.stmt) -> bool:
    if not all(isinstance(node, ast.Assign | ast.AugAssign) for node in (one, two)):
        return False
    return not (stored(one) & (loaded(two) | stored(two)) or stored(two) & loaded(one))


def stored(node: ast.AST) -> set[str]:
    """Names that it may change."""
    targets = getattr(node, "targets", None) or [getattr(node, "target", node)]
    return {inner.id for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Name)}


def loaded(node: ast.AST) -> set[str]:
    """Names that it reads, those that a comprehension binds for itself left out."""
    own = {
        inner.id
        for part in ast.walk(node)
        if isinstance(part, ast.comprehension)
        for inner in ast.walk(part.target)
        if isinstance(inner, ast.Name)
    }
    names = [inner for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)]
    return {inner.id for inner in names} - own


def commented(source: str, rng: random.Random) -> str:
    """A remark at every other line, a text in every function, blank lines."""
    lines = []
    for line in source.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        if line.strip() and rng.random() < 0.5 and not line.strip().startswith("]"):
            lines += ["", f"{indent}# step {rng.randrange(100)}: what follows is my own idea"]
        lines.append(line + ("  # shape (N, H)" if line.strip() and rng.random() < 0.3 else ""))
        if line.startswith("def ") and line.endswith(":"):
            lines.append('    """What the exercise asks for: see the lecture."""')
    return "\n".join(lines)


def extracted(source: str, rng: random.Random) -> str:
    """The longest run of plain assignments in each function of the exercise becomes a function."""
    tree = ast.parse(source)
    helpers: list[ast.stmt] = []
    known = {"np", "sigmoid", "range", "len", "slice"} | {f.name for f in tree.body if isinstance(f, ast.FunctionDef)}
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name in LSTM:
            bodies = [node.body for node in ast.walk(function) if isinstance(node, ast.For | ast.While)]
            body, first, last = max((longest(found) for found in bodies), key=lambda run: run[2] - run[1])
            moved = body[first:last]
            makes = sorted(set().union(*map(stored, moved)))
            needs = sorted((set().union(*map(loaded, moved)) | set(makes)) - known)
            before = [name for name in needs if name not in makes or needed_before(name, moved)]
            name, result = f"inner_{len(helpers)}", ", ".join(makes)
            helper = ast.parse(f"def {name}({', '.join(before)}):\n    return {result}").body[0]
            assert isinstance(helper, ast.FunctionDef)
            helper.body[:0] = moved
            helpers.append(helper)
            body[first:last] = ast.parse(f"{result} = {name}({', '.join(before)})").body
    tree.body[1:1] = helpers
    return ast.unparse(tree) + "\n"


def longest(body: list[ast.stmt]) -> tuple[list[ast.stmt], int, int]:
    runs, at = [(0, 0)], 0
    for plain, group in groupby(body, key=lambda node: isinstance(node, ast.Assign | ast.AugAssign)):
        length = len(list(group))
        runs += [(at, at + length)] if plain else []
        at += length
    return body, *max(runs, key=lambda run: run[1] - run[0])


def needed_before(name: str, moved: list[ast.stmt]) -> bool:
    """Whether the first of them that has this name reads it or changes a part of it."""
    for node in moved:
        if name in loaded(node) or (isinstance(node, ast.AugAssign) and name in stored(node)):
            return True
        if name in stored(node):
            return False
    return False


def constants(source: str, rng: random.Random) -> str:
    """1 is 1.0 or a name of its own, 2 and 4 are named, halves are written out."""
    one = rng.choice(["1.0", "ONE"])
    text = re.sub(r"(?<![\w.\[:-])(?<!- )1(?= [-/+])", one, source)
    text = re.sub(r"\*\* 2\b", "** TWO", re.sub(r"\*\*2\b", "**TWO", text)).replace("0.5", "(1 / 2)")
    text = re.sub(r"\b4(?= \*)", "GATES", text)
    return text.replace("import numpy as np\n", "import numpy as np\n\nONE = 1.0\nTWO = 2\nGATES = 4\n", 1)


def rewritten(source: str, rng: random.Random) -> str:
    """Every loop over numbers is a while loop; a while loop runs until it breaks off."""
    return ast.unparse(ast.fix_missing_locations(Loops().visit(ast.parse(source)))) + "\n"


class Loops(ast.NodeTransformer):
    def visit_For(self, node: ast.For) -> list[ast.stmt]:
        self.generic_visit(node)
        start = ast.parse(f"todo_{node.lineno} = list({ast.unparse(node.iter)})").body
        loop = ast.parse(f"while todo_{node.lineno}:\n    {ast.unparse(node.target)} = todo_{node.lineno}.pop(0)").body
        assert isinstance(loop[0], ast.While)
        loop[0].body += node.body
        return [*start, *loop]

    def visit_While(self, node: ast.While) -> ast.While:
        self.generic_visit(node)
        loop = ast.parse(f"while True:\n    if not ({ast.unparse(node.test)}):\n        break").body[0]
        assert isinstance(loop, ast.While)
        loop.body += node.body
        return loop


DISGUISES: dict[str, Callable[[str, random.Random], str]] = {
    "renaming": renamed,
    "reordering": reordered,
    "comments": commented,
    "extracted helper": extracted,
    "constants": constants,
    "rewritten loops": rewritten,
}
