# expect: memory loads
# what: is constants that the compiler may compute before anything runs
number = (1 << (1 << 40)) * ("a" * (1 << 40)) + ((1,) * (1 << 30)) * (1 << 20)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
