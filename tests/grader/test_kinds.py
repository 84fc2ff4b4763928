"""The kinds of exercise beside `layer`: what is handed over, what is compared, what is told."""

from pathlib import Path

import numpy as np
import pytest

from exercises.catalog import Catalog, Exercise
from grader import Grader, Options
from grader.draws import stream
from grader.goal import scored, shapes
from grader.report import Report
from grader.repro import script

CATALOG = Catalog([Path(__file__).parent / "exercises"])
KINDS = [CATALOG.get(f"kinds/{name}") for name in ("logistic", "adam", "he", "train")]
LOGISTIC, ADAM, HE, TRAIN = KINDS
MISTAKES = [pytest.param(e, m, id=f"{e.slug} {m.id}") for e in KINDS for m in e.mistakes]
TRAININGS = 9
every_kind = pytest.mark.parametrize("exercise", KINDS, ids=lambda exercise: exercise.slug)


def judged(grader: Grader, exercise: Exercise, source: str, **options: bool) -> Report:
    return grader.check(exercise, source.encode(), Options(salt="kinds", **options))


@every_kind
def test_the_solution_passes_every_check_with_the_hidden_ones(grader: Grader, exercise: Exercise) -> None:
    report = judged(grader, exercise, exercise.solution, hidden=True)
    assert report.passed, report.message.en
    assert report.score == 1.0
    assert not report.notes
    assert any(check.hidden for check in report.checks)


@every_kind
def test_the_starter_fails_as_not_implemented(grader: Grader, exercise: Exercise) -> None:
    report = judged(grader, exercise, exercise.starter)
    assert (report.verdict, report.stage) == ("fail", "calls")


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_a_known_mistake_is_refused_at_its_stage_and_named(grader: Grader, exercise, mistake) -> None:
    report = judged(grader, exercise, mistake.apply(exercise.solution))
    assert (report.verdict, report.stage) == ("fail", mistake.stage), report.message.en
    if mistake.stage != "goal" and exercise is not HE:  # no arrays that could be compared
        assert mistake.id in [finding.id for finding in report.findings]


