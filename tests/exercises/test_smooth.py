"""Each helper against NumPy's own real function and against differences that know nothing of complex numbers."""

import math
from functools import partial

import numpy as np
import pytest

from exercises import smooth

ROW = [-3.0, 0.5, 2.0, -0.25, 1.0]
EVERYDAY = np.array([ROW, [0.1, 7.0, -1.5, 4.0, -0.75]])
POSITIVE = np.abs(EVERYDAY)
BOTH_TAILS = np.array([-60.0, -40.0, -7.5, -1e-3, 1e-3, 7.5, 40.0, 60.0])
FAR = np.array([-800.0, -700.0, 700.0, 800.0, 1e300])
HUGE = np.array([-1e200, 3e150, -2.0, 1e-200])
CLOSE = 1e8 + np.array([ROW, ROW[::-1]])
LOGITS = np.array([[1000.0, 999.0, -1000.0], [-1000.0, -1001.0, -1000.5], [0.0, -40.0, 30.0]])


def logaddexp(x):
    return np.logaddexp(0, x)


def logistic(x):
    return np.exp(-np.logaddexp(0, -x))


def real_power(exponent):
    return lambda x: x**exponent


ERF = np.array([-6.5, -3.1, -2.5, -0.3, -1e-9, 1e-240, 0.7, 2.2, 2.4999, 2.5001, 4.0, 30.0])
hypot = partial(np.hypot.reduce, axis=-1)
logsumexp = partial(np.logaddexp.reduce, axis=-1)
variance = partial(np.var, axis=-1)

# name, function, what real NumPy says, points without a kink, relative tolerance of the value
ROWS = [
    ("abs", smooth.abs, np.abs, EVERYDAY, 0),
    ("abs of huge and tiny", smooth.abs, np.abs, HUGE, 0),
    ("sign", smooth.sign, np.sign, EVERYDAY, 0),
    ("sign of huge and tiny", smooth.sign, np.sign, HUGE, 0),
    ("norm", smooth.norm, hypot, EVERYDAY, 1e-15),
    ("norm of huge", smooth.norm, hypot, 1e200 * EVERYDAY, 1e-15),
    ("norm of tiny", smooth.norm, hypot, 1e-12 * EVERYDAY, 1e-15),
    ("var", smooth.var, variance, EVERYDAY, 1e-15),
    ("var of close numbers", smooth.var, variance, CLOSE, 1e-15),
    ("sigmoid", smooth.sigmoid, logistic, EVERYDAY, 1e-14),
    ("sigmoid in the tails", smooth.sigmoid, logistic, BOTH_TAILS, 1e-13),
    ("softplus", smooth.softplus, logaddexp, EVERYDAY, 1e-15),
    ("softplus in the tails", smooth.softplus, logaddexp, BOTH_TAILS, 1e-15),
    ("logsumexp", smooth.logsumexp, logsumexp, EVERYDAY, 1e-15),
    ("logsumexp of large logits", smooth.logsumexp, logsumexp, LOGITS, 1e-15),
    ("power 0", partial(smooth.power, exponent=0), real_power(0), EVERYDAY, 0),
    ("power 3", partial(smooth.power, exponent=3), real_power(3), EVERYDAY, 1e-15),
    ("power -2", partial(smooth.power, exponent=-2), real_power(-2.0), EVERYDAY, 1e-15),
    ("power 101", partial(smooth.power, exponent=101), real_power(101), EVERYDAY, 1e-13),
    ("power 1/2", partial(smooth.power, exponent=0.5), np.sqrt, POSITIVE, 1e-15),
    ("power -1/2", partial(smooth.power, exponent=-0.5), real_power(-0.5), POSITIVE, 1e-15),
    ("power 2.3", partial(smooth.power, exponent=2.3), real_power(2.3), POSITIVE, 1e-14),
    ("erf", smooth.erf, np.vectorize(math.erf), EVERYDAY, 2e-15),
    ("erf near its seam and in the tails", smooth.erf, np.vectorize(math.erf), ERF, 2e-15),
]
# The same without the derivative: steps there are below what a float holds
FAR_ROWS = [
    ("sigmoid far out", smooth.sigmoid, logistic, FAR, 1e-13),
    ("softplus far out", smooth.softplus, logaddexp, FAR, 1e-15),
    ("erf far out", smooth.erf, np.vectorize(math.erf), FAR, 0),
    ("norm at the edges", smooth.norm, hypot, np.array([[3e300, 4e300], [3e-300, 4e-300]]), 1e-15),
]
signature = ("function", "real", "points", "close")
rows = pytest.mark.parametrize(signature, [pytest.param(*row[1:], id=row[0]) for row in ROWS])
value_rows = pytest.mark.parametrize(signature, [pytest.param(*row[1:], id=row[0]) for row in ROWS + FAR_ROWS])


@value_rows
def test_the_value_is_that_of_real_numpy(function, real, points, close):
    np.testing.assert_allclose(function(points), real(points), rtol=close, atol=0)


@value_rows
def test_the_real_part_of_a_complex_call_is_the_real_call(function, real, points, close):
    step = 1e-30j * np.minimum(np.abs(points), 1) * np.cos(np.arange(points.size)).reshape(points.shape)
    np.testing.assert_allclose(function(points + step).real, function(points), rtol=2e-15, atol=0)


