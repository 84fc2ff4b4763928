# expect: memory loads
# what: multiplies a text until it is longer than all memory
text = "a" * 10**10
print("BREACH:", len(text))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
