"""The contract of an exercise folder, held against every folder there is; a new one is covered by being there.

What a folder computes is here, what it says in `test_statements.py`. The numerical part covers the kind
`layer`, whose arguments are named arrays. Whether the grader refuses and recognises every known mistake is
tested with the grader.
"""

import inspect
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from exercises.catalog import OURS, Catalog

STEP = 1e-30
FIXTURES = Path(__file__).parents[1] / "grader" / "exercises"
CATALOG, FAULTS = Catalog((OURS, FIXTURES)).all()
LAYERS = [exercise for exercise in CATALOG if exercise.kind == "layer"]
every_exercise = pytest.mark.parametrize("exercise", CATALOG, ids=lambda exercise: exercise.id)
every_layer = pytest.mark.parametrize("exercise", LAYERS, ids=lambda exercise: exercise.id)


def drawn(exercise, salt=0, kinks=False):
    """The cases of one salt; those on a kink only if asked for."""
    cases = exercise.reference.cases(np.random.default_rng(salt))
    return [case for case in cases if kinks or not case.name.startswith("kink")]


def leaves(exercise, case):
    """The differentiated arguments by name, in the order of the signature."""
    return {arg.name: case.args[arg.name] for arg in exercise.role("forward").args if arg.differentiate}


def directions(exercise, case, rng):
    """A random direction over all differentiated arguments at once, each at its own scale."""
    return {
        name: (np.sqrt(np.mean(z * z)) or 1.0) * rng.standard_normal(z.shape)
        for name, z in leaves(exercise, case).items()
    }


def outputs(value):
    return value if isinstance(value, tuple) else (value,)


def functions(source):
    """What a file of the learner's kind defines."""
    namespace = {}
    exec(compile(source, "file.py", "exec"), namespace)
    return {name: value for name, value in namespace.items() if inspect.isfunction(value)}


def gap(ours, theirs):
    """The distance of two arrays relative to the second; 0 where both are all zero."""
    distance, size = np.linalg.norm(np.ravel(ours - theirs)), np.linalg.norm(np.ravel(theirs))
    return distance / size if size else distance


def test_every_folder_loads():
    assert not FAULTS, "\n".join(map(str, FAULTS))
    assert CATALOG


@every_layer
def test_the_backward_returns_one_gradient_for_each_differentiated_argument(exercise):
    wanted = [(f"d{arg.name}", arg.shape) for arg in exercise.role("forward").args if arg.differentiate]
    assert [(output.name, output.shape) for output in exercise.role("backward").outputs] == wanted
    sizes = {size for arg in exercise.role("forward").args for size in arg.shape}
    assert set(exercise.growth) <= sizes


@every_layer
def test_cases_obey_the_declared_shapes_and_limits(exercise):
    cases = drawn(exercise, kinks=True)
    names = [case.name for case in cases]
    assert len(set(names)) == len(names)
    assert names[0] == "tiny"
    assert any(case.hidden for case in cases)
    assert not cases[0].hidden
    for case in cases:
        count = sum(np.size(z) for z in leaves(exercise, case).values())
        assert count <= {"tiny": 64, "wide": 1 << 16}.get(case.name, 512), (case.name, count)
        sizes_of(exercise, case)


