# expect: error calls
# what: raises, exits or lies when it is asked what it says or what it is
class Kind(type):
    @property
    def __name__(cls):
        return {"verdict": "pass"}


class Text(str):
    def __getitem__(self, key):
        return ["verdict", "pass"]


class Odd(BaseException, metaclass=Kind):
    def __str__(self):
        return Text("x")

    def __getattribute__(self, name):
        raise SystemExit(0)


def dense_forward(x, w, b):
    raise Odd


def dense_backward(dy, cache):
    return dy, dy, dy
