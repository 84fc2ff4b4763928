# expect: memory loads
# what: takes more memory at once than there is
import numpy as np

kept = np.ones(1_500_000_000, np.uint8)
print("BREACH:", kept.nbytes)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
