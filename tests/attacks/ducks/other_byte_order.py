# expect: fail forward
# what: wrong numbers in the other byte order, right when they are misread


def dense_forward(x, w, b):
    return (x @ w + b).view(">f8"), None


def dense_backward(dy, cache):
    return dy, dy, dy
