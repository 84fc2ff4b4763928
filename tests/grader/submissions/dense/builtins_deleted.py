# expect: error loads
import builtins

delete = delattr
for name in list(vars(builtins)):
    if not name.startswith("_"):
        delete(builtins, name)


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy, dy.sum(axis=0)
