"""How long it takes to open the questions: from the cache and without it, ours and ten thousand that a machine wrote.

Every opening is a process of its own, which subtracts what an empty interpreter with the same imports takes.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from quiz.bank import content_folder
from tests.bench.measure import interleaved, process, table

MANY = 10_000
OPEN = "import sys, time; from pathlib import Path; from quiz.bank import Bank; start = time.perf_counter(); "
OPEN += "bank = Bank.open(Path(sys.argv[1]), Path(sys.argv[2])); "
OPEN += "print(1e3 * (time.perf_counter() - start), len(bank.cards), len(bank.errors))"


def bank(home: str) -> None:
    """Ours first, then many."""
    _open_both("ours", content_folder(), Path(home) / "ours", rounds=7)
    with tempfile.TemporaryDirectory() as made:
        _open_both(f"{MANY:,} questions", _many(Path(made)), Path(home) / "many", rounds=3)


def _open_both(name: str, content: Path, cache: Path, rounds: int) -> None:
    opening = process([sys.executable, "-c", OPEN, str(content), str(cache)], os.environ)
    start = time.perf_counter()
    opening()
    print(f"\n{name}: first build {time.perf_counter() - start:.1f} s")
    rows = {
        "python -c 'import numpy'": process([sys.executable, "-c", "import numpy"], os.environ),
        "import quiz.bank": process([sys.executable, "-c", "import quiz.bank"], os.environ),
        "open from the cache": opening,
    }
    if rounds > 3:
        rows["open without"] = lambda: (shutil.rmtree(cache), opening())
    seconds = interleaved(rows, rounds)
    table(f"{name}: whole processes (ms)", seconds, base="python -c 'import numpy'")
    base = min(seconds["import quiz.bank"])
    for row in list(rows)[2:]:
        print(f"{row} beyond the imports: {1e3 * (min(seconds[row]) - base):.0f} ms at best")


QUESTION = """
schema = 1
title = {{ en = "Question {n}", zh = "第 {n} 题" }}
level = 2
sources = ["made-{n}"]
prompt = {{ en = "How many weights has layer {n}?", zh = "第 {n} 层有多少个权重？" }}
follow_ups = [{{ en = "And with a bias?", zh = "有偏置呢？" }}, {{ en = "Why?", zh = "为什么？" }}]
answer = {{ en = "Inputs times outputs: $${n} \\\\times 3$$", zh = "输入数乘以输出数：$${n} \\\\times 3$$" }}
key_points = [
  {{ id = "one", text = {{ en = "inputs", zh = "输入" }} }},
  {{ id = "two", text = {{ en = "outputs", zh = "输出" }} }},
  {{ id = "three", text = {{ en = "product", zh = "乘积" }} }},
  {{ id = "four", text = {{ en = "no bias", zh = "没有偏置" }} }},
]
[[drills]]
id = "count"
kind = "parametric"
level = 2
prompt = {{ en = "{{d}} to {{m}} units, layer {n}: weights?", zh = "第 {n} 层 {{d}} 进 {{m}} 出：权重数？" }}
parameters = {{ d = {{ values = [3, 4, 5] }}, m = {{ values = [2, 7] }} }}
answer = "d * m"
slips = [{{ value = "d + m", why = {{ en = "added", zh = "加了" }} }}]
explain = {{ en = "d·m", zh = "d·m" }}
[[drills]]
id = "claim"
kind = "single"
level = 3
prompt = {{ en = "Which holds of layer {n}?", zh = "关于第 {n} 层，哪项成立？" }}
options = [
  {{ id = "one", text = {{ en = "it is linear", zh = "线性的" }}, right = true, why = {{ en = "yes", zh = "对" }} }},
  {{ id = "two", text = {{ en = "it is convex", zh = "它是凸的" }}, why = {{ en = "no", zh = "不对" }} }},
  {{ id = "three", text = {{ en = "it is odd", zh = "它是奇的" }}, why = {{ en = "no", zh = "不对" }} }},
]
explain = {{ en = "By definition.", zh = "由定义。" }}
"""
TOPICS = 20


def _many(folder: Path) -> Path:
    """Questions of three cards each, as a machine would write them."""
    names = [f"topic-{number}" for number in range(TOPICS)]
    lines = [f'{name} = {{ en = "{name}", zh = "{name}" }}' for name in names]
    (folder / "topics.toml").write_text("\n".join(["schema = 1", "[topics]", *lines]), encoding="utf-8")
    for number in range(MANY):
        topic = folder / "questions" / names[number % TOPICS]
        topic.mkdir(parents=True, exist_ok=True)
        (topic / f"made-{number}.toml").write_text(QUESTION.format(n=number), encoding="utf-8")
    return folder
