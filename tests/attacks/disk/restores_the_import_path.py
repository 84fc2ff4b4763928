# expect: blocked loads
# what: puts the path back that imports need, and imports the reference
import sys
from os.path import dirname

file = next(module.__file__ for name, module in sys.modules.items() if name.split(".")[-1] == "worker")
sys.path.append(dirname(dirname(dirname(file))))
from exercises.layers.dense import reference

print("BREACH:", reference)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
