# expect: pass
from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class Cache:
    x: np.ndarray
    w: np.ndarray


def dense_forward(x, w, b):
    return np.einsum('nd,dm->nm', x, w) + b, Cache(x, w)


def dense_backward(dy, cache):
    dx = np.einsum('nm,dm->nd', dy, cache.w)
    return [dx, np.einsum('nd,nm->dm', cache.x, dy), np.ones(len(dy)) @ dy]
