"""All answers, in columns: 100 000 of them are 7 MB, and are read back from a file at once.

Owns how answers are kept in memory. Refuses to forget one: an answer that is taken back is left out when the log is
read again. To whoever reads it is a sequence of `Review`, made when asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple, overload

from quiz.log import EPOCH, microseconds

COLUMNS = {
    "card": "I", "at": "q", "rating": "b", "key": "I", "verdict": "I", "score": "d", "elapsed": "I", "device": "I",
}  # fmt: skip
"""Name and type code; those in `NAMED` are numbers of names."""
NAMED = ("card", "key", "verdict", "device")
ID_LENGTH = 36
"""Of a UUID as text. Another id is kept apart."""
LARGEST = 2**32 - 1


class Review(NamedTuple):
    """One answer, as far as scheduling minds. A tuple: a walk over a long log makes 100 000."""

    card: str
    at: datetime
    """UTC."""
    rating: int
    """1 again, 2 hard, 3 good, 4 easy."""
    fingerprint: str = ""
    """Of the answer key that it was marked by."""
    event: str = ""
    """The id of its event, by which it can be undone."""
    verdict: str = ""
    """As in `Mark`; `self` where no machine marked it."""
    score: float = 0.0
    elapsed_ms: int = 0
    device: str = ""
    """The id of the machine on which it was given."""


class Names(dict[str, int]):
    """The numbers of texts, in the order in which they came up; a new text gets the next one."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = list(names)
        """By number."""
        super().__init__((name, number) for number, name in enumerate(self.names))

    def __missing__(self, name: str) -> int:
        self.names.append(name)
        self[name] = number = len(self)
        return number


class Answers(Sequence[Review]):
    """Every answer, the latest last.

    One that becomes known after later ones, as those of an interview do, is put in its place among them.
    """

    def __init__(self, reviews: Iterable[Review] = ()) -> None:
        self._columns: dict[str, array[Any]] = {name: array(code) for name, code in COLUMNS.items()}
        self._names = {name: Names() for name in NAMED}
        self._ids = bytearray()
        self._odd: dict[int, str] = {}
        """Ids that are no UUIDs, by place."""
        self.moved = 0
        """How often one was put before others: who has counted the first ones counts them again."""
        self._pairs: dict[tuple[int, int], None] = {}
        """Numbers of card and key, in the order in which they came up."""
        for review in reviews:
            self.add(review, microseconds(review.at))

    def add(self, review: Review, at: int) -> None:
        """One more answer; `at` is its time in microseconds."""
        card, _, rating, key, event, verdict, score, elapsed, device = review
        cards, ats, ratings, keys, verdicts, scores, times, devices = self._columns.values()
        place, names = len(ats), self._names
        pair = (names["card"][card], names["key"][key])
        cards.append(pair[0])
        ats.append(at)
        ratings.append(rating if 0 <= rating <= 5 else min(max(rating, 0), 5))
        keys.append(pair[1])
        verdicts.append(names["verdict"][verdict])
        scores.append(score)
        times.append(elapsed if 0 <= elapsed <= LARGEST else min(max(elapsed, 0), LARGEST))
        devices.append(names["device"][device])
        self._keep_id(event, place)
        self._pairs[pair] = None
        if place and at < ats[place - 1]:
            self._put_back()

    def _keep_id(self, event: str, place: int) -> None:
        if len(event) == ID_LENGTH and event.isascii():
            self._ids += event.encode()
        else:
            self._ids += b" " * ID_LENGTH
            self._odd[place] = event

    def _put_back(self) -> None:
        """The last one to where it belongs, after those of the same moment."""
        ats, last = self._columns["at"], len(self) - 1
        place = bisect_right(ats, ats[last], 0, last)
        for column in self._columns.values():
            column.insert(place, column.pop())
        key = self._ids[last * ID_LENGTH :]
        del self._ids[last * ID_LENGTH :]
        self._ids[place * ID_LENGTH : place * ID_LENGTH] = key
        self._odd = {place if n == last else n + (n >= place): odd for n, odd in self._odd.items()}
        self.moved += 1

    def __len__(self) -> int:
        return len(self._columns["at"])

    @overload
    def __getitem__(self, place: int) -> Review: ...
    @overload
    def __getitem__(self, place: slice) -> list[Review]: ...
    def __getitem__(self, place: int | slice) -> Review | list[Review]:
        if isinstance(place, slice):
            return list(self._walk(range(len(self))[place]))
        return next(self._walk([range(len(self))[place]]))

    def __iter__(self) -> Iterator[Review]:
        return self._walk(range(len(self)))

    def _walk(self, places: Iterable[int]) -> Iterator[Review]:
        card, at, rating, key, verdict, score, elapsed, device = self._columns.values()
        cards, keys, verdicts, devices = (self._names[name].names for name in NAMED)
        for n in places:
            moment = EPOCH + timedelta(0, 0, at[n])
            event = self._odd[n] if n in self._odd else self._ids[n * ID_LENGTH : (n + 1) * ID_LENGTH].decode()
            yield Review(
                cards[card[n]],
                moment,
                rating[n],
                keys[key[n]],
                event,
                verdicts[verdict[n]],
                score[n],
                elapsed[n],
                devices[device[n]],
            )

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Answers | list) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"Answers({list(self)!r})"

    @property
    def cards(self) -> Collection[str]:
        """Every card that was ever answered."""
        return self._names["card"].names

    def since(self, moment: datetime) -> int:
        """How many answers are of this moment or later."""
        return len(self) - bisect_left(self._columns["at"], microseconds(moment))

    def under_each_key(self) -> list[Review]:
        """Of every card under every answer key one answer, in the order of the first ones."""
        cards, keys = self._names["card"].names, self._names["key"].names
        return [Review(cards[card], EPOCH, 0, keys[key]) for card, key in self._pairs]

    def digest(self, count: int) -> str:
        """Of what the memories after the first `count` answers follow from."""
        of = blake2b(digest_size=16)
        for name in ("card", "at", "rating", "key"):
            of.update(memoryview(self._columns[name])[:count])
        seen = max(self._columns["card"][:count], default=-1) + 1
        of.update("\n".join(self._names["card"].names[:seen]).encode("utf-8", "surrogatepass"))
        return of.hexdigest()

    def packed(self) -> tuple[dict[str, Any], list[bytes]]:
        """Everything: what is small as JSON, and the columns."""
        names = {name: table.names for name, table in self._names.items()}
        columns = [column.tobytes() for column in self._columns.values()]
        head = {"names": names, "odd": list(self._odd.items()), "pairs": list(self._pairs)}
        return head, [*columns, bytes(self._ids)]

    @classmethod
    def unpacked(cls, head: Mapping[str, Any], parts: Sequence[bytes]) -> Answers:
        """What `packed` gave. Raises ValueError or KeyError where that cannot be."""
        made = cls()
        made._names = {name: Names(head["names"][name]) for name in NAMED}
        for column, part in zip(made._columns.values(), parts[:-1], strict=True):
            column.frombytes(part)
        made._ids = bytearray(parts[-1])
        made._odd = dict(head["odd"])
        if {len(column) for column in made._columns.values()} != {len(made._ids) // ID_LENGTH}:
            raise ValueError("columns of unequal length")
        made._pairs = dict.fromkeys((card, key) for card, key in head["pairs"])
        return made
