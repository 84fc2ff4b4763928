"""What He and Xavier initialization must give: many draws are right, and are told by their statistics.

Bounds are six standard errors wide, so that a right draw is refused once in millions of times. The signal
is held to the very weights that came back.
"""

import numpy as np

from exercises.catalog import Case

ERRORS = 6.0
"""Standard errors that a mean or a deviation may be off."""
TAIL = 2.0
"""Of hundreds of normal weights some are more than twice the deviation; uniform ones end at 1.73 times theirs."""


def forward(rng, fan_in, fan_out, x, layers):
    """One right answer."""
    generator = np.random.default_rng(rng)
    he = np.sqrt(2 / fan_in) * generator.standard_normal((fan_in, fan_out))
    xavier = np.sqrt(6 / (fan_in + fan_out)) * (2 * generator.random((fan_in, fan_out)) - 1)
    deep = np.sqrt(2 / x.shape[1]) * generator.standard_normal((layers, x.shape[1], x.shape[1]))
    return he, xavier, deep, _signal(x, deep)


def _signal(x, deep):
    """The root mean square after each ReLU."""
    sizes = []
    for w in deep:
        x = (x @ w).clip(min=0)
        sizes.append(np.linalg.norm(x) / np.sqrt(x.size))
    return np.array(sizes)


def accepts(args, outputs):
    """What is wrong with these outputs, by name."""
    fan_in, fan_out, width = args["fan_in"], args["fan_out"], args["x"].shape[1]
    limit = np.sqrt(6 / (fan_in + fan_out))
    found = {
        "he": _weights(outputs["he"], np.sqrt(2 / fan_in)) or _too_short(outputs["he"]),
        "xavier": _weights(outputs["xavier"], limit / np.sqrt(3)) or _too_long(outputs["xavier"], limit),
        "deep": _weights(outputs["deep"], np.sqrt(2 / width)) or _too_short(outputs["deep"]),
        "rms": _sizes(outputs["rms"], _signal(args["x"], outputs["deep"])),
    }
    return {name: reason for name, reason in found.items() if reason}


def _weights(w, deviation):
    """Why these are not independent draws with mean 0 and this deviation."""
    if (different := np.unique(w).size) < w.size:
        return f"only {different} of its {w.size} numbers differ", f"{w.size} 个数里只有 {different} 个不同"
    ratio = w.std() / deviation
    if not abs(ratio - 1) <= ERRORS / np.sqrt(2 * w.size):
        return f"its deviation is {ratio:.3g} times the right one", f"标准差是正确值的 {ratio:.3g} 倍"
    if not abs(w.mean()) <= ERRORS * deviation / np.sqrt(w.size):
        return f"its mean is {w.mean():.3g} and not 0", f"均值是 {w.mean():.3g}，不是 0"
    return None


def _too_short(w):
    if np.abs(w).max() > TAIL * w.std():
        return None
    return "it is not normal: no weight is larger than twice the deviation", "不是正态分布：没有超过两倍标准差的权重"


def _too_long(w, limit):
    if np.abs(w).max() <= limit * (1 + 1e-12):
        return None
    return f"it is not uniform: some weights lie outside ±{limit:.3g}", f"不是均匀分布：有权重超出 ±{limit:.3g}"


def _sizes(yours, right):
    """Why these are not the sizes of the signal in the network that came back."""
    wrong = ~(np.abs(yours - right) <= 1e-10 * right)
    if not wrong.any():
        return None
    i = int(wrong.argmax())
    en = f"after layer {i} of your own network it must be {right[i]:.6g}, yours is {yours[i]:.6g}"
    return en, f"按你自己的权重，第 {i} 层之后应为 {right[i]:.6g}，你的是 {yours[i]:.6g}"


def cases(rng):
    """Fans that differ a little and a lot, a deep network, one sample; sizes large enough to measure."""

    def case(name, fans, sizes, layers, scale=1.0, hidden=False):
        x = scale * rng.standard_normal(sizes)
        args = {"rng": int(rng.integers(1 << 30)), "fan_in": fans[0], "fan_out": fans[1], "x": x, "layers": layers}
        return Case(name, args, hidden)

    return [
        case("tiny", (40, 24), (2, 25), 3),
        case("many inputs, few outputs", (200, 10), (4, 20), 2),
        case("few inputs, many outputs", (12, 150), (3, 30), 5),
        case("as many outputs as inputs", (50, 50), (1, 40), 4),
        case("thirty layers", (64, 32), (8, 40), 30),
        case("large inputs", (30, 60), (5, 24), 6, scale=100.0),
        case("hidden", (36, 90), (6, 28), 9, scale=0.01, hidden=True),
    ]
