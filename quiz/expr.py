"""The small expression language of parametrised drills.

Owns what a formula may say: numbers, parameters, `+ - * / // % **`, comparisons, `a if c else b` and the
functions below. Refuses everything else (attributes, subscripts, keywords, strings) when the formula is read,
also in a branch that is never taken. Packs are written by strangers, so nothing here reaches `eval`: a formula
is compiled to closures over a whitelist, and its length, depth and numbers are bounded. Integers stay exact.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Number = int | float
Values = Mapping[str, Number]
_Run = Callable[[Values], Any]

LONGEST = 300
DEEPEST = 24
LARGEST_INT = 10**30
"""Enough for the FLOPs of any training run; small enough that no power of it takes time."""
LARGEST_EXPONENT = 128


class ExpressionError(ValueError):
    """A formula that cannot be read, or that has no finite value for these parameters."""


@dataclass(frozen=True)
class Formula:
    """A formula that was read: call it with the parameters' values."""

    source: str
    names: frozenset[str]
    """The parameters it asks for."""
    run: _Run

    def __call__(self, values: Values) -> Number:
        """The value. Raises ExpressionError where there is none, or none that is finite."""
        if missing := self.names - values.keys():
            raise ExpressionError(f"`{self.source}` asks for the unknown {', '.join(sorted(missing))}")
        try:
            value: Number = self.run(values)
        except ZeroDivisionError as error:
            raise ExpressionError(f"`{self.source}` divides by zero") from error
        except (OverflowError, ValueError, TypeError) as error:
            raise ExpressionError(f"`{self.source}` has no value: {error}") from error
        if not math.isfinite(value):
            raise ExpressionError(f"`{self.source}` is not finite")
        return value


@lru_cache(maxsize=2048)
def formula(source: str) -> Formula:
    """The formula that `source` writes. Raises ExpressionError with the reason where it writes none."""
    if len(source) > LONGEST:
        raise ExpressionError(f"is {len(source)} characters long; at most {LONGEST} are read")
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError) as error:
        raise ExpressionError(f"`{source}` is not a formula: {error}") from error
    names: set[str] = set()
    run = _compile(tree, names, 0)
    return Formula(source, frozenset(names), run)


def evaluate(source: str, values: Values) -> Number:
    """The value of `source` for these parameters. Raises ExpressionError."""
    return formula(source)(values)


def _compile(node: ast.expr, names: set[str], depth: int) -> _Run:
    """`node` as a closure; the parameters it asks for are added to `names`."""
    if depth > DEEPEST:
        raise ExpressionError(f"is nested more than {DEEPEST} deep")

    def parts(*children: ast.expr) -> tuple[_Run, ...]:
        return tuple(_compile(child, names, depth + 1) for child in children)

    match node:
        # `type(...)`, since True is an int to isinstance and to a class pattern
        case ast.Constant(value=constant) if type(constant) in (int, float):
            return lambda _: _bounded(constant)
        case ast.Name(id=name) if name not in _FUNCTIONS:
            names.add(name)
            return lambda values: values[name]
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return _choose(*parts(test, body, orelse))
        case ast.Compare(left=left, ops=ops, comparators=others) if all(type(op) in _COMPARE for op in ops):
            return _chain(parts(left, *others), [_COMPARE[type(op)] for op in ops])
    function, children = _operation(node)
    return _apply(function, parts(*children))


def _operation(node: ast.expr) -> tuple[Callable[..., Any], list[ast.expr]]:
    """What is done to which children. Raises ExpressionError where the node is not of the language."""
    match node:
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _UNARY:
            return _UNARY[type(op)], [operand]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _BINARY[type(op)], [left, right]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            function, fewest, most = _FUNCTIONS[name]
            if fewest <= len(args) <= most:
                return function, args
            raise ExpressionError(f"`{name}` takes {fewest} to {most} arguments, here {len(args)}")
    raise ExpressionError(f"`{ast.unparse(node)}` is not part of the language of formulas")


def _apply(function: Callable[..., Any], parts: tuple[_Run, ...]) -> _Run:
    return lambda values: _bounded(function(*(part(values) for part in parts)))


def _choose(test: _Run, body: _Run, orelse: _Run) -> _Run:
    return lambda values: body(values) if test(values) else orelse(values)


def _chain(parts: tuple[_Run, ...], compare: list[Callable[[Any, Any], bool]]) -> _Run:
    def run(values: Values) -> bool:
        numbers = [part(values) for part in parts]
        return all(op(a, b) for op, a, b in zip(compare, numbers, numbers[1:], strict=False))

    return run


def _bounded(value: Any) -> Any:
    if isinstance(value, int) and abs(value) > LARGEST_INT:
        raise OverflowError("an integer larger than 1e30; write it as a float")
    return value


def _power(base: Number, exponent: Number) -> Any:
    if isinstance(base, int) and isinstance(exponent, int) and exponent > LARGEST_EXPONENT:
        raise OverflowError(f"an exponent larger than {LARGEST_EXPONENT}")
    if base < 0 and not float(exponent).is_integer():
        raise ValueError("a root of a negative number")
    return base**exponent


def _sigmoid(x: Number) -> float:
    # two branches: exp(-x) overflows at x = -710, where the sigmoid is a plain 0
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {ast.USub: operator.neg, ast.UAdd: operator.pos}
_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: _power,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_FUNCTIONS: dict[str, tuple[Callable[..., Any], int, int]] = {
    "sqrt": (math.sqrt, 1, 1),
    "exp": (math.exp, 1, 1),
    "log": (math.log, 1, 1),
    "log2": (math.log2, 1, 1),
    "tanh": (math.tanh, 1, 1),
    "sigmoid": (_sigmoid, 1, 1),
    "floor": (math.floor, 1, 1),
    "ceil": (math.ceil, 1, 1),
    "abs": (abs, 1, 1),
    "min": (min, 2, 8),
    "max": (max, 2, 8),
    "round": (round, 1, 2),
}
