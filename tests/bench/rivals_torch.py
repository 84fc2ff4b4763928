"""torch.autograd.gradcheck as a checker of NumPy code: the only file here that imports torch."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import torch

from tests.bench.rivals_work import Work, gradients

VERSION = torch.__version__.partition("+")[0]
torch.set_num_threads(1)


def slow(work: Work, _seed: int) -> bool:
    """The default: every entry of the Jacobian."""
    return _checked(work, fast=False)


def fast(work: Work, _seed: int) -> bool:
    """`fast_mode=True`: one random direction an input."""
    return _checked(work, fast=True)


def _checked(work: Work, fast: bool) -> bool:
    args = [_tensor(value) for value in work.args.values()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bool(
            torch.autograd.gradcheck(_function(work), args, fast_mode=fast, raise_exception=False)  # default tolerances
        )


def _tensor(value: Any) -> Any:
    """Double precision arrays are differentiated; what holds integers is handed through."""
    floats = isinstance(value, np.ndarray) and value.dtype.kind == "f"
    return torch.tensor(value, requires_grad=True) if floats else value


def _function(work: Work) -> Any:
    class Wrapped(torch.autograd.Function):
        @staticmethod
        def forward(ctx, *args):
            plain = [a.detach().numpy() if isinstance(a, torch.Tensor) else a for a in args]
            y, ctx.cache = work.forward(*plain)
            ctx.differentiated = [isinstance(a, torch.Tensor) for a in args]
            return torch.from_numpy(np.asarray(y))

        @staticmethod
        def backward(ctx, dy):
            found = iter(gradients(work.backward(dy.numpy(), ctx.cache)))
            return tuple(torch.from_numpy(np.asarray(next(found))) if d else None for d in ctx.differentiated)

    return Wrapped.apply
