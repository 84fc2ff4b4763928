# expect: fail gradient|repeat
# what: keeps its first gradients outside its own module and returns them for ever
import builtins


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    known = vars(builtins).setdefault("known", {})
    return known.setdefault(x.shape + w.shape, (dy @ w.T, x.T @ dy, dy.sum(axis=0)))
