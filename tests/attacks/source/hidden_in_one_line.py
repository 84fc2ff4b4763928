# expect: fail forward
# what: hides lines from who reads by lines: form feeds, carriage returns, separators of files
x = 1print('hidden')
y = ' '


def dense_forward(x, w, b):
    return x @ w, None


def dense_backward(dy, cache):
    return dy, dy, dy
