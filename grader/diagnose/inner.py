"""Patterns inside the computation: the solution with one of its own intermediate values changed gives what is yours.

A term of a sum is left out or has the other sign, one block of columns is left out where the others are used, or a
small number is added to a value. Owns where the solution can be changed: at every operand of its formulas, each handed
through a function that changes the chosen one. What is named predicts the learner's arrays in every case.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from exercises.content import Text
from grader.calls import Local, Program
from grader.diagnose.axes import block_name, blocks
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import EXPLAINS, Evidence, Seen, Tensor, distance
from grader.diagnose.paths import Path, matched, result_of
from grader.diagnose.solution import Arrays
from grader.draws import Draw
from grader.sandbox.child import Failure

SLIGHT = 5e-2
"""An epsilon changes a result by less than this."""
STEP = 1e-6
NOTHING = [-1, 1.0, 0.0, 0, 1]
"""A site that does not exist, so that nothing is changed."""
TURNS = 6
TERMS = (
    (0.0, "missing-term", "without {}", "去掉 {} 后"),
    (-1.0, "sign", "when {} has the opposite sign", "把 {} 变号后"),
)
SWITCH = """
import numpy as _numpy
_CHOSEN, _MET = {}, {}

def _choose(site, factor, shift, block, count):
    _CHOSEN.clear()
    _CHOSEN[site] = factor, shift, block, count
    return _numpy.zeros(1)

def _met():
    return _numpy.array([(site, last) for site, last in _MET.items()], dtype=float).reshape(-1, 2)

def _at(site, value):
    if not isinstance(value, _numpy.ndarray) or value.dtype.kind != "f" or not value.ndim:
        return value
    _MET.setdefault(site, value.shape[-1])
    if site not in _CHOSEN:
        return value
    factor, shift, block, count = _CHOSEN[site]
    if count == 1:
        return factor * value + shift
    size, value = value.shape[-1] // count, value.copy()
    value[..., block * size : (block + 1) * size] *= factor
    return value
"""


@dataclass(frozen=True)
class Site:
    """One operand of the solution's."""

    number: int
    text: str
    """Its source."""
    within: str
    """The source of the whole expression."""
    is_term: bool
    """Whether it is added to another value or subtracted from one."""


@dataclass(frozen=True)
class Change:
    """What is done to the value there: factor · value + shift, or to one of its blocks."""

    site: Site
    factor: float = 1.0
    shift: float = 0.0
    block: int = 0
    count: int = 1


def find(evidence: Evidence, tensors: Sequence[Tensor]) -> list[Clue]:
    """The first change for each tensor that gives the learner's array in every case."""
    rest = [tensor for tensor in tensors if tensor.enough and _shaped(tensor)]
    if not rest:
        return []
    marked = _Marked(evidence)
    found = matched(_paths(evidence, marked, rest), rest)
    named = {name for said in found for name in said.tensors}
    return found + _epsilons(marked, [t for t in rest if t.name not in named and _is_slight(t)])


def _shaped(tensor: Tensor) -> bool:
    return all(seen.yours.shape == seen.true.shape for seen in tensor.wrong)


def _is_slight(tensor: Tensor) -> bool:
    return all(distance(seen.yours, seen.true) <= SLIGHT for seen in tensor.wrong)


def _paths(evidence: Evidence, marked: _Marked, tensors: Sequence[Tensor]) -> Iterator[Path]:
    """A term that is left out or turned around, and a block that is left out."""
    seen = tensors[0].wrong[0]
    lasts = marked.met(seen.draw)
    axes = [axis for a in evidence.solution.layer.forward.args for axis in a.shape if blocks(axis) > 1]
    sizes = {blocks(axis): seen.sizes.get(axis) for axis in axes}
    for site in marked.sites:
        if site.number in lasts and site.is_term:
            for factor, name, en, zh in TERMS:
                shown = Text(
                    f"yours is what {site.within} gives {en.format(site.text)}",
                    f"你的结果相当于 {zh.format(site.text)} 算出的 {site.within}",
                )
                yield Path(name, shown, partial(marked.run, change=Change(site, factor)))
    for site in marked.sites:
        for count, size in sizes.items():
            for block in range(count if size is not None and lasts.get(site.number) == size else 0):
                gate = block_name(block, count)
                shown = Text(
                    f"yours is what {site.within} gives without the block {gate} of {site.text}",
                    f"你的结果相当于去掉 {site.text} 的 {gate} 块后算出的 {site.within}",
                )
                yield Path("missing-term", shown, partial(marked.run, change=Change(site, 0.0, 0.0, block, count)))


def _epsilons(marked: _Marked, tensors: Sequence[Tensor]) -> list[Clue]:
    """Small numbers that were added to values; one that explains several tensors is sought once."""
    found: dict[str, Clue] = {}
    for tensor in tensors:
        shift = _epsilon(marked, tensor) if tensor.name not in found else None
        if shift is not None:
            (site, value), rest = shift, [other for other in tensors if other.name not in found]
            shown = Text(
                f"yours is right for {site.text} + {value:.3g} in {site.within}",
                f"把 {site.within} 中的 {site.text} 加上 {value:.3g}，就得到你的结果",
            )
            path = Path("epsilon", shown, partial(marked.run, change=Change(site, shift=value)))
            found |= {said.tensors[0]: replace(said, facts={"epsilon": value}) for said in matched([path], rest)}
    return [*found.values()]


