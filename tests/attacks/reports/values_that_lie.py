# expect: error calls
# what: has variables whose values and names are written to redraw a terminal or to never end
class Loud:
    def __repr__(self):
        while True:
            pass

    __str__ = __len__ = __format__ = __repr__


def dense_forward(x, w, b):
    text, loud, numbers = "\x1b[2J\r\n" * 1000, Loud(), {Loud(): "\x1b[2J", "\x1b[2J": Loud()}
    raise ValueError(text[0], numbers is loud)


def dense_backward(dy, cache):
    return dy, dy, dy