@rows
def test_complex_step_and_long_double_differences_agree(function, real, points, close, both_ways):
    small = np.abs(points) < 1e4  # there a step has the scale of exp, beyond it that of the point
    along = np.where(small, np.clip(points, -1, 1), points) * np.cos(np.arange(points.size)).reshape(points.shape)
    exact, other = (way(function, {"z": points}, {"z": along}) for way in both_ways)
    value = np.ravel(function(points))
    # Differences of f cannot resolve what is below the 19 digits of f, divided by the step.
    assert (np.abs(exact - other) <= 1e-12 * np.abs(exact) + 1e-13 * np.abs(value)).all(), (exact, other)


@pytest.mark.parametrize("kind", ["f4", "f8", "longdouble", "c8", "c16", "clongdouble"])
@pytest.mark.parametrize("function", [pytest.param(row[1], id=row[0]) for row in ROWS])
def test_the_dtype_is_kept(function, kind):
    z = np.array([[0.3, 1.1, 0.7]]).astype(kind)
    assert function(z).dtype == z.dtype


def logistic_slope(x):
    decay = np.exp(-np.abs(x))
    return decay / (1 + decay) ** 2


# Where a difference sees nothing any more: name, function, point, derivative by its formula
SLOPES = [
    ("sigmoid, right tail", smooth.sigmoid, 40.0, logistic_slope(40.0)),
    ("sigmoid, far right", smooth.sigmoid, 600.0, logistic_slope(600.0)),
    ("sigmoid, far left", smooth.sigmoid, -600.0, logistic_slope(600.0)),
    ("softplus, left tail", smooth.softplus, -40.0, math.exp(-40)),
    ("softplus, right tail", smooth.softplus, 600.0, 1.0),
    ("erf, tail", smooth.erf, 5.0, 2 / math.sqrt(math.pi) * math.exp(-25)),
    ("erf, other tail", smooth.erf, -5.0, 2 / math.sqrt(math.pi) * math.exp(-25)),
    ("a high power of a negative number", partial(smooth.power, exponent=101), -1.01, 101 * 1.01**100),
]


@pytest.mark.parametrize(("function", "point", "slope"), [pytest.param(*row[1:], id=row[0]) for row in SLOPES])
def test_slopes_keep_their_digits_where_the_value_is_flat(function, point, slope):
    derivative = function(np.array([point + 1e-30j])).imag / 1e-30
    np.testing.assert_allclose(derivative, slope, rtol=1e-13)


ZEROS = np.zeros(3)
STEPS = [[3.0, 4.0, 12.0], [-3.0, -4.0, -12.0], [3.0, -4.0, 0.0]]
KINKS = [
    ("abs", smooth.abs, np.abs),
    ("x times its sign", lambda z: z * smooth.sign(z), np.abs),
    ("norm", smooth.norm, hypot),
]


@pytest.mark.parametrize("along", STEPS, ids=["up", "down", "mixed"])
@pytest.mark.parametrize(("function", "slope"), [pytest.param(*row[1:], id=row[0]) for row in KINKS])
def test_at_a_kink_the_derivative_is_the_one_sided_one(function, slope, along):
    derivative = function(ZEROS + 1e-30j * np.array(along)).imag / 1e-30
    np.testing.assert_allclose(derivative, slope(along), rtol=1e-15)


@pytest.mark.parametrize("function", [smooth.abs, smooth.sign, smooth.norm, smooth.erf])
def test_zero_without_a_step_is_zero(function):
    for zeros in (ZEROS, -ZEROS, ZEROS + 0j):
        assert not function(zeros).any()


REDUCTIONS = [
    ("norm", smooth.norm, np.linalg.norm),
    ("var", smooth.var, np.var),
    ("logsumexp", smooth.logsumexp, np.logaddexp.reduce),
]


@pytest.mark.parametrize("keepdims", [False, True])
@pytest.mark.parametrize("axis", [-1, -2, (-2, -1)])
@pytest.mark.parametrize(("function", "real"), [pytest.param(*row[1:], id=row[0]) for row in REDUCTIONS])
def test_reductions_take_axes_as_numpy_does(function, real, axis, keepdims):
    if real is np.logaddexp.reduce and axis == (-2, -1):
        real = two_axes
    x = np.random.default_rng(0).standard_normal((2, 3, 4))
    ours, theirs = (f(x, axis=axis, keepdims=keepdims) for f in (function, real))
    assert ours.shape == theirs.shape
    np.testing.assert_allclose(ours, theirs, rtol=1e-14)


def two_axes(x, axis, keepdims):
    """NumPy's reduce of a ufunc that is not reorderable takes one axis at a time."""
    inner = np.logaddexp.reduce(x, axis=-1, keepdims=True)
    return np.logaddexp.reduce(inner, axis=-2, keepdims=keepdims)[..., slice(None) if keepdims else 0]


def test_logsumexp_ignores_what_is_masked_with_minus_infinity():
    z = np.array([1.0, -np.inf, 2.0]) + 1e-30j * np.array([1.0, 1.0, 1.0])
    total = smooth.logsumexp(z)
    np.testing.assert_allclose([total.real, total.imag / 1e-30], [np.logaddexp(1, 2), 1.0], rtol=1e-15)


def test_a_fractional_power_of_a_negative_number_is_refused():
    with pytest.raises(ValueError, match=r"no real power 0\.5"):
        smooth.power(np.array([4.0, -4.0]) + 1e-30j, 0.5)
