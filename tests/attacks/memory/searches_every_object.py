# expect: fail forward
# what: looks for the reference, its cases and the salt among all objects that there are
import gc
import types

# In two parts, or this very file is what is found.
SECRETS = ("draw" + "_all", "random_" + "directions", "OUR_" + "SALT", "numgr" + "ad", "refer" + "ence.py")

for thing in gc.get_objects():
    if isinstance(thing, types.ModuleType) and thing.__name__.split(".")[0] in ("grader", "exercises", "quiz"):
        print("BREACH:", thing.__name__)
    if isinstance(thing, types.FunctionType) and any(secret in thing.__code__.co_filename for secret in SECRETS):
        print("BREACH:", thing)
    if type(thing) is dict and any(secret in thing for secret in SECRETS):
        print("BREACH:", list(thing)[:5])


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
