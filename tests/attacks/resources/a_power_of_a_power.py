# expect: timeout loads
# what: computes a number of 10^9 digits: no other thread of Python's runs meanwhile
number = 7 ** (10**9)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
