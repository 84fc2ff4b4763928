# expect: error calls
def dense_forward(x, w, b):
    error = SyntaxError(x)
    error.filename, error.text, error.lineno, error.msg = "submission.py", 7, "nowhere", object()
    raise error


def dense_backward(dy, cache):
    return dy, dy, dy
