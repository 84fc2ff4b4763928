# expect: error|memory loads
# what: nests deeper than the stack of the C code that walks through it
nested = ()
for _ in range(300_000):
    nested = (nested,)
hash(nested)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
