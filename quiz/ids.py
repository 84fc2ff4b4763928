"""Published ids keep their meaning: `content/ids.txt` holds `id kind fingerprint` of every card ever published.

Owns that file's form and what a fingerprint covers: the kind and the answer key, never a text, since the log of
every learner names these ids. The file is append-only; where an id stands twice, its last line holds, and the one
before is what learners answered then: the log keeps the fingerprint of every answer, and `errata` says what changed.
A card is withdrawn by a line `id retired -`, and its id is never used again. Refuses to judge whether a changed key
is better.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exercises.content import ContentError
from quiz import reading
from quiz.bank import Bank
from quiz.card_id import OPEN, drill_of, path_of
from quiz.errata import FILE

if TYPE_CHECKING:
    from quiz.question import Question

RETIRED = "retired"


@dataclass(frozen=True)
class Published:
    """What one line of ids.txt says about a card."""

    kind: str
    fingerprint: str


def current(bank: Bank) -> dict[str, Published]:
    """Every card of the bank as it is now."""
    return {card_id: published(bank.question(card_id), card_id) for card_id in bank.cards}


def published(question: Question, card_id: str) -> Published:
    """One card as it is now."""
    drill_id = drill_of(card_id)
    if drill_id == OPEN:
        kind, key = OPEN, sorted(point.id for point in question.key_points)
    else:
        drill = question.drill(drill_id)
        kind, key = drill.kind, _KEYS[drill.kind](drill)
    text = json.dumps([kind, key], ensure_ascii=False, sort_keys=True)
    return Published(kind, hashlib.sha256(text.encode()).hexdigest()[:12])


def read(path: Path) -> dict[str, Published]:
    """The published cards; none where the file does not exist yet. Raises ValueError that names the malformed lines."""
    return {card_id: lines[-1] for card_id, lines in _history(path).items()}


def _history(path: Path) -> dict[str, list[Published]]:
    """Every line of each card, the latest last."""
    if not path.exists():
        return {}
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    rows = {number: line.split() for number, line in lines if line.strip() and not line.startswith("#")}
    if bad := [str(number) for number, row in rows.items() if len(row) != 3]:
        raise ValueError(f"line {', '.join(bad)}: not `id kind fingerprint`; restore what was published")
    history: dict[str, list[Published]] = {}
    for card_id, kind, fingerprint in rows.values():
        history.setdefault(card_id, []).append(Published(kind, fingerprint))
    return history


def compare(bank: Bank, path: Path) -> tuple[ContentError, ...]:
    """Published cards that are gone or mean something else now, and cards that are not published yet.

    A key may change where errata.toml says why. Cards of files that do not load are passed over: their faults are in
    `bank.errors`.
    """
    history, now = _history(path), current(bank)
    faults = [*_gone(bank, history), *_changed(bank, history, now), *_unfounded(bank, history, now)]
    faults += [(card_id, "is not published", _WRITE) for card_id in now if card_id not in history]
    return tuple(ContentError(str(path), *fault) for fault in faults)


_Faults = Iterator[tuple[str, str, str]]
_History = Mapping[str, Sequence[Published]]


def _gone(bank: Bank, history: _History) -> _Faults:
    broken = {Path(error.file).parent.name + "/" + Path(error.file).stem for error in bank.errors}
    for card_id, (*_, before) in history.items():
        if card_id not in bank.cards and before.kind != RETIRED and path_of(card_id) not in broken:
            yield card_id, "was published and is gone", f"put the card back, or append `{card_id} {RETIRED} -`"


def _changed(bank: Bank, history: _History, now: Mapping[str, Published]) -> _Faults:
    told = {(entry.card, entry.old, entry.new) for entry in bank.errata}
    for card_id, lines in history.items():
        here = [now[card_id]] if card_id in now else []
        for before, after in pairwise([*lines, *here]):
            if RETIRED in (before.kind, after.kind):
                continue
            if before != after and (card_id, before.fingerprint, after.fingerprint) not in told:
                yield card_id, _change(before, after), _corrected(before, after)
        if here and lines[-1].kind == RETIRED:
            yield card_id, "was withdrawn", "give the card another id"
        elif here and lines[-1] != here[0] and (card_id, lines[-1].fingerprint, here[0].fingerprint) in told:
            yield card_id, "has a corrected key that is not published", _WRITE


def _unfounded(bank: Bank, history: _History, now: Mapping[str, Published]) -> _Faults:
    """Corrections that nobody would ever hear of, since no answer was given under such a key."""
    for entry in bank.errata:
        lines = [*history.get(entry.card, ()), *([now[entry.card]] if entry.card in now else ())]
        keys = [line.fingerprint for line in lines]
        if (entry.old, entry.new) not in pairwise(keys):
            yield entry.card, f"never went from {entry.old} to {entry.new}", f"mend its entry in {FILE}"


def append_missing(bank: Bank, path: Path) -> list[str]:
    """Publish the cards that have no line yet, and the corrected keys; no line that stands there changes.

    Returns the ids of the new lines.
    """
    known, now = read(path), current(bank)
    told = {(entry.card, entry.old, entry.new) for entry in bank.errata}
    new = [
        card_id
        for card_id, published_now in now.items()
        if card_id not in known or (card_id, known[card_id].fingerprint, published_now.fingerprint) in told
    ]
    torn = path.exists() and not (path.read_bytes() or b"\n").endswith(b"\n")
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write("\n" if torn else "")
        file.writelines(f"{card_id} {now[card_id].kind} {now[card_id].fingerprint}\n" for card_id in new)
    return new


_WRITE = "run `gradlings content check --write-ids`"


def _corrected(before: Published, after: Published) -> str:
    return f'restore it, or say in {FILE} what was wrong (old = "{before.fingerprint}", new = "{after.fingerprint}")'


def _change(before: Published, after: Published) -> str:
    return "the answer key changed" if before.kind == after.kind else f"{before.kind} became {after.kind}"


def _rights(options: Sequence[Any]) -> list[str]:
    return sorted(option.id for option in options if option.right)


def _drawn(drill: Any) -> Mapping[str, list[float]]:
    return {name: list(parameter.values) for name, parameter in drill.parameters.items()}


# a term's other spellings are no part of the key: adding an alias corrects nothing
_KEYS: dict[str, Callable[[Any], Any]] = {
    "single": lambda drill: _rights(drill.options),
    "multiple": lambda drill: _rights(drill.options),
    "truth": lambda drill: [drill.answer, _rights(drill.reasons)],
    "numeric": lambda drill: [drill.answer, drill.relative, drill.absolute],
    "parametric": lambda drill: [drill.answer, drill.relative, drill.absolute, _drawn(drill), list(drill.where)],
    "shape": lambda drill: [list(drill.answer), _drawn(drill), list(drill.where)],
    "term": lambda drill: reading.term(drill.accept[0]),
    "ordering": lambda drill: {step.id: sorted(step.after) for step in drill.steps},
    "matching": lambda drill: sorted(pair.id for pair in drill.pairs),
    "cloze": lambda drill: [reading.term(gap.accept[0]) for gap in drill.gaps],
    "output": lambda drill: drill.answer.strip(),
    "bug": lambda drill: [drill.line, _rights(drill.reasons)],
    "line": lambda drill: [drill.forward.split(), drill.target, drill.upstream],
}
