"""Every known mistake of every exercise has a small case, and a file that shows it to the last printed digit."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.catalog import OURS, Catalog, Exercise
from grader import tries
from grader.counterexample import Counterexample
from grader.report import Finding
from grader.repro import printed, script
from tests.grader.smallest import PATIENT, smallest
from tests.grader.three import THREE

EXERCISES = THREE
OTHERS = [exercise for exercise in Catalog([OURS]).all()[0] if exercise.id not in {three.id for three in THREE}]
EACH = 8
"""Of the other exercises every eighth mistake is tried, so that the tests stay quick."""
FEW = 4
DENSE = Catalog([OURS]).get("layers/dense")


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(tries, "LIMITS", PATIENT)


def written(exercise: Exercise, source: str, found: Counterexample, folder: Path) -> Path:
    """The learner's file and the one beside it that shows what is wrong."""
    mine = folder / f"{exercise.slug}.py"
    mine.write_text(source, "utf-8")
    file = folder / f"repro_{exercise.slug}.py"
    file.write_text(script(exercise, found, mine, "en", beside=True), "utf-8")
    return file


def run(file: Path) -> list[str]:
    """What it prints, in this process; the last line of its traceback where it raises."""
    out, known = io.StringIO(), sys.modules.copy()
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(file.read_text("utf-8"), str(file), "exec"), {"__file__": str(file), "__name__": "__main__"})
    except Exception as error:  # noqa: BLE001 (whatever a wrong submission raises is what is to be shown)
        return [f"{type(error).__name__}: {error}"]
    finally:
        sys.modules.clear()
        sys.modules.update(known)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_every_known_mistake_has_a_small_case_and_a_file_that_shows_it(exercise, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    scalars, faults = {}, []
    for mistake in exercise.mistakes:
        source = mistake.apply(exercise.solution)
        found = smallest(exercise, source, (Finding(mistake.id, mistake.stage, {}, mistake.text),))
        if found is None:
            faults.append(f"{mistake.id}: no case")
            continue
        scalars[mistake.id] = found.scalars
        told, said = run(written(exercise, source, found, tmp_path)), printed(found)
        if told != said or found.stage != mistake.stage or not found.text.zh:
            faults.append(f"{mistake.id}: {told} instead of {said}")
    assert not faults, "\n".join(faults)
    assert sum(count <= FEW for count in scalars.values()) >= 0.8 * len(exercise.mistakes), scalars


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of wrong versions that divide by zero, and whose files do too
@pytest.mark.parametrize("exercise", OTHERS, ids=lambda exercise: exercise.id)
def test_the_file_of_any_exercise_shows_what_was_judged(exercise, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    seen = 0
    for mistake in exercise.mistakes[::EACH]:
        source = mistake.apply(exercise.solution)
        found = smallest(exercise, source, (Finding(mistake.id, mistake.stage, {}, mistake.text),))
        if found is not None:
            seen += 1
            said = [line.rstrip() for line in run(written(exercise, source, found, tmp_path))]
            assert said == [line.rstrip() for line in printed(found)], mistake.id
    assert seen or hasattr(exercise.reference, "accepts")


@pytest.mark.parametrize("stage", ["calls", "gradient-shape", "gradient", "repeat", "inputs"])
def test_the_file_runs_by_itself_from_any_folder(stage, tmp_path):
    mistake = next(m for m in DENSE.mistakes if m.stage == stage)
    source = mistake.apply(DENSE.solution)
    found = smallest(DENSE, source)
    file = written(DENSE, source, found, tmp_path)
    ran = subprocess.run(
        [sys.executable, "-I", str(file)], cwd="/", capture_output=True, text=True, timeout=60, check=False
    )
    lines = ran.stdout.splitlines() if found.tensor else ran.stderr.splitlines()[-1:]
    assert lines == printed(found)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dense.py", "repro_dense.py"]


def test_once_the_code_is_right_the_file_shows_that(tmp_path):
    source = DENSE.solution.replace("dy.sum(axis=0)", "dy.mean(axis=0)")
    file = written(DENSE, source, smallest(DENSE, source), tmp_path)
    assert run(file)[1].split() == ["[0]", "yours", "0.5", "expected", "1", "ratio", "0.5"]
    (tmp_path / "dense.py").write_text(DENSE.solution)
    assert run(file)[1].split() == ["[0]", "yours", "1", "expected", "1", "ratio", "1"]
    (tmp_path / "dense.py").write_text(DENSE.solution.replace("dy.sum(axis=0)", "dy"))
    assert run(file) == ["db: shape (2, 1), float64; it must have shape (1,), float64"]


def test_the_file_holds_what_it_prints_and_a_place_to_stop(tmp_path):
    source = DENSE.solution.replace("dy.sum(axis=0)", "dy.mean(axis=0)")
    found = smallest(DENSE, source)
    for language, place in (("en", "take away the first #"), ("zh", "去掉行首的 #")):
        text = script(DENSE, found, tmp_path / "dense.py", language, beside=False)
        assert all(line in text for line in printed(found))
        assert found.text[language] in text
        assert place in text.split("\n# breakpoint()")[1].splitlines()[0]
        assert f"FILE = Path({str(tmp_path / 'dense.py')!r})" in text


def test_a_message_of_the_submission_cannot_end_the_docstring(tmp_path):
    said = r"\"\"\"\nprint('out')\\"
    source = DENSE.solution.replace("x, w = cache", f'raise ValueError("{said}")')
    found = smallest(DENSE, source)
    assert run(written(DENSE, source, found, tmp_path))[0].startswith('ValueError: """')
