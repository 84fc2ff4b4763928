"""What one step of SGD with momentum must give, and the arrays on which it is tried."""

from exercises.catalog import Case


def forward(w, dw, v, lr, beta):
    """(w - lr beta v - lr dw, beta v + dw), the move written as two."""
    return w - lr * beta * v - lr * dw, dw + beta * v


def cases(rng):
    """Sizes (D, M); the first step, plain SGD, a step of 0, velocities against the gradient, many scales."""

    def case(name, sizes, lr=0.1, beta=0.9, w=1.0, dw=1.0, v=1.0, hidden=False):
        drawn = rng.standard_normal((3, *sizes))
        args = {"w": w * drawn[0], "dw": dw * drawn[1], "v": v * drawn[2], "lr": lr, "beta": beta}
        return Case(name, args, hidden)

    against = case("velocity against the gradient", (5, 3), lr=0.3, beta=0.8)
    against.args["v"] = -against.args["dw"] / 0.8

    return [
        case("tiny", (2, 3)),
        case("one weight", (1, 1), lr=0.5, beta=0.6),
        case("first step", (4, 3), v=0.0),
        case("beta = 0, plain SGD", (3, 5), beta=0.0),
        case("beta = 1, no friction", (5, 2), beta=1.0),
        case("learning rate 0", (2, 6), lr=0.0),
        case("gradient 0, only rolling on", (6, 4), dw=0.0),
        against,
        case("large gradients", (7, 3), dw=1e6, v=1e6),
        case("small numbers", (3, 8), w=1e-6, dw=1e-6, v=1e-6),
        case("hidden", (9, 4), lr=0.03, beta=0.95, v=5.0, hidden=True),
        case("hidden mixed scales", (4, 7), lr=1.5, beta=0.5, dw=10.0 ** rng.integers(-2, 3, (4, 7)), hidden=True),
    ]
