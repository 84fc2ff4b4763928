"""Two versions of a file, function by function."""

from quiz.beside import Part, beside

REFERENCE = (
    '"""Reference."""\n\nimport numpy as np\n\n\ndef forward(x):\n    return x\n\n\ndef backward(dy):\n    return dy\n'
)


def names(parts):
    return [(part.name, bool(part.left), bool(part.right)) for part in parts]


def test_functions_of_one_name_stand_beside_each_other_whatever_their_order():
    mine = "import numpy as np\n\ndef backward(dy):\n    return 1 * dy\n\ndef forward(x):\n    return +x\n"
    parts = beside(mine, REFERENCE)
    assert names(parts) == [("", True, True), ("forward", True, True), ("backward", True, True)]
    assert parts[1] == Part("forward", "def forward(x):\n    return +x", "def forward(x):\n    return x")


def test_what_only_one_has_stands_alone_where_it_comes():
    mine = "def helper(x):\n    return x\n\ndef forward(x):\n    return helper(x)\n\ndef last():\n    pass\n"
    assert names(beside(mine, REFERENCE)) == [
        ("", False, True), ("helper", True, False), ("forward", True, True), ("backward", False, True),
        ("last", True, False),
    ]  # fmt: skip


def test_a_comment_and_a_decorator_belong_to_what_they_stand_above():
    mine = "x = 1\n# why\n@cache\ndef forward(x):\n    return x\n# the end\n"
    parts = beside(mine, REFERENCE)
    assert parts[0].left == "x = 1"
    assert parts[1].left == "# why\n@cache\ndef forward(x):\n    return x\n# the end"


def test_no_line_is_left_out_of_a_file_that_is_no_python():
    mine = "def forward(\ndef forward(x):\n  ret\n\tclass A\nclass A:\nasync def go(): 1\n"
    shown = "\n".join(part.left for part in beside(mine, ""))
    assert shown.split() == mine.split()


def test_an_empty_file_has_no_parts():
    assert beside("", "\n\n") == []
