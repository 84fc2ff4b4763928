# expect: memory loads
# what: takes memory a little at a time
kept = []
for _ in range(1500):
    kept.append(bytes(1 << 20))
print("BREACH:", len(kept))


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
