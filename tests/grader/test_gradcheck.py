"""Gradients that are right, wrong by a little, wrong by a factor, at kinks, and calls that make no sense."""

from __future__ import annotations

import math

import numpy as np
import pytest

from grader.gradcheck import GradientCheckError, check_gradient, slopes


def rng(seed=7):
    return np.random.default_rng(seed)


def normal(*shape, seed=7):
    return rng(seed).standard_normal(shape)


def dense(x, w, b):
    return x @ w + b, (x, w)


def dense_back(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)


def cross_entropy(z, labels):
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    rows = np.arange(len(z))
    loss, dz = -np.log(p[rows, labels]).mean(), p.copy()
    dz[rows, labels] -= 1
    return loss, dz / len(z)


def layernorm(x, g, b):
    mean, var = x.mean(axis=1, keepdims=True), np.var(x, axis=1, keepdims=True)
    xhat = (x - mean) / np.sqrt(var + 1e-5)
    return g * xhat + b, (xhat, g, var)


def layernorm_back(dy, cache):
    xhat, g, var = cache
    d = dy * g
    d = d - d.mean(axis=1, keepdims=True) - xhat * (d * xhat).mean(axis=1, keepdims=True)
    return d / np.sqrt(var + 1e-5), (dy * xhat).sum(axis=0), dy.sum(axis=0)


def rnn(x, h, wx, wh):
    states = [h]
    for t in range(x.shape[1]):
        states.append(np.tanh(x[:, t] @ wx + states[-1] @ wh))
    return np.stack(states[1:], axis=1), (x, states, wx, wh)


def rnn_back(dh, cache):
    x, states, wx, wh = cache
    dx, dwx, dwh, carry = np.zeros_like(x), np.zeros_like(wx), np.zeros_like(wh), np.zeros_like(states[0])
    for t in reversed(range(x.shape[1])):
        da = (dh[:, t] + carry) * (1 - states[t + 1] ** 2)
        dx[:, t], carry = da @ wx.T, da @ wh.T
        dwx += x[:, t].T @ da
        dwh += states[t].T @ da
    return dx, carry, dwx, dwh


def inverse(a):
    y = np.linalg.inv(a)
    return y, y


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def gelu_back(dy, x):
    c = np.sqrt(2 / np.pi)
    t = np.tanh(c * (x + 0.044715 * x**3))
    return dy * (0.5 * (1 + t) + 0.5 * x * (1 - t**2) * c * (1 + 3 * 0.044715 * x**2))


def slow_sigmoid(x):
    """Element by element into a float buffer, which drops the imaginary part and the long double."""
    y = np.zeros(x.shape)
    for k, v in np.ndenumerate(x):
        y[k] = 1 / (1 + math.exp(-v))
    return y


