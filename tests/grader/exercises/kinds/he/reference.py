"""He initialization: many draws are right."""

import numpy as np

from exercises.catalog import Case


def forward(rng, fan_in, fan_out):
    """One right answer, for its shape."""
    return np.random.default_rng(rng).standard_normal((fan_in, fan_out)) * np.sqrt(2 / fan_in)


def accepts(args, outputs):
    """A standard deviation of sqrt(2 / fan_in) within six standard errors."""
    ratio = float(outputs["w"].std() / np.sqrt(2 / args["fan_in"]))
    if abs(ratio - 1) <= 6 / np.sqrt(2 * outputs["w"].size):
        return {}
    return {"w": (f"its deviation is {ratio:.3f} of the right one", f"标准差是正确值的 {ratio:.3f} 倍")}


def cases(rng):
    """Sizes large enough to measure."""
    return [
        Case("tiny", {"rng": int(rng.integers(1 << 30)), "fan_in": 60, "fan_out": 50}),
        Case("wide", {"rng": int(rng.integers(1 << 30)), "fan_in": 30, "fan_out": 200}),
        Case("hidden", {"rng": int(rng.integers(1 << 30)), "fan_in": 90, "fan_out": 40}, hidden=True),
    ]
