"""The numerical derivatives, held against closed forms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from grader import numgrad
from grader.numgrad import Function, directional, gradients, random_directions, second_opinion


def affine(x, w, b):
    return x @ w + b[..., None, :]


def mild(x, w, b):
    return np.tanh(x @ w) * np.exp(b[..., None, :] / 3)


ARGUMENTS = {"x": (2, 3), "w": (3, 4), "b": (4,)}


def sine(x):
    return np.sin(x)


def function(forward, stackable=True, scale=1.0):
    rng = np.random.default_rng(7)
    args = {name: scale * rng.standard_normal(shape) for name, shape in ARGUMENTS.items()}
    return Function(forward, args, tuple(ARGUMENTS), stackable)


def slopes_of_mild(f, u):
    x, w, b = (f.args[name] for name in "xwb")
    t, e = np.tanh(x @ w), np.exp(b / 3)
    return (1 - t**2) * (u["x"] @ w + x @ u["w"]) * e + t * e * u["b"] / 3


def test_the_complex_step_agrees_with_the_closed_form():
    f = function(mild)
    directions = random_directions(f, 5, np.random.default_rng(1))
    (found,) = directional(f, directions)
    for k in range(5):
        right = slopes_of_mild(f, {name: u[k] for name, u in directions.items()})
        np.testing.assert_allclose(found[k], right, rtol=0, atol=4e-15 * np.abs(right).max())


@pytest.mark.parametrize("forward", [affine, mild])
def test_looped_and_stacked_give_the_same(forward):
    stacked, looped = function(forward), function(forward, stackable=False)
    directions = random_directions(stacked, 3, np.random.default_rng(2))
    (one,), (two,) = directional(stacked, directions), directional(looped, directions)
    np.testing.assert_allclose(one, two, rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("scale", [1e-6, 1.0])
def test_the_second_opinion_agrees_to_eleven_digits(scale):
    f = function(mild, scale=scale)
    u = {name: v[0] for name, v in random_directions(f, 1, np.random.default_rng(3)).items()}
    (found,), right = second_opinion(f, u), slopes_of_mild(f, u)
    assert np.linalg.norm(found - right) <= 1e-11 * np.linalg.norm(right)


@pytest.mark.parametrize("step", [1e-5, 1e-3])
def test_without_long_double_the_second_opinion_agrees_to_nine_digits(monkeypatch, step):
    monkeypatch.setattr(numgrad, "WIDE", np.float64)
    f = function(mild)
    u = {name: v[0] for name, v in random_directions(f, 1, np.random.default_rng(3)).items()}
    (found,), right = second_opinion(f, u, step), slopes_of_mild(f, u)
    assert np.linalg.norm(found - right) <= 1e-9 * np.linalg.norm(right)


def test_the_second_opinion_is_not_led_astray_by_a_kink_nearby():
    f = Function(lambda x: np.maximum(x, 0), {"x": np.array([1.0, 1e-4, -1e-4])}, ("x",))
    (found,) = second_opinion(f, {"x": np.ones(3)})
    np.testing.assert_allclose(found, [1.0, 1.0, 0.0], atol=1e-12)


def test_the_whole_gradient_and_the_size_of_its_terms_are_those_of_the_closed_form():
    f = function(affine)
    dy = np.random.default_rng(4).standard_normal((2, 4))
    x, w = f.args["x"], f.args["w"]
    (found,) = gradients(f, [(dy,)])
    right = {"x": dy @ w.T, "w": x.T @ dy, "b": dy.sum(axis=0)}
    sizes = {"x": dy**2 @ w.T**2, "w": x.T**2 @ dy**2, "b": (dy**2).sum(axis=0)}
    for name in ARGUMENTS:
        np.testing.assert_allclose(found.values[name], right[name], rtol=1e-13, atol=1e-14)
        np.testing.assert_allclose(found.scales[name], np.sqrt(sizes[name]), rtol=1e-13)


def test_several_cotangents_and_outputs_are_summed_each_for_itself():
    f = Function(lambda x: (x**2, 3 * x), {"x": np.array([1.0, -2.0])}, ("x",))
    one, two = gradients(f, [(np.ones(2), np.zeros(2)), (np.zeros(2), np.ones(2))])
    np.testing.assert_array_equal(one.values["x"], [2.0, -4.0])
    np.testing.assert_array_equal(two.values["x"], [3.0, 3.0])


def test_more_numbers_than_a_chunk_holds_are_all_differentiated():
    f = Function(lambda x: x**2, {"x": np.arange(1.0, 151.0)}, ("x",))
    (found,) = gradients(f, [(np.ones(150),)])
    np.testing.assert_allclose(found.values["x"], 2 * f.args["x"], rtol=1e-15)


@pytest.mark.parametrize("x", [np.array(2.0), np.zeros((2, 3)), np.zeros((0, 3))], ids=["scalar", "zero", "empty"])
def test_scalars_zeros_and_empty_arrays_are_differentiated_like_others(x):
    f = Function(sine, {"x": x}, ("x",))
    (found,) = gradients(f, [(np.ones(x.shape),)])
    np.testing.assert_allclose(found.values["x"], np.cos(x), rtol=1e-15)
    (other,) = second_opinion(f, {"x": np.ones(x.shape)})
    np.testing.assert_allclose(other, np.cos(x), rtol=1e-11)


def test_a_forward_that_loses_the_imaginary_part_raises():
    def forward(x):
        y = np.zeros(x.shape)
        y[...] = x
        return y

    f = Function(forward, {"x": np.ones(3)}, ("x",))
    with pytest.raises(np.exceptions.ComplexWarning):
        directional(f, {"x": np.ones((1, 3))})


LOSE = """
import sys, threading, types, warnings
import numpy as np
from grader.numgrad import Function, directional

module = types.ModuleType("reference_layers_lost")
exec("import numpy as np\\ndef forward(x):\\n    y = np.zeros(x.shape)\\n    y[...] = x\\n    return y", vars(module))
f = Function(module.forward, {"x": np.ones(3)}, ("x",))

def lose():
    for _ in range(200):
        try:
            directional(f, {"x": np.ones((1, 3))})
        except np.exceptions.ComplexWarning:
            raised.append(1)

raised = []
threads = [threading.Thread(target=lose) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
with warnings.catch_warnings(record=True) as seen:
    np.ones(1).astype(complex).astype(float)
print(len(raised), len(seen))
"""


def test_a_reference_raises_in_every_thread_and_other_code_is_left_alone():
    """In a process of its own, since tests turn every warning into an error anyway."""
    command = [sys.executable, "-c", LOSE]
    ran = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["800", "1"]
