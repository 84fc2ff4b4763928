"""Numbers stated by the question meta-learning/maml, computed from definitions."""

import numpy as np

STEP = 1e-30j
TASKS = ((1, 0), (3, 4))
"""(curvature, optimum): the losses ½θ² and (3/2)(θ − 4)²."""
ALPHA = 0.25


def loss(theta, task):
    curvature, optimum = task
    return curvature / 2 * (theta - optimum) ** 2


def slope(f, theta):
    return f(theta + STEP).imag / STEP.imag


def adapted(theta, task):
    curvature, optimum = task
    return theta - ALPHA * curvature * (theta - optimum)


def total(theta):
    return sum(loss(theta, task) for task in TASKS)


def total_after(theta):
    return sum(loss(adapted(theta, task), task) for task in TASKS)


def test_the_inner_step_follows_the_gradient():
    for task in TASKS:
        assert np.isclose(adapted(2.0, task), 2.0 - ALPHA * slope(lambda theta, task=task: loss(theta, task), 2.0))


def test_joint_training_ends_at_three_and_maml_starts_at_one():
    grid = np.linspace(-1, 5, 6001)
    assert np.isclose(grid[np.argmin(total(grid))], 3)
    assert np.isclose(grid[np.argmin(total_after(grid))], 1)


def test_the_losses_before_and_after_one_step_are_as_stated():
    assert np.allclose((total(3), total(1)), (6, 14))
    assert np.allclose((total_after(3), total_after(1)), (2.625, 1.125))


def test_one_step_shrinks_the_distances_by_three_quarters_and_one_quarter():
    factors = [(adapted(2.0, task) - task[1]) / (2.0 - task[1]) for task in TASKS]
    assert np.allclose(factors, [0.75, 0.25])


def test_the_query_gradient_at_the_adapted_weight_is_not_the_meta_gradient():
    task = TASKS[1]
    assert np.isclose(adapted(0.0, task), 3)
    assert np.isclose(slope(lambda theta: loss(theta, task), 3.0), -3)
    assert np.isclose(slope(lambda theta: loss(adapted(theta, task), task), 0.0), -0.75)


def test_the_meta_gradient_is_one_minus_alpha_hessian_times_the_query_gradient():
    rng = np.random.default_rng(0)
    theta, xs, ys = rng.normal(size=3), rng.normal(size=(5, 3)), rng.normal(size=5)
    xq, yq, alpha = rng.normal(size=(4, 3)), rng.normal(size=4), 0.1

    def after_one_step(theta):
        return theta - alpha * xs.T @ np.tanh(xs @ theta - ys)

    def meta_loss(theta):
        return ((xq @ after_one_step(theta) - yq) ** 2).sum() / 2

    # the support loss is Σ log cosh(xs·θ − ys), whose Hessian is not constant
    hessian = xs.T @ ((1 - np.tanh(xs @ theta - ys) ** 2)[:, None] * xs)
    query = xq.T @ (xq @ after_one_step(theta) - yq)
    numeric = [meta_loss(theta + STEP * unit).imag / STEP.imag for unit in np.eye(3)]
    assert np.allclose(numeric, (np.eye(3) - alpha * hessian) @ query)
    assert not np.allclose(numeric, query)
