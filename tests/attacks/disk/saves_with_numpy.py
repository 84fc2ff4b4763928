# expect: blocked loads
# what: lets NumPy's C code write the file
import numpy as np

np.ones(10).tofile("/tmp/gradlings-attack-saves_with_numpy")
print("BREACH: a file")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