def sizes_of(exercise, case):
    """The size behind every letter of one case; fails where two arrays disagree on it."""
    function = exercise.role("forward")
    assert tuple(case.args) == tuple(arg.name for arg in function.args), case.name
    results = outputs(exercise.reference.forward(**case.args))
    shown = [(arg, case.args[arg.name]) for arg in function.args] + list(zip(function.outputs, results, strict=True))
    sizes = {}
    for declared, value in shown:
        assert np.ndim(value) == len(declared.shape), (case.name, declared.name)
        for text, length in zip(declared.shape, np.shape(value), strict=True):
            factor, letter = re.fullmatch(r"(\d*)([A-Z]*)", text).groups()
            bound = length if not letter else sizes.setdefault(letter, length // int(factor or 1))
            assert length == (int(factor or 1) * bound if letter else int(factor)), (case.name, declared.name)
        assert not declared.shape or np.asarray(value).dtype == getattr(declared, "dtype", "float64")
    return sizes


@every_layer
def test_no_two_sizes_are_equal_in_every_case(exercise):
    drawn_sizes = [sizes_of(exercise, case) for case in drawn(exercise) if not case.hidden]
    for one, other in combinations(drawn_sizes[0], 2):
        assert any(sizes[one] != sizes[other] for sizes in drawn_sizes), f"{one} = {other}"


@every_layer
def test_a_salt_draws_the_same_cases_again_and_another_salt_draws_others(exercise):
    first, again, other = (drawn(exercise, salt, kinks=True) for salt in (1, 1, 2))
    for case, twin in zip(first, again, strict=True):
        assert (case.name, case.hidden) == (twin.name, twin.hidden)
        for name, value in case.args.items():
            np.testing.assert_array_equal(value, twin.args[name])
    for z, y in zip(leaves(exercise, first[0]).values(), leaves(exercise, other[0]).values(), strict=True):
        assert not np.array_equal(z, y)


@every_layer
def test_the_reference_called_on_a_stack_gives_what_separate_calls_give(exercise):
    if not getattr(exercise.reference, "STACKABLE", True):
        pytest.skip("says that it is not stackable")
    rng = np.random.default_rng(3)
    for case in drawn(exercise, kinks=True):
        points = [case.args | directions(exercise, case, rng) for _ in range(3)]
        stack = {name: np.stack([args[name] for args in points]) for name in leaves(exercise, case)}
        together = outputs(exercise.reference.forward(**(case.args | stack)))
        for i, args in enumerate(points):
            for stacked, single in zip(together, outputs(exercise.reference.forward(**args)), strict=True):
                assert stacked[i].shape == single.shape, case.name
                assert gap(stacked[i], single) <= 1e-13, case.name


@every_layer
def test_the_reference_keeps_dtype_and_real_part(exercise):
    rng = np.random.default_rng(4)
    for case in drawn(exercise, kinks=True):
        real = outputs(exercise.reference.forward(**case.args))
        for dtype, close in (("longdouble", 1e-12), ("clongdouble", 1e-12), ("complex128", 1e-14)):
            args = case.args | {name: z.astype(dtype) for name, z in leaves(exercise, case).items()}
            if dtype == "complex128":
                args |= {n: args[n] + STEP * 1j * u for n, u in directions(exercise, case, rng).items()}
            for output, wanted in zip(outputs(exercise.reference.forward(**args)), real, strict=True):
                assert output.dtype == dtype, case.name
                assert gap(output.real, wanted) <= close, (case.name, dtype)


@every_layer
def test_the_derivative_of_the_reference_is_right_to_twelve_digits(exercise, both_ways):
    rng = np.random.default_rng(5)
    forward = exercise.reference.forward
    for case in drawn(exercise):
        along = directions(exercise, case, rng)
        exact = both_ways[0](forward, case.args, along)
        # A step that suits inputs of 1000 is long for those near 0 beside them: one of two must agree.
        others = [both_ways[1](forward, case.args, {n: s * u for n, u in along.items()}) / s for s in (1.0, 0.03)]
        value = np.concatenate([np.ravel(output) for output in outputs(forward(**case.args))])
        # The second term is what 19 digits of f leave of a difference: it counts where f is saturated.
        room = 1e-12 * np.linalg.norm(exact) + 1e-13 * np.linalg.norm(value)
        assert min(np.linalg.norm((exact - other).astype(float)) for other in others) <= room, case.name


@every_layer
def test_there_is_no_kink_where_the_name_does_not_say_so(exercise, complex_step):
    for salt in range(20):
        rng = np.random.default_rng(1000 + salt)
        for case in drawn(exercise, salt):
            along = directions(exercise, case, rng)
            back = {name: -u for name, u in along.items()}
            ahead, behind = (complex_step(exercise.reference.forward, case.args, u) for u in (along, back))
            assert gap(ahead, -behind) <= 1e-13, (case.name, salt)


@every_layer
def test_the_solution_agrees_with_the_reference(exercise):
    written = functions(exercise.solution)
    forward, backward = exercise.role("forward"), exercise.role("backward")
    for case in drawn(exercise, 6, kinks=True):
        if case.name == "wide":
            continue  # one call an entry takes minutes there; the proofs contract its gradient with directions
        args = {name: np.copy(z) if np.ndim(z) else z for name, z in case.args.items()}
        *results, cache = written[forward.name](*args.values())
        wanted = outputs(exercise.reference.forward(**case.args))
        for result, want in zip(results, wanted, strict=True):
            assert type(result) is np.ndarray, case.name
            assert result.shape == want.shape, case.name
            assert gap(result, want) <= 1e-13, (case.name, gap(result, want))
        upstreams = upstreams_for(forward, wanted)
        gradients = outputs(written[backward.name](*(up for up in upstreams if up is not None), cache))
        names = leaves(exercise, case)
        assert [g.shape for g in gradients] == [z.shape for z in names.values()], case.name
        truths = possible_gradients(exercise, case, upstreams)
        worst = [max(map(gap, gradients, truth)) for truth in truths]
        assert min(worst) <= 1e-13, (case.name, worst)


def upstreams_for(forward, values):
    """A random gradient for each output that receives one, None for the others."""
    rng = np.random.default_rng(7)
    return [
        rng.standard_normal(value.shape) if output.upstream else None
        for output, value in zip(forward.outputs, values, strict=True)
    ]


def possible_gradients(exercise, case, upstreams):
    """The whole gradients that are right: one, or at a kink one for each subgradient that the reference names."""
    reference = exercise.reference
    kink = case.name.startswith("kink")
    forwards = reference.subgradients if kink else [reference.forward]
    return [whole_gradient(forward, case.args, leaves(exercise, case), upstreams) for forward in forwards]


def whole_gradient(forward, args, names, upstreams):
    """Every entry by its own complex step, one call an entry: it must not lean on stacking."""
    moved = {name: z.astype(complex) for name, z in names.items()}
    gradients = []
    for name, z in names.items():
        gradient = np.empty(z.shape)
        for index in np.ndindex(z.shape):
            moved[name][index] += STEP * 1j
            results = outputs(forward(**(args | moved)))
            moved[name][index] = z[index]
            gradient[index] = sum(
                np.vdot(up, y.imag) for up, y in zip(upstreams, results, strict=True) if up is not None
            )
        gradients.append(gradient / STEP)
    return gradients


@every_exercise
def test_the_starter_has_the_right_signatures_and_is_not_a_solution(exercise):
    if exercise.planted:
        pytest.skip("is to be repaired")
    begun, solved = functions(exercise.starter), functions(exercise.solution)
    for function in exercise.functions:
        signature = inspect.signature(solved[function.name])
        assert inspect.signature(begun[function.name]) == signature
        assert begun[function.name].__doc__
        with pytest.raises(NotImplementedError):
            begun[function.name](*[None] * len(signature.parameters))
        if function.role == "forward":
            assert tuple(signature.parameters) == tuple(arg.name for arg in function.args)


@every_exercise
def test_every_known_mistake_is_another_valid_program(exercise):
    mistakes = {mistake.id: mistake for mistake in exercise.mistakes}
    assert len(mistakes) == len(exercise.mistakes)
    variants = {exercise.solution}
    for mistake in mistakes.values():
        variant = mistake.apply(exercise.solution)
        assert variant not in variants, mistake.id
        variants.add(variant)
        compile(variant, mistake.id, "exec")
        for twin in mistake.also:
            assert mistake.id in mistakes[twin].also, (mistake.id, twin)
