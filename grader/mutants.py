"""Wrong versions of a solution, made by machine: whatever survives shows a case that is missing.

Owns the small changes that people make by mistake: another operator, a sign, an axis, an index, a factor or a term that
is left out, a statement forgotten, a transpose. Refuses to judge them (`contract` does).
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

ARROW = "  ->  "
_BINARY: dict[type[ast.operator], tuple[ast.operator, ...]] = {
    ast.Add: (ast.Sub(),),
    ast.Sub: (ast.Add(),),
    ast.Mult: (ast.Div(),),
    ast.Div: (ast.Mult(),),
}
_COMPARE: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Gt: ast.Lt(),
    ast.Lt: ast.Gt(),
    ast.GtE: ast.LtE(),
    ast.LtE: ast.GtE(),
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
}


@dataclass(frozen=True)
class Mutant:
    """One change."""

    change: str
    """The statement before and after; what `equivalent` in mistakes.toml names it by."""
    source: str


def mutants(source: str, functions: frozenset[str]) -> Iterator[Mutant]:
    """Every mutant of these functions of a program, each once."""
    tree = ast.parse(source)
    said: set[str] = set()
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and function.name in functions:
            for mutant in _of_function(tree, function):
                if mutant.source not in said:
                    said.add(mutant.source)
                    yield mutant


def _of_function(tree: ast.Module, function: ast.FunctionDef) -> Iterator[Mutant]:
    for body in _bodies(function):
        for position, statement in enumerate(body):
            if _is_docstring(statement) or isinstance(statement, ast.FunctionDef):
                continue
            if not isinstance(statement, ast.Return | ast.For | ast.While | ast.If | ast.With):
                yield _replaced(tree, body, position, ast.Pass())
            for changed in _changed(statement):
                yield _replaced(tree, body, position, changed)


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """Every list of statements in a function, those of its loops and branches too."""
    for name in ("body", "orelse"):
        body = getattr(node, name, None)
        if isinstance(body, list) and body:
            yield body
            for statement in body:
                yield from _bodies(statement)


def _replaced(tree: ast.Module, body: list[ast.stmt], position: int, changed: ast.stmt) -> Mutant:
    before = body[position]
    body[position] = changed
    try:
        source = ast.unparse(ast.fix_missing_locations(tree))
    finally:
        body[position] = before
    return Mutant(f"{_head(before)}{ARROW}{_head(changed)}", source)


def _head(statement: ast.stmt) -> str:
    """A statement as one line: of a loop or a branch its head."""
    return ast.unparse(statement).partition("\n")[0]


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _changed(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Copies of a statement with one change each; the statements inside it are changed on their own."""
    if isinstance(statement, ast.While):
        return  # whose mutants may never end
    heads = [child for child in ast.iter_child_nodes(statement) if not isinstance(child, ast.stmt)]
    if isinstance(statement, ast.AugAssign):
        for op in _BINARY.get(type(statement.op), ()):
            yield ast.AugAssign(statement.target, op, statement.value)
        yield ast.Assign([statement.target], statement.value)
    nodes = [node for head in heads for node in ast.walk(head)]
    for node in nodes:
        for change in _changes(node):
            yield _elsewhere(statement, node, change)


def _elsewhere(statement: ast.stmt, node: ast.AST, change: ast.AST) -> ast.stmt:
    """The statement with one node replaced."""

    class Swap(ast.NodeTransformer):
        def visit(self, visited: ast.AST) -> ast.AST:
            return change if visited is node else super().visit(visited)

    swapped = Swap().visit(copy.deepcopy(statement, {id(node): node}))  # the node itself, not a copy, is looked for
    assert isinstance(swapped, ast.stmt)  # noqa: S101 (an expression inside it was replaced)
    return swapped


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """What a node could have been by mistake."""
    match node:
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            yield ast.BinOp(right, node.op, left)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            yield left
            yield ast.BinOp(left, ast.Pow(), ast.BinOp(right, ast.Add(), ast.Constant(1)))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            yield from (ast.BinOp(left, other, right) for other in _BINARY[type(op)])
            yield left
            if isinstance(op, ast.Add | ast.Mult):
                yield right
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield operand
        case ast.Compare(left=left, ops=[op], comparators=others) if type(op) in _COMPARE:
            yield ast.Compare(left, [_COMPARE[type(op)]], others)
        case ast.Attribute(value=value, attr="T"):
            yield value
        case ast.Constant(value=bool() | int() | float() as value):
            yield ast.Constant(_other(value))


def _other(value: float) -> float:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else 2 * value or 1.0
