"""Right mathematics is never refused for a habit, and a small error is never let off without one.

Every file of `honest/` passes with the notes that its first line expects: `# expect: pass [NOTE…]`. The rows below are
the same code with an error of about the same size that no habit explains.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from exercises.catalog import OURS, Catalog, Exercise
from grader import Grader, Options
from grader.calls import Local
from grader.drawing import draw_all
from grader.habits import suspicions
from grader.harmless import Work, judged
from grader.kinds import functions_of
from grader.outcome import Outcome

HERE = Path(__file__).parent
EXERCISES = {exercise.slug: exercise for exercise in Catalog((OURS, HERE / "exercises")).all()[0]}
FILES = sorted((HERE / "honest").glob("*/*.py"))
STRICT = ("dense/single_precision_inside", "l2-normalise/epsilon_beside_the_norm", "layer-norm/one_pass_variance")
NUMPY = b"import numpy as np\n"


def exercise_of(file: Path) -> Exercise:
    """Without the timing, which has tests of its own and takes longer than everything else."""
    return replace(EXERCISES[file.parent.name], growth=())


def honest(name: str) -> bytes:
    return (HERE / "honest" / f"{name}.py").read_bytes()


def judged_here(exercise: Exercise, source: bytes) -> Outcome:
    def start(variant: bytes) -> nullcontext[Local]:
        return nullcontext(Local(variant.decode()))

    work = Work(functions_of(exercise), draw_all(exercise, "fudged"), exercise.tolerance, start)
    return judged(work, Local(source.decode()), source)


def test_there_are_at_least_60_of_them():
    assert len(FILES) >= 60
    assert {"dense", "conv2d", "lstm"} <= {file.parent.name for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.parent.name}-{f.stem}")
def test_an_honest_variant_passes_with_the_note_that_names_its_habit(grader: Grader, file: Path) -> None:
    source = file.read_bytes()
    verdict, *notes = source.splitlines()[0].decode().removeprefix("# expect: ").split()
    report = grader.check(exercise_of(file), source, Options(salt="honest"))
    assert report.verdict == verdict, report.message.en
    assert sorted(note.id for note in report.notes) == sorted(notes)
    assert report.score == 1.0


@pytest.mark.parametrize("name", STRICT)
def test_strict_refuses_a_habit_by_its_name(grader: Grader, name: str) -> None:
    file = HERE / "honest" / f"{name}.py"
    (note,) = file.read_text().splitlines()[0].split()[3:]
    report = grader.check(exercise_of(file), file.read_bytes(), Options(salt="honest", strict=True))
    assert report.verdict == "fail"
    assert f"({note})" in report.message.en
    assert f"（{note}）" in report.message.zh


def test_the_note_says_which_epsilon_where_and_what_it_costs(grader: Grader) -> None:
    report = grader.check(EXERCISES["l2-normalise"], honest("l2-normalise/epsilon_beside_the_norm"), Options(salt="a"))
    (note,) = report.notes
    assert "1e-8 in line 6 biases" in note.text.en
    assert "第 6 行的 1e-8" in note.text.zh


def dense(new: bytes, old: bytes = b"x.T @ dy  #") -> tuple[str, bytes]:
    source = NUMPY + EXERCISES["dense"].solution.encode()
    assert source.count(old) == 1
    return "dense", source.replace(old, new)


def edited(name: str, old: bytes, new: bytes) -> tuple[str, bytes]:
    source = honest(name)
    assert source.count(old) == 1
    return name.partition("/")[0], source.replace(old, new)


FUDGED = {
    "a factor written with an epsilon": dense(b"x.T @ dy * (1 + 1e-7)  #"),
    "a factor written as one number": dense(b"x.T @ dy * 1.0000001  #"),
    "a factor in a quotient": dense(b"x.T @ dy / (1 + 1e-8)  #"),
    "a factor in a root": dense(b"x.T @ dy / np.sqrt(1 + 1e-8)  #"),
    "something added to one entry": dense(b"x.T @ dy; dw[-1, -1] += 1e-8  #"),
    "a factor on one entry": dense(b"x.T @ dy; dw[-1, -1] *= 1 + 1e-8  #"),
    "a quotient on one entry": dense(b"x.T @ dy; dw[0, 0] /= 1 + 1e-9  #"),
    "weight decay": dense(b"x.T @ dy + 1e-8 * w  #"),
    "a bend": dense(b"x.T @ dy; dw += 1e-8 * np.sin(dw)  #"),
    "a factor in single precision": dense(b"x.T @ dy * np.float32(1.0000001)  #"),
    "a factor of one ulp of float32": dense(b"x.T @ dy * (1 + np.finfo(np.float32).eps)  #"),
    "weight decay of one ulp of float32": dense(b"x.T @ dy + np.finfo('float32').eps * w  #"),
    "an output with something added": dense(b"x @ w + b + 1e-8  #", b"x @ w + b  #"),
    "single precision and a factor": edited(
        "dense/single_precision_inside", b"(x.T @ g).astype(float)", b"(x.T @ g).astype(float) * 1.000001"
    ),
    "a guard's epsilon as a factor elsewhere": edited(
        "softmax-cross-entropy/epsilon_as_a_power", b"dloss * dz", b"(1 + EPS) * dloss * dz"
    ),
    "a guard's epsilon beside an error of another": edited(
        "softmax-cross-entropy/log_of_p_plus_epsilon", b"dloss * dz", b"(1 + 1e-8) * dloss * dz"
    ),
    "an epsilon and one wrong entry": edited(
        "softmax-cross-entropy/log_of_p_plus_epsilon", b"    return dloss", b"    dz[0, 0] += 1e-8\n    return dloss"
    ),
    "a lossy formula and a factor": edited("layer-norm/one_pass_variance", b"return dx,", b"return dx * (1 + 1e-8),"),
    "a leak": edited("relu/zero_at_0", b"dy, 0)", b"dy, 1e-8 * dy)"),
    "a temperature": edited("softmax-cross-entropy/no_shift", b"np.exp(z)", b"np.exp(z * 1.00000001)"),
}


@pytest.mark.parametrize(("slug", "source"), FUDGED.values(), ids=FUDGED)
def test_an_error_that_no_habit_explains_is_refused_however_small(slug: str, source: bytes) -> None:
    outcome = judged_here(EXERCISES[slug], source)
    assert outcome.stage in ("forward", "gradient")
    assert all(trouble.comparison for trouble in outcome.troubles), "refused for something else"


LITERALS = {
    b"eps = 1e-8": [b"1e-8"],
    b"EPS = 2.5E-07": [b"2.5E-07"],
    b"eps=.00000001": [b".00000001"],
    b"10 ** -12": [b"10 ** -12"],
    b"np.finfo(np.float64).eps": [b"np.finfo(np.float64).eps"],
    b"1e-8 + 1e-8 + 1e-9": [b"1e-8", b"1e-9"],
    b"x1e-8, 1e-4, 1e8, 0.001, a.1e-8, 1e-8j": [],
}


@pytest.mark.parametrize(("source", "found"), LITERALS.items(), ids=lambda value: str(value)[:40])
def test_small_literals_are_found_and_nothing_else_is(source: bytes, found: list[bytes]) -> None:
    alone = [habits.epsilons[0].text for habits in suspicions(source) if len(habits.epsilons) == 1]
    assert alone == found


def test_a_source_without_its_habits_differs_in_nothing_else():
    source = b"EPS = 1e-8  # and 21e-8\nx = y.astype(np.float32)\nz = np.finfo(np.float32).eps\n"
    both = list(suspicions(source))[-1]
    lean = b"EPS = (1e-8*1e-06)  # and 21e-8\nx = y.astype(np.float64)\nz = (np.finfo(np.float32).eps*1e-06)\n"
    assert both.without(source).replace(b"(21e-8*1e-06)", b"21e-8") == lean


def test_a_huge_source_is_searched_in_no_time():
    assert list(suspicions(b"1" * (1 << 18) + b"." * (1 << 10))) == []
    assert list(suspicions(b"1e-8 " * (1 << 20))) == []
