# expect: error loads
# what: returns from the frames that wait below it, into code that is not meant for it
import sys

for name, module in list(sys.modules.items()):
    if name.split(".")[0] == "sandbox":
        for key, value in list(vars(module).items()):
            if callable(value):
                setattr(module, key, lambda *args, **more: None)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
