# expect: blocked loads
# what: leaves a file behind, for the next submission or to fill the disk
with open("/tmp/gradlings-attack-writes_a_temporary_file", "w") as file:
    file.write("BREACH")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
