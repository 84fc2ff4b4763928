# expect: fail forward
# what: hides code from a reader by characters that turn the direction of writing
access = "user‮ ⁦# a comment⁩ ⁦"


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
