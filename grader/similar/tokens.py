"""A file as tokens: what it computes stays, what is easily changed does not.

Owns what counts as the same. Names are one token, numbers another; comments, strings, annotations, imports, commas and
needless parentheses are nothing. Attributes, keywords of calls, Python's own functions and NumPy's, however imported,
stay. It reads with tree-sitter, which neither fails on what is no Python nor runs deep on what was made to hurt.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import tree_sitter_python
from tree_sitter import Language, Node, Parser

MOST_SOURCE = 1 << 16
"""Bytes; what is longer is no solution of an exercise."""
PARSER = Parser(Language(tree_sitter_python.language()))
NAME, NUMBER = "name", "number"
NOTHING = frozenset({"comment", "string", "type", "import_statement", "import_from_statement", "line_continuation"})
"""Kinds of nodes that are left out with all that is in them."""
PUNCTUATION = frozenset({",", ":", ";", "->", ")", "]", "}"})
"""An opening bracket says enough."""
NEEDLESS = frozenset({"parenthesized_expression", "tuple", "tuple_pattern"})
"""Kinds of nodes whose brackets say nothing."""
KINDS = {"integer": NUMBER, "float": NUMBER}
OURS = frozenset(dir(builtins))


class Token(NamedTuple):
    """One that counts, and the line it stands in, from 0. A tuple: the files of a run have millions."""

    text: str
    line: int


def tokens(source: bytes) -> list[Token]:
    """Of a file, as far as it is read as Python; none where it is too large."""
    if len(source) > MOST_SOURCE:
        return []
    root = PARSER.parse(source).root_node
    imported = _imported(root)
    return [
        Token(text, leaf.start_point.row)
        for leaf, kind, parent in _leaves(root)
        if (text := _text(leaf, kind, parent, imported))
    ]


def _leaves(root: Node) -> Iterator[tuple[Node, str, Node]]:
    """Those that may count, each with its kind and its parent, in their order; without recursion."""
    waiting = [(root, root)]
    while waiting:
        node, parent = waiting.pop()
        kind = node.type
        if kind in NOTHING or kind in PUNCTUATION:
            continue
        if children := node.children:
            waiting += [(child, node) for child in reversed(children)]
        else:
            yield node, kind, parent


def _text(leaf: Node, kind: str, parent: Node, imported: Mapping[str, str]) -> str:
    """What it counts as; empty for nothing."""
    if kind == "identifier":
        return _name(leaf, parent, imported)
    if kind == "(" and parent.type in NEEDLESS:
        return ""
    if kind == "." and _is_module(parent.child_by_field_name("object"), imported):
        return ""
    return KINDS.get(kind, kind)


def _name(leaf: Node, parent: Node, imported: Mapping[str, str]) -> str:
    name, around = _decoded(leaf), parent.type
    if around == "attribute" and leaf == parent.child_by_field_name("attribute"):
        return f"numpy.{name}" if _is_module(parent.child_by_field_name("object"), imported) else name
    if around == "keyword_argument" and leaf == parent.child_by_field_name("name"):
        return name
    if name in imported:
        return imported[name]
    return name if around == "call" and name in OURS else NAME


def _is_module(node: Node | None, imported: Mapping[str, str]) -> bool:
    return node is not None and node.type == "identifier" and imported.get(_decoded(node)) == ""


def _imported(root: Node) -> Mapping[str, str]:
    """What names from NumPy count as at the top level of a file; the module itself is nothing."""
    found = {"np": "", "numpy": ""}
    for node in root.named_children:
        module = node.child_by_field_name("module_name")
        for clause in node.children_by_field_name("name") if node.type in NOTHING else ():
            whole = clause.child_by_field_name("name") or clause
            alias = _decoded(clause.child_by_field_name("alias") or clause)
            if module is not None and _decoded(module) == "numpy":
                found[alias] = f"numpy.{_decoded(whole)}"
            elif module is None and _decoded(whole) == "numpy":
                found[alias] = ""
    return found


def _decoded(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
