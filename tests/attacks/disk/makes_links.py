# expect: blocked loads
# what: makes a link that a careless writer would follow
import os

os.symlink("/etc/passwd", "/tmp/gradlings-attack-makes_links")
print("BREACH: a link")


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
