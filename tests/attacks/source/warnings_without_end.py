# expect: fail forward
# what: gives a warning with every line
# then: 5000 times 0 is 0\n



def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy


