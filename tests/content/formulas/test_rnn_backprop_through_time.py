"""The numbers and derivatives stated in rnn/backprop-through-time."""

import numpy as np

RNG = np.random.default_rng(1)
X, H0 = RNG.standard_normal((4, 3, 2)), RNG.standard_normal((3, 5))
WX, WH, B = RNG.standard_normal((2, 5)), RNG.standard_normal((5, 5)), RNG.standard_normal(5)
DH = RNG.standard_normal((4, 3, 5))


def states(w_x, w_h):
    h = [H0]
    for x in X:
        h.append(np.tanh(x @ w_x + h[-1] @ w_h + B))
    return h


def slopes(loss, w):
    """dloss/dw by complex steps."""
    found = np.zeros(w.shape)
    for i in np.ndindex(*w.shape):
        step = np.zeros(w.shape, complex)
        step[i] = 1e-30j
        found[i] = loss(w + step).imag / 1e-30
    return found


def test_the_recursion_for_da_gives_both_weight_gradients():
    h, da = states(WX, WH), np.zeros((3, 5))
    d_wx, d_wh = np.zeros_like(WX), np.zeros_like(WH)
    for t in (3, 2, 1, 0):
        da = (DH[t] + da @ WH.T) * (1 - h[t + 1] ** 2)
        d_wh += h[t].T @ da
        d_wx += X[t].T @ da
    assert np.allclose(d_wx, slopes(lambda w: (DH * states(w, WH)[1:]).sum(), WX))
    assert np.allclose(d_wh, slopes(lambda w: (DH * states(WX, w)[1:]).sum(), WH))


def test_the_scalar_example_adds_one_part_for_each_step():
    def run(first, second):
        h1 = np.tanh(first)
        return h1, np.tanh(-second + 0.8 * h1)

    h1, h2 = run(0.5, 0.5)
    assert (round(h1, 3), round(h2, 3)) == (0.462, -0.13)
    late = run(0.5, 0.5 + 1e-30j)[1].imag / 1e-30
    early = run(0.5 + 1e-30j, 0.5)[1].imag / 1e-30
    assert (round(late, 3), round(early, 3), round(late + early, 3)) == (-0.983, 0.619, -0.365)


def test_a_largest_singular_value_of_nine_tenths_leaves_at_most_half_a_percent():
    w = 0.9 * np.linalg.qr(RNG.standard_normal((6, 6)))[0]
    h, product = RNG.standard_normal(6), np.eye(6)
    for _ in range(50):
        h = np.tanh(h @ w + RNG.standard_normal(6))
        product = product @ (w * (1 - h**2))
    assert np.linalg.norm(product, 2) <= 0.9**50
    assert np.isclose(0.9**50, 0.005, rtol=0.05)


def test_without_a_gate_the_state_is_not_kept():
    first = np.tanh(0.9)
    assert (round(first, 3), round(np.tanh(first), 3)) == (0.716, 0.615)


def test_eigenvalues_of_the_weights_decide_neither_growth_nor_decay():
    w = np.array([[2.0, -2.0], [2.0, -2.0]])
    assert np.allclose(w @ w, 0)  # nilpotent: both eigenvalues are 0
    assert np.isclose(np.linalg.eigvals(w @ np.diag([1.0, 0.0])).max(), 2)
    a = np.arctanh(0.9)
    assert np.isclose(2 * np.tanh(a + 1e-30j).imag / 1e-30, 0.38)


def test_the_last_use_of_a_shared_weight_is_not_its_whole_gradient():
    def run(w_first, w_last):
        return w_last * (w_first * 1 + 1) + 2

    first, last = run(3 + 1e-30j, 3).imag / 1e-30, run(3, 3 + 1e-30j).imag / 1e-30
    assert run(3, 3) == 14
    assert (round(first), round(last), round(first + last)) == (3, 4, 7)
