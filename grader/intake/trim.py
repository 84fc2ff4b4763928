"""A source without what nobody judges: imports that the judged functions do not use, and demo code outside them.

Owns what of a file the judged functions need: every name that they use, and whatever these names' definitions use. It
reads the syntax with tree-sitter, which neither fails on what is no Python nor runs deep on what was made to hurt.
Every line stays where it was. Whether to leave anything out is not decided here (`forgiving`).
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import tree_sitter_python
from tree_sitter import Language, Node, Parser

from grader.intake.encoding import in_utf8
from grader.intake.magics import without_magics
from grader.intake.names import IMPORTS, Names, imported, names_of, text_of
from grader.sandbox.serve import ALLOWED

MOST_SOURCE = 1 << 16
"""Bytes; the worst that can be made of so many takes a second."""
DEFINITIONS = ("function_definition", "decorated_definition", "class_definition")
QUIET = ("comment", "future_import_statement")
THERE = frozenset(ALLOWED.split()) | {"numpy"}
MAYBE = sys.stdlib_module_names | {"numpy"}
"""What the child may have loaded by itself."""
PARSER = Parser(Language(tree_sitter_python.language()))


@dataclass(frozen=True)
class Trimmed:
    """A source, and what was left out of it."""

    source: bytes
    imports: tuple[tuple[int, str], ...] = ()
    """Line and text."""
    demo: tuple[tuple[int, int], ...] = ()
    """First and last lines."""
    magics: int = 0


@dataclass(frozen=True)
class _Statement:
    """One at the top level."""

    node: Node
    names: Names
    provides: frozenset[str]


@dataclass(frozen=True)
class _Cut:
    """A statement that goes, and what stands there instead."""

    node: Node
    instead: bytes = b"pass"

    @property
    def lines(self) -> tuple[int, int]:
        return self.node.start_point.row + 1, self.node.end_point.row + 1


def trimmed(source: bytes, functions: Collection[str]) -> Iterator[Trimmed]:
    """The source with less and less of what these functions do not need, beginning with the least that can go."""
    if len(source) > MOST_SOURCE:
        return
    text = in_utf8(source)
    if text != source:
        yield Trimmed(text)
    lines, magics = without_magics(text.decode("latin-1").split("\n"))
    plain = "\n".join(lines).encode("latin-1")
    statements = _statements(plain)
    needed = _needed(statements, functions)
    last = text
    for stdlib, demo in product((False, True), repeat=2):
        found = _without(plain, magics, list(_cuts(statements, needed, stdlib=stdlib, demo=demo)))
        if found.source != last:
            yield found
        last = found.source


def _statements(source: bytes) -> list[_Statement]:
    nodes = PARSER.parse(source).root_node.named_children
    named = [(node, names_of(node)) for node in nodes]
    modules = frozenset().union(*(names.bound for node, names in named if node.type in IMPORTS))
    return [_Statement(node, names, names.bound | (names.changed - modules)) for node, names in named]


def _needed(statements: Sequence[_Statement], functions: Collection[str]) -> frozenset[str]:
    """Names that the functions use, directly or by what they use."""
    needed, before = set(functions), -1
    while len(needed) != before:
        before = len(needed)
        for statement in statements:
            if not needed.isdisjoint(statement.provides):
                needed |= statement.names.used
    return frozenset(needed)


def _cuts(statements: Sequence[_Statement], needed: frozenset[str], *, stdlib: bool, demo: bool) -> Iterator[_Cut]:
    """Statements that go; whatever uses at once what has gone goes, too."""
    gone: set[str] = set()
    for statement in statements:
        kind, names = statement.node.type, statement.names
        if kind in IMPORTS:
            kept = _kept(statement.node, needed, stdlib=stdlib)
            if kept is not None:
                gone |= names.bound - set(map(imported, kept))
                text = b"import " + b", ".join(clause.text or b"" for clause in kept)
                yield _Cut(statement.node, text if kept else b"pass")
        elif kind not in QUIET and needed.isdisjoint(statement.provides):
            is_demo = demo and kind not in DEFINITIONS and not _is_text(statement.node)
            if is_demo or not gone.isdisjoint(names.at_once):
                gone |= names.bound
                yield _Cut(statement.node)


def _kept(node: Node, needed: frozenset[str], *, stdlib: bool) -> list[Node] | None:
    """What stays of an import, None for all of it: modules that are there, and names that are needed."""
    module = node.child_by_field_name("module_name")
    clauses = node.children_by_field_name("name")
    if module is not None:
        stays = _is_there(module, stdlib=stdlib) or not needed.isdisjoint(map(imported, clauses))
        return None if stays else []
    kept = [
        clause
        for clause in clauses
        if imported(clause) in needed or _is_there(clause.child_by_field_name("name") or clause, stdlib=stdlib)
    ]
    return None if len(kept) == len(clauses) else kept


def _is_there(module: Node, *, stdlib: bool) -> bool:
    """Whether a submission may be able to import it; with `stdlib`, whether it certainly is."""
    name = text_of(module)
    return name in THERE or (not stdlib and name.partition(".")[0] in MAYBE)


def _is_text(node: Node) -> bool:
    return node.type == "expression_statement" and [child.type for child in node.named_children] == ["string"]


def _without(source: bytes, magics: int, cuts: Sequence[_Cut]) -> Trimmed:
    parts: list[bytes] = []
    imports: list[tuple[int, str]] = []
    demo: list[tuple[int, int]] = []
    at = 0
    joins = False
    for cut in cuts:
        text, between = source[cut.node.start_byte : cut.node.end_byte], source[at : cut.node.start_byte]
        parts += [between, b"\n" * text.count(b"\n"), cut.instead]
        at = cut.node.end_byte
        first, last = cut.lines
        if cut.node.type in IMPORTS:
            imports.append((first, " ".join(text.decode("utf-8", "replace").split())))
        elif joins and not between.strip():
            demo[-1] = (demo[-1][0], last)
        else:
            demo.append((first, last))
        joins = cut.node.type not in IMPORTS
    return Trimmed(b"".join(parts) + source[at:], tuple(imports), tuple(demo), magics)
