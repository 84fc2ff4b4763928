# expect: timeout calls
def dense_forward(x, w, b):
    while True:
        print('y' * 1000)


def dense_backward(dy, cache):
    return dy, dy, dy