@pytest.mark.parametrize(
    ("exercise", "edit", "stage", "said"),
    [
        (LOGISTIC, ('{"w": x.T @ dz, "b": dz.sum()}', '{"w": x.T @ dz}'), "gradient-shape", "dict with the keys w, b"),
        (LOGISTIC, ('{"w": x.T @ dz, "b": dz.sum()}', "(x.T @ dz, 1)"), "gradient-shape", "grads is a tuple of 2"),
        (LOGISTIC, ("return loss, ", "return "), "shape", "it must return 2 values"),
        (LOGISTIC, ("(params, x, t)", "(params, x)"), "functions", "(params, x, t)"),
        (LOGISTIC, ("    return loss", '    params["w"] *= 2; return loss'), "inputs", "its input w in place"),
        (LOGISTIC, ('z = x @ params["w"]', 'z = x @ params.pop("w")'), "inputs", "its input w in place"),
        (ADAM, ("m = 0.9 * m", "m *= 1.5; m = 0.9 * m / 1.5"), "inputs", "its input m in place"),
        (ADAM, ("return w - lr * step, m, v", "return w - lr * step, m"), "shape", "it must return 3 values"),
        (ADAM, ("    m = 0.9", "    t = globals().setdefault('n', t); m = 0.9"), "forward", "new_w is wrong"),
        (TRAIN, ('return {"w": w, "b": b}', "return w, b"), "shape", "it must be a dict with the keys w, b"),
        (TRAIN, ('return {"w": w, "b": b}', 'return {"w": w[:1], "b": b}'), "shape", "w has shape (1,)"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_form_is_said(grader: Grader, exercise, edit, stage, said) -> None:
    assert exercise.solution.count(edit[0]) == 1
    report = judged(grader, exercise, exercise.solution.replace(*edit))
    assert (report.verdict, report.stage) != ("pass", None)
    assert report.stage == stage, report.message.en
    assert said in report.message.en


def test_where_many_answers_are_right_the_exercise_says_what_is_wrong(grader: Grader) -> None:
    uniform = HE.solution.replace(
        "rng.standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)",
        "rng.uniform(-1, 1, (fan_in, fan_out)) * np.sqrt(6 / fan_in)",
    )
    assert judged(grader, HE, uniform).passed
    report = judged(grader, HE, HE.solution.replace("2 / fan_in", "2 / fan_out"))
    assert "its deviation is" in report.message.en
    assert "标准差" in report.message.zh


@pytest.mark.parametrize("remaining", [[0, 1, 2], [0, 1], [0, 2], [1, 2], [0], [2]], ids=str)
def test_what_is_to_be_repaired_and_remains_is_named(grader: Grader, remaining: list[int]) -> None:
    exercise = CATALOG.get("kinds/repair")
    left = [exercise.planted[i] for i in remaining]
    source = exercise.solution
    for mistake in left:
        source = mistake.apply(source)
    report = judged(grader, exercise, exercise.starter if len(left) == len(exercise.planted) else source)
    assert not report.passed
    assert [finding.id for finding in report.findings] == [mistake.id for mistake in left]


def test_a_training_that_misses_its_goal_is_told_its_score_and_earns_half(grader: Grader) -> None:
    (mistake,) = (m for m in TRAIN.mistakes if m.stage == "goal")
    report = judged(grader, TRAIN, mistake.apply(TRAIN.solution))
    (check,) = (check for check in report.checks if check.stage == "goal")
    assert check.error < 0.95 <= check.tolerance
    assert report.score == 0.5
    assert "the accuracy is 0." in report.message.en
    assert "准确率为 0." in report.message.zh


@pytest.mark.parametrize(
    ("trained", "said"),
    [
        ('{"w": w * (1 + 1j), "b": b}', "w is of dtype complex128"),
        ('{"w": w[:1], "b": b}', "w is of shape (1,); it must have shape (2,)"),
        ('{"w": w, "b": b[None]}', "b is of shape (1,); it must have shape ()"),
    ],
)
def test_what_a_training_gives_must_be_real_and_of_its_shape(grader: Grader, trained: str, said: str) -> None:
    many = f'return {trained} if steps > 20 else {{"w": w, "b": b}}'
    report = judged(grader, TRAIN, TRAIN.solution.replace('return {"w": w, "b": b}', many))
    assert (report.verdict, report.stage) == ("fail", "goal")
    assert said in report.message.en


@pytest.mark.parametrize("number", [0.0, 1e200, float("inf"), float("nan")])
def test_no_numbers_that_a_training_gives_are_too_odd_for_a_score(number: float) -> None:
    trainings = [exercise for exercise in Catalog().all()[0] if exercise.goal is not None]
    assert len(trainings) == TRAININGS
    for exercise in trainings:
        case = exercise.reference.goal(stream("odd", exercise.id))
        given = {name: np.full(shape, number) for name, shape in shapes(exercise, case).items()}
        assert not scored(exercise, case, given).passed, exercise.id


def test_slow_steps_may_take_as_long_as_they_take(grader: Grader) -> None:
    """Forty times the time that the limit allows for a call is still within what its own speed allows."""
    slow = TRAIN.solution.replace("        p = ", "        sum(range(300_000))\n        p = ")
    assert judged(grader, TRAIN, slow).passed


@pytest.mark.parametrize("exercise", [LOGISTIC, ADAM, TRAIN], ids=lambda exercise: exercise.slug)
def test_a_wrong_answer_has_a_small_case_as_a_file(grader: Grader, exercise, tmp_path) -> None:
    mistake = exercise.mistakes[0]
    report = grader.check(
        exercise, mistake.apply(exercise.solution).encode(), Options(salt="kinds", shrink=True, file="a.py")
    )
    assert report.counterexample is not None
    (tmp_path / "a.py").write_text(mistake.apply(exercise.solution), encoding="utf-8")
    namespace: dict[str, object] = {"__file__": str(tmp_path / "repro.py")}
    text = script(exercise, report.counterexample, tmp_path / "a.py", "en", beside=True)
    exec(compile(text, "repro.py", "exec"), namespace)


def test_numbers_of_a_generator_of_ones_own_are_refused(grader: Grader) -> None:
    own = HE.solution.replace("return rng.", "return np.random.default_rng(0).")
    assert own != HE.solution
    report = judged(grader, HE, own)
    assert (report.verdict, report.stage) == ("fail", "forward")
    assert "is the same with another `rng`" in report.message.en
