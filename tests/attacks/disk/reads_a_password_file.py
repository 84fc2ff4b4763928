# expect: blocked loads
# what: reads a file that everybody may read
with open("/etc/passwd") as file:
    print("BREACH:", file.readline())


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
