# expect: fail gradient|repeat
# what: is right the first time that it is asked in each case
asked = set()


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    again, _ = x.shape in asked, asked.add(x.shape)
    return dy @ w.T, x.T @ dy * (2 if again else 1), dy.sum(axis=0)
