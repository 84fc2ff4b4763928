"""Which names a statement of Python binds and which it uses, by its syntax tree.

Owns scopes as far as they matter for one file's top level: what a function binds is its own. Walks without recursion,
since the tree is a stranger's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

IMPORTS = ("import_statement", "import_from_statement")
BINDS = {
    "assignment": "left",
    "for_statement": "left",
    "for_in_clause": "left",
    "named_expression": "name",
    "default_parameter": "name",
    "typed_default_parameter": "name",
    "function_definition": "name",
    "class_definition": "name",
}
"""The field of each kind of node that binds the names in it."""
PATTERNS = frozenset(
    {
        "pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern", "dictionary_splat_pattern",
        "parenthesized_expression", "expression_list", "tuple", "list", "as_pattern_target", "typed_parameter",
        "parameters", "lambda_parameters",
    }
)  # fmt: skip
"""Kinds that hand on to their parts that they are bound."""
ALWAYS = frozenset({"parameters", "lambda_parameters", "as_pattern_target"})
NO_NAMES = {"attribute": "object", "keyword_argument": "value"}
"""Kinds of which one field alone holds names."""

CHANGES = {"assignment": "left", "augmented_assignment": "left", "call": "function"}
"""The field of each kind of node at whose root stands what it may change."""


@dataclass(frozen=True)
class Names:
    """Of one statement at the top level."""

    bound: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    at_once: frozenset[str] = frozenset()
    """Used when the statement runs, not only when a function that it defines is called."""
    changed: frozenset[str] = frozenset()
    """What it does not bind but may change: `table` of `table[0] = 1` and of `table.append(1)`."""


def names_of(node: Node) -> Names:
    """The names of a statement."""
    if node.type in IMPORTS:
        return Names(frozenset(map(imported, node.children_by_field_name("name"))))
    bound, used, shared = _collected(node, None)
    definition = node.child_by_field_name("definition") or node
    name = definition.child_by_field_name("name")
    if definition.type == "class_definition" and name:
        return Names(frozenset({text_of(name)}), used, used)
    if definition.type == "function_definition" and name:
        _, at_once, _ = _collected(node, definition.child_by_field_name("body"))
        return Names(frozenset({text_of(name)}) | shared, used - (bound - shared), at_once)
    return Names(bound, used, used, frozenset(_changed(node)))


def imported(clause: Node) -> str:
    """What `a.b` or `a.b as c` in an import binds."""
    return text_of(clause.child_by_field_name("alias") or clause).partition(".")[0]


def text_of(node: Node) -> str:
    """Its text; names may be in any script."""
    return (node.text or b"").decode("utf-8", "replace")


def _collected(node: Node, skipped: Node | None) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Names bound, used and declared global in a tree, without one part of it."""
    bound: set[str] = set()
    used: set[str] = set()
    shared: set[str] = set()
    waiting = [(node, False)]
    while waiting:
        current, binds = waiting.pop()
        if current == skipped:
            continue
        if current.type == "identifier":
            (bound if binds else used).add(text_of(current))
        elif current.type in ("global_statement", "nonlocal_statement"):
            shared |= {text_of(child) for child in current.named_children}
        elif current.type in IMPORTS:
            bound |= names_of(current).bound
        else:
            waiting += _parts(current, binds=binds)
    return frozenset(bound), frozenset(used), frozenset(shared)


def _parts(node: Node, *, binds: bool) -> Iterator[tuple[Node, bool]]:
    """The parts of a node that may hold names, and whether these are bound there."""
    if node.type in NO_NAMES:
        inner = node.child_by_field_name(NO_NAMES[node.type])
        if inner:
            yield inner, False
        return
    target = node.child_by_field_name(BINDS[node.type]) if node.type in BINDS else None
    handed_on = node.type in ALWAYS or (binds and node.type in PATTERNS)
    for child in node.named_children:
        yield child, child == target or (handed_on and child.type != "type")


def _changed(node: Node) -> Iterator[str]:
    """The names at the root of whatever is assigned to or has a method called, anywhere in a statement."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        waiting += current.named_children
        field = CHANGES.get(current.type)
        target = current.child_by_field_name(field) if field else None
        root = target
        while root is not None and root.type in ("attribute", "subscript"):
            root = root.child_by_field_name("object") or root.child_by_field_name("value")
        if (
            root is not None
            and root.type == "identifier"
            and (root != target or current.type == "augmented_assignment")
        ):
            yield text_of(root)
