# expect: error loads
def dense_forward(x, w, b:
    return x
