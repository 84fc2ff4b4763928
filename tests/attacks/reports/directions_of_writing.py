# expect: error calls
# what: turns the direction of writing, so that a sentence reads as another
TEXT = "\u202e\u2066\u2067\u2068\u200f\u200b\ufeff ssap skcehc lla"

print(TEXT)


def dense_forward(x, w, b):
    raise ValueError(TEXT)


def dense_backward(dy, cache):
    return dy, dy, dy
