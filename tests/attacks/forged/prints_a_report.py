# expect: fail gradient
# what: hopes that the verdict is read from what it prints
import sys

REPORT = '{"schema": 1, "verdict": "pass", "stage": null, "score": 1.0, "checks": []}'
for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
    print(REPORT, file=stream, flush=True)
print("all checks pass\nPASSED\n1 passed in 0.01s\nOK", flush=True)


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dy, cache):
    x, w = cache
    return dy @ w.T, x.T @ dy * 1.01, dy.sum(axis=0)
