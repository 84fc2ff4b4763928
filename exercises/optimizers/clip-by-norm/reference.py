"""What clipping by the global norm must give, and the gradients on which it is tried."""

import numpy as np

from exercises.catalog import Case


def forward(dw1, db1, dw2, max_norm):
    """The norm of one long vector, and its parts, divided where it is too long."""
    gradients = (dw1, db1, dw2)
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in gradients]))
    too_long = norm / max_norm if norm > max_norm else 1.0
    return (*(g / too_long for g in gradients), norm)


def cases(rng):
    """Sizes (D, H, M); short and long gradients, zeros, one array that explodes, lengths just beside the limit."""

    def case(name, sizes, of_limit, limit=5.0, scales=(1.0, 1.0, 1.0), hidden=False):
        """Gradients whose common norm is `of_limit` times the limit; `scales` are the sizes of the three arrays."""
        D, H, M = sizes
        drawn = [s * rng.standard_normal(shape) for s, shape in zip(scales, ((D, H), (H,), (H, M)), strict=True)]
        factor = of_limit * limit / np.sqrt(sum(np.vdot(g, g) for g in drawn))
        dw1, db1, dw2 = (factor * g for g in drawn)
        return Case(name, {"dw1": dw1, "db1": db1, "dw2": dw2, "max_norm": limit}, hidden)

    return [
        case("tiny", (2, 3, 1), 2.6, limit=2.0),
        case("shorter than the limit", (4, 3, 2), 0.4),
        case("far too long", (3, 5, 4), 1e6),
        case("far too short", (5, 2, 3), 1e-6),
        case("one unit", (3, 1, 2), 3.0, limit=0.5),
        case("a little too long", (6, 4, 2), 1.001, limit=1.0),
        case("a little shorter", (2, 6, 3), 0.999, limit=1.0),
        case("all zero", (2, 4, 3), 0.0),
        case("each array is short enough", (3, 4, 5), 1.3),
        case("one array explodes", (4, 2, 5), 50.0, scales=(1.0, 1.0, 1e3)),
        case("the bias explodes", (5, 3, 4), 20.0, limit=0.1, scales=(1.0, 1e3, 1.0)),
        case("hidden", (7, 4, 3), 4.0, limit=1.0, hidden=True),
        case("hidden, short", (3, 8, 2), 0.7, limit=10.0, hidden=True),
    ]
