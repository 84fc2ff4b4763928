# expect: fail forward
# what: hopes that the grader draws its numbers from a seed that can be guessed
import random

import numpy as np


def dense_forward(x, w, b):
    for seed in range(40):
        guesses = (
            np.random.default_rng(seed).standard_normal(x.shape),
            np.random.RandomState(seed).standard_normal(x.shape),
            np.random.standard_normal(x.shape),
        )
        if any(np.isclose(guess.flat[0], x.flat[0]) for guess in guesses):
            print("BREACH: drawn from a seed like", seed, random.getstate()[1][0])
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
