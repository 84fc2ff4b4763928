"""Patterns of condition: wrong only where something is not 1, not square, or not zero.

Owns which kinds are told apart: a stride of 1, a batch of one, square sizes, no padding. The learner's own code, run on
every wrong case changed so that the condition holds, settles it. Without a process to ask, the sizes and right or wrong
alone must do; then every case of the one kind must be right and every case of the other wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from exercises.content import Text
from grader.diagnose import clue
from grader.diagnose.clue import Clue
from grader.diagnose.evidence import Evidence, Tensor, distance
from grader.diagnose.subject import Subject
from grader.draws import Draw

Sizes = dict[str, int]
BATCH = "N"
SPACE = (("H", "W"), ("KH", "KW"))
RESULTING = ("OH", "OW")
"""Sizes that follow from others, so that no case can be given them."""
SQUARES = (*SPACE, RESULTING, ("D", "M"), ("D", "H"), ("N", "D"), ("N", "T"))
CLEAR = 1e-6
"""How wrong a case must be to be looked at: what is off by little may be right by chance. Most must be."""
TWICE = 2


@dataclass(frozen=True)
class Kind:
    """One condition under which much wrong code is right."""

    name: str
    right: Text
    """`stride = 1`"""
    wrong: Text
    holds: Callable[[Sizes], bool]
    made: Callable[[Sizes], Sizes] | None
    """The sizes to change so that it holds."""
    instead: Text | None = None
    """What is so once they are changed, where that is more special than `right`."""


def of(_: Evidence, tensors: Sequence[Tensor], subject: Subject) -> list[Clue]:
    """The condition of each tensor that has one, by the learner's own code where it can be asked."""
    found: list[Clue] = []
    for tensor in tensors:
        said = _of_tensor(subject, tensor)
        found += [clue.of(tensor, *said)] if said is not None else []
    return found


def _of_tensor(subject: Subject, tensor: Tensor) -> tuple[str, Text] | None:
    if subject.can_be_asked:
        clear = [seen for seen in tensor.wrong if not distance(seen.yours, seen.true) <= CLEAR]
        if len(clear) < len(tensor.wrong) / 2:
            return None
        return tried(subject, [(seen.draw, seen.sizes) for seen in clear], (tensor.position,))
    return find(cases_of(tensor))


def cases_of(tensor: Tensor) -> list[tuple[Sizes, bool]]:
    """The sizes of every case, and whether this tensor is right there."""
    return [(seen.sizes, seen.right) for seen in tensor.seen]


def find(cases: Sequence[tuple[Sizes, bool]]) -> tuple[str, Text] | None:
    """The name and the clause of the one condition that parts right from wrong; nothing where two would do."""
    found = [kind for kind in _kinds(cases[0][0] if cases else {}) if parts(cases, kind.holds)]
    if len({kind.name for kind in found}) != 1:
        return None
    right, wrong = found[0].right, found[0].wrong
    shown = Text(
        f"right in every case with {right.en}, wrong in every case with {wrong.en}",
        f"{right.zh} 的用例全对，{wrong.zh} 的用例全错",
    )
    return found[0].name, shown


def parts(cases: Sequence[tuple[Sizes, bool]], test: Callable[[Sizes], bool]) -> bool:
    """Whether the right cases are just those that pass the test; both kinds must be there, the wrong ones twice."""
    wrong = [sizes for sizes, right in cases if not right]
    return TWICE <= len(wrong) < len(cases) and all(test(sizes) == right for sizes, right in cases)


def tried(
    subject: Subject, wrong: Sequence[tuple[Draw, Sizes]], positions: Sequence[int] = ()
) -> tuple[str, Text] | None:
    """The condition that makes every wrong case right; nothing where two would do.

    Right are these arrays, or all where no position is given.
    """
    if len(wrong) < TWICE or subject.is_right(wrong[0][0], {}, positions) is not False:
        return None
    found = [kind for kind in _kinds(wrong[0][1]) if _cures(subject, kind, wrong, positions)]
    if len({kind.name for kind in found}) != 1:
        return None
    wrong_with, instead = found[0].wrong, found[0].instead or found[0].right
    shown = Text(
        f"every case where it is wrong has {wrong_with.en}, and is right when run with {instead.en} instead",
        f"出错的用例都是 {wrong_with.zh}；换成 {instead.zh} 再运行就对了",
    )
    return found[0].name, shown


def _cures(subject: Subject, kind: Kind, wrong: Sequence[tuple[Draw, Sizes]], positions: Sequence[int]) -> bool:
    """Whether no wrong case is of this kind, each is right once it is, and most can be made so.

    Where the right answer is one number whatever goes in (the AUC of a single sample), being right shows nothing.
    """
    if kind.made is None or any(kind.holds(sizes) for _, sizes in wrong):
        return False
    proven, answers = 0, set[float]()
    for draw, sizes in wrong:
        right = subject.is_right(draw, kind.made(sizes), positions)
        if right is False:
            return False
        proven += right is True
        answers.update(float(n) for array in subject.right(draw, kind.made(sizes), positions) for n in array.flat)
    return proven >= max(TWICE, len(wrong) / 2) and len(answers) > 1


def _kinds(sizes: Sizes) -> Iterator[Kind]:
    for name in sizes:
        if "stride" in name:
            yield Kind("only-stride", _said(f"{name} = 1"), _said(f"{name} > 1"), _is(name, 1), _set(name, 1))
        elif "pad" in name:
            none, some = _said(f"{name} = 0"), _said(f"{name} > 0")
            yield Kind("borders", none, some, _is(name, 0), _set(name, 0))
            yield Kind("borders", some, none, _is_not(name, 0), _set(name, 1), _said(f"{name} = 1"))
        elif name == BATCH:
            yield Kind("only-batch", _said(f"{name} = 1"), _said(f"{name} > 1"), _is(name, 1), _set(name, 1))
    groups = [(pair,) for pair in SQUARES] + [SPACE]
    for group in groups:
        if all(name in sizes for pair in group for name in pair):
            same_size, others = [f"{a} = {b}" for a, b in group], [f"{a} ≠ {b}" for a, b in group]
            right = Text(" and ".join(same_size), " 且 ".join(same_size))
            wrong = Text(" or ".join(others), " 或 ".join(others))
            made = None if RESULTING in group else _squared(group)
            yield Kind("only-non-square", right, wrong, _square(group), made)


def _said(words: str) -> Text:
    return Text(words, words)


def _is(name: str, value: int) -> Callable[[Sizes], bool]:
    return lambda sizes: sizes[name] == value


def _is_not(name: str, value: int) -> Callable[[Sizes], bool]:
    return lambda sizes: sizes[name] != value


def _set(name: str, value: int) -> Callable[[Sizes], Sizes]:
    return lambda _: {name: value}


def _square(pairs: Sequence[tuple[str, str]]) -> Callable[[Sizes], bool]:
    """1 x 1 does not count: what is wrong in any larger case may well be right there."""
    return lambda sizes: all(sizes[one] == sizes[two] > 1 for one, two in pairs)


def _squared(pairs: Sequence[tuple[str, str]]) -> Callable[[Sizes], Sizes]:
    return lambda sizes: {name: max(sizes[one], sizes[two], 2) for one, two in pairs for name in (one, two)}