def _epsilon(marked: _Marked, tensor: Tensor) -> tuple[Site, float] | None:
    """One small number, and the value to which it is added, that give the learner's array in every case."""
    if len(tensor.wrong) < 2:
        return None
    seen = next((seen for seen in tensor.wrong if seen.true.size > 2), tensor.wrong[0])
    lasts = marked.met(seen.draw)
    for site in marked.sites:
        with np.errstate(all="ignore"):
            shift = _shift(marked, tensor, seen, site) if site.number in lasts else None
        if shift is not None:
            run = partial(marked.run, change=Change(site, shift=shift))
            if tensor.is_everywhere(partial(result_of, run=run, position=tensor.position)):
                return site, shift
    return None


def _shift(marked: _Marked, tensor: Tensor, seen: Seen, site: Site) -> float | None:
    """The number added to this value that gives yours, by Newton's method; None where the first step leads nowhere."""
    shift = 0.0
    for turn in range(TURNS):
        changes = (Change(site, shift=shift), Change(site, shift=shift + STEP))
        here, there = (
            result_of(seen, partial(marked.run, change=change), tensor.position) if change.shift else seen.true
            for change in changes
        )
        if here is None or there is None:
            return None
        slope, missing = (there - here) / STEP, seen.yours - here
        steep = float(np.sum(slope * slope))
        if not 0.0 < steep < np.inf:
            return None
        move = float(np.sum(missing * slope)) / steep
        if turn == 0 and not np.linalg.norm(missing - move * slope) <= 0.2 * np.linalg.norm(missing):
            return None
        shift += move
        if abs(move) <= EXPLAINS * STEP * abs(shift):
            break
    return float(f"{shift:.9g}")


class _Marked:
    """The solution with every operand handed through `_at`; in a forward that is right already nothing is changed."""

    def __init__(self, evidence: Evidence) -> None:
        self._layer = evidence.solution.layer
        self._forward = evidence.forward
        spared = None if evidence.forward else self._layer.forward.name
        marker = _Marker()
        tree = ast.parse(evidence.solution.source)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name != spared:
                marker.visit(node)
        self.sites = marker.sites
        self._runner = Local(ast.unparse(tree) + SWITCH)
        self._caches: dict[str, int] = {}
        self.run = cache(self._run)  # one run shows all tensors

    def met(self, draw: Draw) -> dict[int, int]:
        """The sites that hold arrays of floats, with the length of their last axis in this case."""
        self.run(draw, Change(Site(-1, "", "", is_term=False)))
        program = Program(expected=0)
        program.add("_met", [], "met")
        results = program.run(self._runner)
        return {} if isinstance(results, Failure) else {int(site): int(last) for site, last in results[0]}

    def _run(self, draw: Draw, change: Change) -> Arrays:
        """The outputs or the gradients with this change; the forward of a backward is run once a case."""
        program = Program(expected=0)
        chosen = [change.site.number, change.factor, change.shift, change.block, change.count]
        program.add("_choose", chosen, "done")
        if self._forward:
            self._layer.add_forward(program, draw.case, 0)
        else:
            number = self._cache(draw)
            program.cases[number] = draw.case.name
            self._layer.add_backward(program, draw.upstreams[0], number)
        with np.errstate(all="ignore"):
            results = program.run(self._runner)
        return None if isinstance(results, Failure) else results[1:]

    def _cache(self, draw: Draw) -> int:
        """The number of the cache that the forward of this case left."""
        if draw.case.name not in self._caches:
            number, program = 1 + len(self._caches), Program(expected=0)
            program.add("_choose", NOTHING, "done")
            self._layer.add_forward(program, draw.case, number)
            program.run(self._runner)
            self._caches[draw.case.name] = number
        return self._caches[draw.case.name]


class _Marker(ast.NodeTransformer):
    """Hands operands through `_at` and remembers what each was."""

    def __init__(self) -> None:
        self.sites: list[Site] = []

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Both operands, those inside first."""
        within, is_term = ast.unparse(node), _is_sum(node)
        texts = ast.unparse(node.left), ast.unparse(node.right)
        self.generic_visit(node)
        node.left = self._marked(node.left, Site(0, texts[0], within, is_term))
        node.right = self._marked(node.right, Site(0, texts[1], within, is_term))
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """What is added."""
        site = Site(0, ast.unparse(node.value), ast.unparse(node), is_term=False)
        self.generic_visit(node)
        node.value = self._marked(node.value, site)
        return node

    def _marked(self, node: ast.expr, site: Site) -> ast.expr:
        if isinstance(node, ast.Constant):
            return node
        self.sites.append(replace(site, number=len(self.sites)))
        return ast.Call(ast.Name("_at", ast.Load()), [ast.Constant(len(self.sites) - 1), node], [])


def _is_sum(node: ast.BinOp) -> bool:
    """Whether it adds two values; without its second term 1 - f is no sum that misses a term but a factor left out."""
    constant = isinstance(node.left, ast.Constant) or isinstance(node.right, ast.Constant)
    return isinstance(node.op, ast.Add | ast.Sub) and not constant
