# expect: blocked loads
# what: copies a descriptor until there are no more
import os

for _ in range(200):
    os.dup(1)
print("BREACH: 200 descriptors")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
