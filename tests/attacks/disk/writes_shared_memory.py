# expect: blocked loads
# what: leaves a file in memory that outlives it
with open("/dev/shm/gradlings-attack-writes_shared_memory", "w") as file:
    file.write("BREACH")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
