"""Two thousand submissions by one command, whose verdicts are known from how they were made."""

from __future__ import annotations

import csv
import json
import random
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from grader import Grader, SandboxError
from tests.cli.test_grade import ODD
from tests.grader.gradebook.page.parts import parts
from tests.samples import edit, make_exercise

MANY = 2000
CASES = '    return [case("tiny", (2, 3)), case("hidden", (3, 4), hidden=True)]\n'
"""Few of them: what is tried here is the crowd."""
STYLES = {
    "g * x + b": ("x * g + b", "b + np.multiply(g, x)", "np.einsum('nd,d->nd', x, g) + b[None]"),
    "(dy * x).sum(axis=0)": ("np.einsum('nd,nd->d', dy, x)", "sum(dy * x)", "np.add.reduce(x * dy)"),
    "dy.sum(axis=0)": ("np.ones(len(dy)) @ dy", "sum(dy)", "dy.sum(0)"),
}
SLIPS = {
    "g * x + b": "g * x + {k} * b",
    "dy * g": "dy * x * {k}",
    "return dx, dg, db": "return {k} * dx, db, dg",
    "(dy * x).sum(axis=0)": "{k} * dy.sum(axis=0)",
    "dy.sum(axis=0)": "{k} * dy.mean(axis=0)",
}
"""Each is wrong for almost all numbers, and for almost every factor `k`."""
LINE = "    x, g = cache\n"
ERRORS = (
    "raise ValueError({text!r})", "return cache[9]", "import os; os._exit(0)", "raise SystemExit", "return None.T",
)  # fmt: skip


def generated(rng: random.Random, right: str) -> tuple[str, bytes]:
    """A verdict, and a file that deserves it."""
    kind = rng.choice(("right", "right", "wrong", "raises", "garbage", "reaches"))
    for piece, others in STYLES.items():
        right = right.replace(piece, rng.choice((piece, *others)))
    text = rng.choice(ODD)
    if kind == "right":
        return "pass", right.encode()
    if kind == "wrong":
        piece = rng.choice([piece for piece in SLIPS if piece in right])
        return "fail", right.replace(piece, SLIPS[piece].format(k=rng.uniform(2, 9))).encode()
    if kind == "raises":
        return "error", right.replace(LINE, f"{LINE}    {rng.choice(ERRORS).format(text=text)}\n").encode()
    if kind == "reaches":
        return "blocked", right.replace(LINE, f"{LINE}    open({text!r})\n").encode()
    broken = (b"", rng.randbytes(99), right.replace(" = ", " = = ").encode(), f"print({text!r})\n".encode())
    return "error", rng.choice(broken)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a sandbox of level B, which only Linux has")
def test_two_thousand_get_what_they_deserve_whatever_they_are_called(run, tmp_path) -> None:
    with Grader(required="B") as grader:
        try:
            grader.prove()
        except SandboxError as error:
            pytest.skip(f"no lock here: {error}")
    place, rng = make_exercise(tmp_path / "own", "all/scale", growth=[]), random.Random(20)
    reference = (place / "reference.py").read_text("utf-8")
    edit(place / "reference.py", reference[reference.index("    return [") :], CASES)
    right = f"import numpy as np\n{(place / 'solution.py').read_text('utf-8')}"
    deserved: dict[str, str] = {}
    (tmp_path / "hw").mkdir()
    for number in range(MANY):
        name = f"{ODD[number % len(ODD)]} {number}"
        deserved[name], source = generated(rng, right)
        (tmp_path / "hw" / f"{name}.py").write_bytes(source)
    ran = run("grade", "hw", "--exercises", "own", "--exercise", "own:all/scale", "--out", "out", "--salt", "crowd")
    assert ran.code == 0, ran.err
    out = tmp_path / "out"
    rows = [json.loads(line) for line in (out / "record.jsonl").read_bytes().splitlines()[1:]]
    found = {row["student"]: row["report"]["verdict"] for row in rows}
    assert {name: (found[name], verdict) for name, verdict in deserved.items() if found[name] != verdict} == {}
    assert len(rows) == len(found) == MANY
    assert min(Counter(deserved.values()).values()) > MANY / 10
    assert_everybody_is_in_every_file(out)


def assert_everybody_is_in_every_file(out: Path) -> None:
    for name, more in (("results", 1), ("canvas", 2)):
        with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.reader(file, strict=True))) == MANY + more
    assert len(ET.parse(out / "junit.xml").getroot()) == MANY
    assert len(list((out / "feedback").iterdir())) == MANY
    assert len(parts((out / "report.html").read_text("utf-8")).students) == MANY
