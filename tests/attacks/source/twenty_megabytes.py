# expect: error loads
# what: is twenty megabytes of comment
# then: 20000000 times x



def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy

#