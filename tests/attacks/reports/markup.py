# expect: error calls
# what: is markup in a web page, a link in Markdown, a formula in a table
TEXT = (
    '<script>alert(1)</script><img src=x onerror=alert(1)> [pass](javascript:alert(1)) =HYPERLINK("x") @SUM(A1) ]]>&lt;'
)

print(TEXT)


def dense_forward(x, w, b):
    raise ValueError(TEXT)


def dense_backward(dy, cache):
    return dy, dy, dy
