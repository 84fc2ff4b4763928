# expect: fail shape
class Pair(list):
    def __len__(self):
        return 2


def dense_forward(x, w, b):
    return Pair([x @ w + b]), (x, w)


def dense_backward(dy, cache):
    return Pair([dy])
