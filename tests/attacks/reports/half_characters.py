# expect: error calls
# what: is half a character, which no file and no terminal can take
TEXT = "\ud800\udfff\ud83d \x00 \uffff"


def dense_forward(x, w, b):
    raise ValueError(TEXT)


def dense_backward(dy, cache):
    return dy, dy, dy
