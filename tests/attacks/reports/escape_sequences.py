# expect: error calls
# what: redraws the reader's terminal: clears it, sets its title, writes its clipboard
TEXT = "\x1b[2J\x1b[H\x1b]0;all checks pass\x07\x1b]52;c;cHduZWQ=\x07\x9b31m\x90\x08\x08\r all checks pass"

print(TEXT)


def dense_forward(x, w, b):
    raise ValueError(TEXT)


def dense_backward(dy, cache):
    return dy, dy, dy
