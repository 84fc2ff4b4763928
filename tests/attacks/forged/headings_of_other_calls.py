# expect: fail forward
# what: prints the marks between the prints of two calls, in the name of other cases
for case in ("tiny", "wide", "\x1b[2J", "x" * 200):
    print(f"\x1e{case}\x1fdense_forward\nall checks pass\x1e\x1f\n", flush=True)
print("\x1e" * 100_000, flush=True)


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
