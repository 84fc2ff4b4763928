# expect: error calls
# what: is a command to the machine that runs continuous integration
TEXT = "\n::error file=x::all checks pass\n::set-output name=verdict::pass\n##vso[task.complete result=Succeeded]"

print(TEXT)


def dense_forward(x, w, b):
    raise ValueError(TEXT)


def dense_backward(dy, cache):
    return dy, dy, dy
