"""How people keep parameters and return gradients: nested, as methods, without a cache, by name."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from grader.gradcheck import GradientCheckError, check_gradient


def normal(*shape, seed=7):
    return np.random.default_rng(seed).standard_normal(shape)


X = normal(5, 3)
W1, B1, W2, B2 = normal(3, 4, seed=1), normal(4, seed=2), normal(4, 2, seed=3), normal(2, seed=4)


class Layer(NamedTuple):
    w: np.ndarray
    b: np.ndarray


def mlp(w1, b1, w2, b2, x):
    """The loss and its gradients in this order."""
    h = np.tanh(x @ w1 + b1)
    y = h @ w2 + b2
    dy = 2 * y / y.size
    da = (dy @ w2.T) * (1 - h**2)
    return (y**2).mean(), (x.T @ da, da.sum(axis=0), h.T @ dy, dy.sum(axis=0))


def by_dict(p, x):
    loss, (dw1, db1, dw2, db2) = mlp(p["one"]["w"], p["one"]["b"], p["two"]["w"], p["two"]["b"], x)
    return loss, {"one": {"w": dw1, "b": db1}, "two": {"w": dw2, "b": db2}}


def by_pairs(p, x):
    (w1, b1), (w2, b2) = p
    loss, (dw1, db1, dw2, db2) = mlp(w1, b1, w2, b2, x)
    return loss, [(dw1, db1), (dw2, db2)]


def by_list(p, x):
    loss, gradients = mlp(*p, x)
    return loss, list(gradients)


def by_fields(p, x):
    loss, (dw1, db1, dw2, db2) = mlp(p["one"].w, p["one"].b, p["two"].w, p["two"].b, x)
    return loss, {"one": Layer(dw1, db1), "two": Layer(dw2, db2)}


NESTED = {
    "a dict of dicts": (by_dict, {"one": {"w": W1, "b": B1}, "two": {"w": W2, "b": B2}}, "one.w one.b two.w two.b"),
    "a list of pairs": (by_pairs, [(W1, B1), (W2, B2)], "p[0][0] p[0][1] p[1][0] p[1][1]"),
    "a list": (by_list, [W1, B1, W2, B2], "p[0] p[1] p[2] p[3]"),
    "named tuples": (by_fields, {"one": Layer(W1, B1), "two": Layer(W2, B2)}, "one.w one.b two.w two.b"),
}


@pytest.mark.parametrize("kind", NESTED)
def test_parameters_are_nested_as_people_nest_them(kind):
    function, parameters, names = NESTED[kind]
    found = check_gradient(function, (parameters, X))
    assert found, found
    assert [f.name for f in found.inputs] == names.split()


@pytest.mark.parametrize("kind", NESTED)
def test_of_nested_gradients_the_wrong_one_is_named(kind):
    function, parameters, names = NESTED[kind]

    def wrong(p, x):
        loss, gradients = function(p, x)
        first = gradients[0] if isinstance(gradients, list) else gradients["one"]
        array = first if isinstance(first, np.ndarray) else first["w"] if isinstance(first, dict) else first[0]
        array *= 2
        return loss, gradients

    found = check_gradient(wrong, (parameters, X))
    assert [f.name for f in found.inputs if not f.ok] == names.split()[:1]


def test_data_beside_parameters_is_checked_too_where_it_has_a_gradient():
    def loss(p, x):
        return (x @ p["w"]).sum(), {"w": x.sum(axis=0), "x": np.tile(p["w"], (len(x), 1))}

    assert [f.name for f in check_gradient(loss, ({"w": W1[:, 0]}, X)).inputs] == ["w", "x"]


def test_a_branch_can_be_picked():
    function, parameters, _ = NESTED["a dict of dicts"]
    picked = check_gradient(function, (parameters, X), wrt="two")
    assert [f.name for f in picked.inputs] == ["two.w", "two.b"]
    assert [f.name for f in check_gradient(function, (parameters, X), wrt=("one.b", "p.two.w")).inputs] == [
        "one.b",
        "two.w",
    ]


def test_keys_that_stand_twice_get_the_name_of_their_argument():
    def loss(p, q):
        return (p["w"] * q["w"]).sum(), ({"w": q["w"]}, {"w": p["w"]})

    assert [f.name for f in check_gradient(loss, ({"w": B1}, {"w": B1})).inputs] == ["p.w", "q.w"]


def test_a_missing_key_is_told_beside_those_that_came():
    def forgetful(p, x):
        loss, gradients = by_dict(p, x)
        return loss, {"one": gradients["one"]}

    with pytest.raises(GradientCheckError, match=r"no gradient for two\.w: .* keys returned are one"):
        check_gradient(forgetful, (NESTED["a dict of dicts"][1], X))


def test_shapes_and_rates_are_handed_through():
    def scaled(x, rates, shape):
        return (rates[0] * x).reshape(shape)

    found = check_gradient(scaled, lambda dy, x, rates, shape: rates[0] * dy.reshape(x.shape), (X, [0.5, 0.1], (3, 5)))
    assert [f.name for f in found.inputs] == ["x"]


class Dense:
    """A layer as in every framework from scratch: the forward leaves its cache in the object."""

    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, dy):
        self.dw, self.db = self.x.T @ dy, dy.sum(axis=0)
        return dy @ self.w.T

    def wrong(self, dy):
        return dy @ self.w.T / len(dy)


class SquaredError:
    """A loss at the end of such a network."""

    def forward(self, y, target):
        self.off = y - target
        return (self.off**2).sum()

    def backward(self):
        return 2 * self.off, -2 * self.off

    def value(self, y):
        return (y**2).sum()

    def slope(self, y):
        return 2 * y


def test_methods_of_one_object_keep_the_cache_there():
    layer = Dense(W1, B1)
    assert check_gradient(layer.forward, layer.backward, X)
    assert "1/5 of the true value" in str(check_gradient(layer.forward, layer.wrong, X))
    loss = SquaredError()
    assert check_gradient(loss.forward, loss.backward, (X, 2 * X))


def test_a_method_that_takes_the_arguments_gets_them():
    loss = SquaredError()
    assert check_gradient(loss.value, loss.slope, X)


def test_parameters_of_an_object_go_through_two_lines():
    layer = Dense(W1, B1)

    def forward(x, w, b):
        layer.w, layer.b = w, b
        return layer.forward(x)

    def backward(dy, *_):
        return layer.backward(dy), layer.dw, layer.db

    assert check_gradient(forward, backward, (X, W1, B1))


def test_two_outputs_without_a_cache():
    def back(dsin, dcos, x):
        return dsin * np.cos(x) - dcos * np.sin(x)

    assert check_gradient(lambda x: (np.sin(x), np.cos(x)), back, B1)


@pytest.mark.parametrize("shape", [(), (1,), (1, 1)])
def test_a_loss_of_one_number_has_any_shape(shape):
    assert check_gradient(lambda x: (x**2).sum().reshape(shape), lambda x: 2 * x, B1)
    assert check_gradient(lambda x: ((x**2).sum().reshape(shape), 2 * x), B1)
    assert not check_gradient(lambda x: ((x**2).sum().reshape(shape), x), B1)


def test_a_list_of_one_gradient_is_that_gradient():
    assert check_gradient(lambda x: (x**2).sum(), lambda x: [2 * x], B1)


def test_what_cannot_be_meant_is_told():
    with pytest.raises(GradientCheckError, match=r"returned a list: return np\.array"):
        check_gradient(lambda x: [np.sin(x), np.cos(x)], lambda dy, x: dy, B1)
    with pytest.raises(GradientCheckError, match="several arguments stand in a tuple"):
        check_gradient(lambda x, w: (x @ w).sum(), lambda x, w: (x, w), [X, W1])
    with pytest.raises(GradientCheckError, match="transpose it"):
        check_gradient(lambda w: (w**2).sum(), lambda w: 2 * w.T, W1)
    with pytest.raises(GradientCheckError, match="the cache being the last"):
        check_gradient(lambda x: (np.sin(x), np.cos(x), x), lambda a, b, c, d, e: a, B1)
    with pytest.raises(GradientCheckError, match="of booleans"):
        check_gradient(lambda x: np.maximum(x, 0).sum(), lambda x: x > 0, B1)
    with pytest.raises(GradientCheckError, match="no array of numbers"):
        check_gradient(lambda x: (x**2).sum(), lambda x: [[1.0], [1.0, 2.0]], B1)
