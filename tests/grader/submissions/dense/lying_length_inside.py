# expect: error calls
class Triple(tuple):
    def __len__(self):
        return 3


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    return Triple((dy, dy))