def softmax_rows(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_back(dy, z):
    y = softmax_rows(z)
    return y * (dy - (dy * y).sum(axis=-1, keepdims=True))


def pool(x):
    return x.reshape(len(x), -1, 2).max(axis=2)


def pool_back(dy, x):
    pairs = x.reshape(len(x), -1, 2)
    return ((pairs == pairs.max(axis=2, keepdims=True)) * dy[..., None]).reshape(x.shape)


def logsumexp(z):
    m = z.max()
    return m + np.log(np.exp(z - m).sum())


COMPLEX, REAL = "complex step", "differences"
CASES = {
    "dense": (dense, dense_back, ((3, 2), (2, 4), (4,)), COMPLEX),
    "layernorm by np.var": (layernorm, layernorm_back, ((2, 5), (5,), (5,)), REAL),
    "tanh RNN": (rnn, rnn_back, ((2, 3, 2), (2, 3), (2, 3), (3, 3)), COMPLEX),
    "norm": (np.linalg.norm, lambda x: x / np.linalg.norm(x), ((3, 2),), REAL),
    "sum of abs": (lambda x: np.abs(x).sum(), np.sign, ((7,),), REAL),
    "abs by sign": (lambda x: x * np.sign(x), lambda dy, x: dy * np.sign(x), ((7,),), REAL),
    "relu": (lambda x: np.maximum(x, 0), lambda dy, x: dy * (x > 0), ((4, 2),), COMPLEX),
    "max": (np.max, lambda x: (x == x.max()) * 1.0, ((9,),), COMPLEX),
    "max-pooling": (pool, pool_back, ((2, 4),), COMPLEX),
    "x**5": (lambda x: x**5, lambda dy, x: dy * 5 * x**4, ((6,),), COMPLEX),
    "x**101": (lambda x: x**101, lambda dy, x: dy * 101 * x**100, ((6,),), REAL),
    "gelu": (gelu, gelu_back, ((2, 3),), COMPLEX),
    "clip": (lambda x: np.clip(x, -1, 1), lambda dy, x: dy * (np.abs(x) < 1), ((8,),), COMPLEX),
    "where": (lambda x: np.where(x > 0, x, 0.1 * x), lambda dy, x: dy * np.where(x > 0, 1, 0.1), ((8,),), COMPLEX),
    "inverse": (inverse, lambda dy, y: -y.T @ dy @ y.T, ((3, 3),), COMPLEX),
    "log-determinant": (lambda a: np.linalg.slogdet(a)[1], lambda a: np.linalg.inv(a).T, ((3, 3),), REAL),
    "softmax": (softmax_rows, softmax_back, ((2, 4),), COMPLEX),
    "log-sum-exp": (logsumexp, softmax_rows, ((6,),), COMPLEX),
    "math.exp in a loop": (slow_sigmoid, lambda dy, x: dy * slow_sigmoid(x) * slow_sigmoid(-x), ((5,),), REAL),
    "Python float": (lambda x: float(np.sin(x).sum()), np.cos, ((3, 2),), REAL),
    "standard deviation": (np.std, lambda x: (x - x.mean()) / (x.size * np.std(x)), ((9,),), REAL),
    "cosine similarity": (
        lambda a, b: a @ b / (np.linalg.norm(a) * np.linalg.norm(b)),
        lambda a, b: tuple(
            q / (np.linalg.norm(p) * np.linalg.norm(q)) - (p @ q) * p / (np.linalg.norm(p) ** 3 * np.linalg.norm(q))
            for p, q in ((a, b), (b, a))
        ),
        ((6,), (6,)),
        REAL,
    ),
}


def case(name, seed=7):
    forward, backward, shapes, method = CASES[name]
    r = rng(seed)
    return forward, backward, tuple(r.standard_normal(shape) for shape in shapes), method


def altered(backward, change):
    """The gradient function with the last of its gradients changed."""

    def wrong(*args):
        found = backward(*args)
        if isinstance(found, tuple):
            return (*found[:-1], change(np.array(found[-1])))
        return change(np.array(found))

    return wrong


def off_at_largest(g):
    g[np.unravel_index(np.argmax(np.abs(g)), g.shape)] *= 1 + 1e-6
    return g


@pytest.mark.parametrize("name", CASES)
def test_a_right_gradient_passes_by_the_method_the_function_allows(name):
    forward, backward, args, method = case(name)
    found = check_gradient(forward, backward, args)
    assert found, found
    assert found.method.endswith(method) or method in found.method
    assert found.inputs[0].checked == "every entry"


@pytest.mark.parametrize("name", CASES)
def test_a_wrong_sign_a_factor_and_zeros_are_named(name):
    forward, backward, args, _ = case(name)
    for factor in (-1.0, 0.25, 0.0):
        found = check_gradient(forward, altered(backward, lambda g, f=factor: f * g), args)
        assert not found
        if name != "max":  # one entry is not zero: too few to call it a factor
            assert found.inputs[-1].factor == pytest.approx(factor, abs=1e-6), found
        assert all(other.ok for other in found.inputs[:-1])


@pytest.mark.parametrize("name", CASES)
def test_one_entry_off_by_a_millionth_is_named(name):
    forward, backward, args, _ = case(name)
    found = check_gradient(forward, altered(backward, off_at_largest), args)
    assert not found
    assert found.inputs[-1].wrong == 1 or found.inputs[-1].factor, found
    assert found.inputs[-1].worst[0].ratio == pytest.approx(1 + 1e-6, abs=1e-8)


@pytest.mark.parametrize("scale", [1e-12, 1e-100, 1e12])
@pytest.mark.parametrize("name", ["dense", "norm", "layernorm by np.var", "Python float", "log-sum-exp"])
def test_the_scale_of_the_loss_changes_nothing(name, scale):
    forward, backward, args, _ = case(name)

    def scaled(*args):
        y = forward(*args)
        return (scale * y[0], y[1]) if isinstance(y, tuple) else scale * y

    def back(*args):
        g = backward(*args)
        return tuple(scale * d for d in g) if isinstance(g, tuple) else scale * g

    assert check_gradient(scaled, back, args)
    assert not check_gradient(scaled, altered(back, np.negative), args)


@pytest.mark.parametrize("name", CASES)
def test_where_long_double_is_no_longer_than_double_verdicts_are_the_same(name, monkeypatch):
    monkeypatch.setattr(slopes, "WIDE", np.float64)
    forward, backward, args, _ = case(name)
    found = check_gradient(forward, backward, args)
    assert found, found
    assert "long double" not in found.method
    assert not check_gradient(forward, altered(backward, off_at_largest), args)


def test_five_hundred_right_gradients_raise_no_alarm():
    names = list(CASES)
    for k in range(500):
        forward, backward, args, _ = case(names[k % len(names)], seed=1000 + k)
        found = check_gradient(forward, backward, args, seed=k)
        assert found, f"{names[k % len(names)]}, seed {1000 + k}\n{found}"


def test_the_text_names_the_input_the_factor_and_the_entries():
    forward, _, args, _ = case("dense")
    found = check_gradient(forward, altered(dense_back, lambda g: g / 3), args)
    text = str(found)
    assert repr(found) == text
    assert "gradient of b is WRONG" in text
    assert "all of the gradient for b is 1/3 of the true value (3 = x.shape[0]" in text
    with pytest.raises(AssertionError, match="1/3 of the true value"):
        found.raise_if_wrong()
    assert check_gradient(forward, dense_back, args).raise_if_wrong()["b"].ok


def test_a_transposed_gradient_is_called_so():
    forward = lambda a: (a**3).sum()  # noqa: E731
    found = check_gradient(forward, lambda a: 3 * a.T**2, normal(4, 4))
    assert "transpose" in found.inputs[0].pattern


class TestManyNumbers:
    ARGS = (normal(16, 64), normal(64, 32, seed=8), normal(32, seed=9))

    def test_directions_pass_what_is_right(self):
        found = check_gradient(dense, dense_back, self.ARGS)
        assert found
        assert [f.checked for f in found.inputs] == ["3 random directions"] * 2 + ["every entry"]

    def test_one_entry_of_two_thousand_is_found(self):
        def wrong(dy, cache):
            dx, dw, db = dense_back(dy, cache)
            dw[3, 7] *= 1 + 1e-6
            dw[40, 30] *= -1
            return dx, dw, db

        found = check_gradient(dense, wrong, self.ARGS)
        assert {entry.index for entry in found["w"].worst} == {(3, 7), (40, 30)}
        assert found["x"].ok

    def test_a_factor_is_named_from_samples(self):
        found = check_gradient(dense, lambda dy, c: (dense_back(dy, c)[0] / 16, *dense_back(dy, c)[1:]), self.ARGS)
        assert found["x"].factor == pytest.approx(1 / 16)
        assert "then 64 entries" in found["x"].checked

    def test_many_kinks_are_let_off(self):
        x = np.maximum(normal(13, 40), 0)
        assert check_gradient(lambda x: np.maximum(x, 0), lambda dy, x: dy * (x > 0), x)
        assert not check_gradient(lambda x: np.maximum(x, 0), lambda dy, x: dy * (x >= 0) * 2, x)


class TestKinks:
    X = np.array([-1.0, 0.5, 2.0, 0.0, 3.0])

    @pytest.mark.parametrize("slope", [0.0, 0.5, 1.0])
    def test_any_subgradient_passes(self, slope):
        assert check_gradient(lambda x: np.maximum(x, 0).sum(), lambda x: np.where(x == 0, slope, x > 0), self.X)

    def test_the_kink_is_told(self):
        found = check_gradient(lambda x: np.maximum(x, 0).sum(), lambda x: 1.0 * (x > 0), self.X)
        assert "x[3] sits at a kink: one-sided derivatives 0 and 1; yours, 0, is one of them" in str(found)

    def test_what_is_outside_is_refused_and_says_why(self):
        found = check_gradient(lambda x: np.maximum(x, 0).sum(), lambda x: np.where(x == 0, 7.0, x > 0), self.X)
        assert not found
        assert "x[3] sits at a kink: one-sided derivatives 0 and 1; yours, 7, is neither" in str(found)

    def test_several_relus_at_zero_do_not_refuse_the_usual_zero(self):
        x, w = np.zeros((2, 3)), normal(3, 6)
        assert check_gradient(
            lambda x, w: np.maximum(x @ w, 0),
            lambda dy, x, w: ((dy * (x @ w > 0)) @ w.T, x.T @ (dy * (x @ w > 0))),
            (x, w),
        )

    @pytest.mark.parametrize("near", [1e-3, 1e-5, 1e-7, 1e-9, 1e-13])
    @pytest.mark.parametrize("forward", [lambda x: np.maximum(x, 0).sum(), lambda x: float(np.maximum(x, 0).sum())])
    def test_a_step_across_a_kink_nearby_is_no_false_alarm(self, near, forward):
        x = np.array([near, -near, 1.0])
        assert check_gradient(forward, lambda x: 1.0 * (x > 0), x)
        assert not check_gradient(forward, lambda x: np.array([1.0, -3.0, 1.0]), x)


class TestStyles:
    def test_loss_and_gradients_of_a_dict(self):
        x, y = normal(6, 3), normal(6)

        def loss_and_grads(params):
            error = x @ params["w"] + params["b"] - y
            return (error**2).mean(), {"w": 2 * x.T @ error / 6, "b": 2 * error.mean()}

        assert check_gradient(loss_and_grads, {"w": normal(3), "b": 0.5})

    def test_a_dict_among_other_arguments_and_keys_that_begin_with_d(self):
        def loss_and_grads(params, x):
            h = np.tanh(x @ params["w"])
            return h.sum(), {"dw": x.T @ (1 - h**2)}

        found = check_gradient(loss_and_grads, ({"w": normal(3, 2)}, normal(4, 3)))
        assert found
        assert [f.name for f in found.inputs] == ["w"]

    def test_labels_are_left_out_by_themselves(self):
        found = check_gradient(cross_entropy, (normal(4, 3), np.array([0, 2, 1, 1])))
        assert found
        assert [f.name for f in found.inputs] == ["z"]

    def test_gradients_as_arrays(self):
        x = normal(4)
        assert check_gradient(lambda x: (x**2).sum(), 2 * x, x)
        assert check_gradient(lambda x: x**2, 2 * x * 3, x, upstream=np.full(4, 3.0))
        assert not check_gradient(lambda x: (x**2).sum(), x, x)

    def test_a_loss_with_a_cache(self):
        def loss(x):
            return (x**2).sum(), x

        assert check_gradient(loss, lambda cache: 2 * cache, normal(3))
        assert check_gradient(loss, lambda dy, cache: 2 * dy * cache, normal(3))
        assert not check_gradient(loss, lambda dy, cache: 2 * cache, normal(3))

    def test_two_outputs(self):
        def forward(x):
            return np.sin(x), x.sum(), x

        assert check_gradient(forward, lambda dy, ds, x: dy * np.cos(x) + ds, normal(4))
        assert not check_gradient(forward, lambda dy, ds, x: dy * np.cos(x), normal(4))

    def test_wrt_picks_in_any_of_the_usual_returns(self):
        args = case("dense")[2]
        assert [f.name for f in check_gradient(dense, dense_back, args, wrt="w").inputs] == ["w"]
        assert check_gradient(dense, lambda dy, c: dense_back(dy, c)[1], args, wrt="w")
        assert check_gradient(dense, lambda dy, c: (None, *dense_back(dy, c)[1:]), args, wrt=("w", "b"))


class TestPrecision:
    def test_float32_is_judged_to_two_in_a_hundred_thousand(self):
        args = tuple(a.astype(np.float32) for a in case("tanh RNN")[2])
        found = check_gradient(rnn, rnn_back, args)
        assert found, found
        assert "checked to 2e-05" in str(found)
        assert found.inputs[0].tolerance == pytest.approx(2e-5, rel=0.1)
        assert not check_gradient(rnn, altered(rnn_back, lambda g: g * np.float32(1.001)), args)

    def test_cancellation_is_calibrated(self):
        """E[x²] − m² behind an offset of a thousand loses six digits, in a forward that is right."""

        def variance(x):
            return (x**2).mean() - x.mean() ** 2

        assert check_gradient(variance, lambda x: 2 * (x - x.mean()) / x.size, 1e3 + normal(20))

    def test_a_gradient_that_is_zero_but_for_rounding(self):
        """Softmax does not see a shift."""
        z = normal(5, 4)

        def forward(b):
            return softmax_rows(z + b[:, None])

        assert check_gradient(forward, lambda dy, b: softmax_back(dy, z + b[:, None]).sum(axis=1), normal(5))
        assert not check_gradient(forward, lambda dy, b: 1e-6 * dy[:, 0], normal(5))

    def test_tiny_inputs_of_a_large_loss_hide_nothing(self):
        x = 1e-6 * normal(8)
        assert check_gradient(logsumexp, softmax_rows, x)
        assert check_gradient(logsumexp, altered(softmax_rows, off_at_largest), x)["z"].wrong == 1

    def test_an_inverse_close_to_singular(self):
        q = np.linalg.qr(normal(4, 4))[0]
        assert check_gradient(inverse, lambda dy, y: -y.T @ dy @ y.T, q @ np.diag([1, 1, 1, 1e-5]) @ q.T)

    def test_inputs_of_all_sizes(self):
        x = 10.0 ** np.arange(-12, 5)
        assert check_gradient(lambda x: np.log(x).sum(), lambda x: 1 / x, x)
        assert check_gradient(lambda x: float(np.log(x).sum()), lambda x: 1 / x, x)
        assert not check_gradient(lambda x: float(np.log(x).sum()), lambda x: 1 / (x + 1e-14), x)


def test_numbers_0d_and_empty_arrays():
    assert check_gradient(np.sin, np.cos, 0.5)
    assert check_gradient(np.sin, np.cos, np.array(0.5))
    assert check_gradient(lambda x, s: x * s, lambda dy, x, s: (dy * s, (dy * x).sum()), (normal(3), 2.0))
    assert check_gradient(lambda x: x**2, lambda dy, x: 2 * dy * x, np.zeros((0, 3)))
    assert check_gradient(lambda x: x.sum(), np.ones_like, np.zeros((0, 3)))


def test_the_seed_replays():
    args = case("dense")[2]
    wrong = altered(dense_back, lambda g: g / 3)
    one, two, other = (str(check_gradient(dense, wrong, args, seed=s)) for s in (1, 1, 2))
    assert one == two != other


def test_nan_is_wrong():
    assert not check_gradient(lambda x: (x**2).sum(), lambda x: 2 * x + np.array([0, np.nan, 0]), normal(3))
    found = check_gradient(lambda x: (x**2).sum(), lambda x: 2 * x + np.array([0, np.inf, 0]), normal(3))
    assert [entry.index for entry in found["x"].worst] == [(1,)]


def adds_in_place(x):
    x += 1
    return x.sum()


X = normal(3)
MISUSE = {
    "sum over broadcast axes": (dense, lambda dy, c: (*dense_back(dy, c)[:2], dy), case("dense")[2]),
    "no gradient for b": (dense, lambda dy, c: (*dense_back(dy, c)[:2], None), case("dense")[2]),
    'wrt=("x", ...)': (dense, lambda dy, c: dense_back(dy, c)[:2], case("dense")[2]),
    "pass x.astype(float)": (lambda x: (x**2).sum(), lambda x: 2 * x, np.arange(3)),
    "seed its generator": (lambda x: (x * normal_each()).sum(), lambda x: x, X),
    "changes its inputs in place": (adds_in_place, np.ones_like, X),
    "the function changes": (adds_in_place, np.ones_like, X),
    "changes its upstream": (lambda x: 2 * x, lambda dy, x: np.multiply(dy, 2, out=dy), X),
    "give upstream=": (lambda x: 2 * x, 2 * np.ones(3), X),
    "lambda dy, x:": (np.tanh, lambda x: 1 - np.tanh(x) ** 2, X),
    "lists have no gradient": (lambda x: x.sum(), np.ones_like, [1.0, 2.0]),
    "is complex": (lambda x: x.sum(), np.ones_like, X + 1j),
    "float16": (lambda x: x.sum(), np.ones_like, X.astype(np.float16)),
    "holds inf or nan": (lambda x: x.sum(), np.ones_like, np.array([np.nan])),
    "gives inf or nan": (lambda x: x.sum() * np.inf, np.ones_like, X),
    "not floats": (lambda x: x > 0, lambda dy, x: dy, X),
    "keep what is drawn": (lambda x: x.sum(), lambda x: normal_each(), X),
    "return a float array of shape": (lambda x: x.sum(), lambda x: 1j * x, X),
}
GENERATOR = rng(3)


def normal_each():
    return GENERATOR.standard_normal(3)


@pytest.mark.parametrize("text", MISUSE)
def test_misuse_says_what_to_do(text):
    with pytest.raises(GradientCheckError) as caught:
        check_gradient(*MISUSE[text])
    assert text in str(caught.value)


def test_misuse_of_the_short_form_and_of_names():
    with pytest.raises(GradientCheckError, match="must return"):
        check_gradient(lambda x: x.sum(), X)
    with pytest.raises(GradientCheckError, match="arguments are missing"):
        check_gradient(lambda x: x.sum(), np.ones_like)
    with pytest.raises(GradientCheckError, match="float inputs are x, w, b"):
        check_gradient(dense, dense_back, case("dense")[2], wrt="weights")
    with pytest.raises(GradientCheckError, match="labels does not hold floats"):
        check_gradient(cross_entropy, (normal(2, 3), np.array([0, 1])), wrt="labels")
    with pytest.raises(GradientCheckError, match="no gradient for b"):
        check_gradient(lambda p: (p["b"].sum(), {}), {"b": X})


def test_what_the_users_code_raises_is_theirs():
    def broken(x):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        check_gradient(broken, np.ones_like, X)


def test_the_arguments_are_left_alone():
    x = normal(3)
    before = x.copy()
    with pytest.raises(GradientCheckError):
        check_gradient(adds_in_place, np.ones_like, x)
    np.testing.assert_array_equal(x, before)
