"""What `content check` finds in a folder as a whole: one planted fault each, and none where all is well."""

import shutil
from pathlib import Path

import pytest

from quiz.authoring import review
from quiz.authoring.fitting import ROWS
from quiz.bank import Bank

SAMPLE = Path(__file__).parent / "every-kind.toml"
TOPICS = 'schema = 1\n[topics]\nmlp = { en = "MLP", zh = "多层感知机" }\n'
LONG = "a very long word " * 4
TALL_CODE = "one = 1\n" * ROWS
TALL = r"\frac{\frac{\frac{a}{b}}{\frac{c}{d}}}{\frac{\frac{a}{b}}{\frac{c}{d}}}"


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / "questions/mlp").mkdir(parents=True)
    shutil.copy(SAMPLE, folder / "questions/mlp")
    (folder / "topics.toml").write_text(TOPICS, encoding="utf-8")
    return folder


def edit(content, find, replace):
    file = content / "questions/mlp/every-kind.toml"
    text = file.read_text(encoding="utf-8")
    assert find in text
    file.write_text(text.replace(find, replace, 1), encoding="utf-8")


def reviewed(content, exercises=("layers/dense",)):
    bank = Bank.open(content, None)
    assert bank.errors == ()
    return review.review(bank, content, exercises)


def test_a_sound_folder_has_neither_faults_nor_warnings(content):
    assert reviewed(content) == review.Review((), ())


@pytest.mark.parametrize(
    ("find", "replace", "key", "problem"),
    [
        ("level = 2\nprompt", 'exercises = ["layers/dens"]\nlevel = 2\nprompt', "exercises", "`layers/dens` is no ex"),
        (
            'en = "affine", zh = "仿射" }, right',
            f'en = "{LONG}", zh = "仿射" }}, right',
            "drills.one.options.en",
            "has",
        ),
        ('code = "print((1, 2.0))"', f'code = "print((1, 2.0))  # {LONG * 2}"', "drills.prints.code", "a line of 155"),
        ('["x.T @ dy", ', f'["x.T @ dy", "x.T @ dy  # {LONG * 2}", ', "drills.write.right[1]", "a line of 1"),
        ('explain = { en = "Affine."', f"explain = {{ en = '$${TALL}$$'", "drills.one.explain.en", "too tall"),
        ('answer = { en = "An affine map."', f"answer = {{ en = '$${TALL}$$'", None, None),
        (
            'answer = { en = "An affine map."',
            f"answer = {{ en = '''\n```\n{LONG * 2}\n```'''",
            "answer.en",
            "a line of",
        ),
    ],
)
def test_a_fault_is_told_with_its_key(content, find, replace, key, problem):
    edit(content, find, replace)
    faults = reviewed(content).faults
    if key is None:  # what no learner sees in a drill may be longer or taller
        assert faults == ()
        return
    (fault,) = faults
    assert fault.file.endswith("questions/mlp/every-kind.toml")
    assert fault.key == key
    assert problem in fault.problem
    assert fault.remedy


def test_every_listed_source_is_covered_and_every_named_one_is_listed(content):
    edit(content, "level = 2\nprompt", 'sources = ["q1", "q9"]\nlevel = 2\nprompt')
    assert reviewed(content).faults == ()
    (content / review.SOURCES).write_text("q1\nq2 withdrawn by its author\n", encoding="utf-8")
    assert [fault.problem for fault in reviewed(content).faults] == [
        "`q9` is not in sources.txt",
        "`q2` is covered by no question",
    ]


def test_languages_of_unlike_length_are_a_warning(content):
    edit(content, 'zh = "一个仿射映射。"', 'zh = "仿"')
    found = reviewed(content)
    assert found.faults == ()
    (warning,) = found.warnings
    assert (warning.key, "1 Chinese characters what takes 3" in warning.problem) == ("answer", True)


def test_prompts_that_ask_the_same_are_told_by_both_names(content):
    prompt = "A dense layer with four inputs and three outputs has how many parameters?"
    edit(content, 'prompt = { en = "Which map?"', f'prompt = {{ en = "{prompt}"')
    edit(content, 'prompt = { en = "Which are parameters?"', f'prompt = {{ en = "{prompt} All."')
    (warning,) = reviewed(content).warnings
    assert warning.key == "drills.one.prompt"
    assert "core:mlp/every-kind#several" in warning.problem


def test_two_holes_of_one_frame_are_not_the_same_drill(content):
    edit(content, '"Write dw."', '"The backward of a dense layer with rows as samples: write this line."')
    line = SAMPLE.read_text(encoding="utf-8").rpartition("[[drills]]")[2]
    line = line.replace('"Write dw."', '"The backward of a dense layer with rows as samples: write this line."')
    line = line.replace('"write"', '"write-dx"').replace('target = "w"', 'target = "x"').replace("dw = ", "dx = ")
    with (content / "questions/mlp/every-kind.toml").open("a", encoding="utf-8") as file:
        file.write("\n[[drills]]" + line)
    assert reviewed(content).warnings == ()


def test_a_drill_that_needs_scrolling_is_listed_and_too_many_are_a_fault(content):
    edit(content, 'code = "print((1, 2.0))"', f'code = """{TALL_CODE}print((1, 2.0))"""')
    found = reviewed(content)
    assert found.faults == ()
    (warning,) = found.warnings
    assert (warning.key, warning.problem) == ("drills.prints", "needs scrolling at 80x24")
    edit(content, '"Which map?"', f'"{"Which map? " * 130}"')
    assert [fault.problem for fault in reviewed(content).faults] == ["2 of 13 drills need scrolling at 80x24"]


def test_a_bank_whose_right_options_are_the_longest_gives_itself_away(content):
    edit(content, 'en = "affine", zh = "仿射" }, right', 'en = "affine map", zh = "仿射" }, right')
    for number in range(6):
        shutil.copy(content / "questions/mlp/every-kind.toml", content / f"questions/mlp/more-{number}.toml")
    assert any("whoever picks the longest option" in fault.problem for fault in reviewed(content).faults)


def test_the_drills_are_counted_by_kind(content):
    counted = dict(review.summary(Bank.open(content, None)))
    assert sum(counted.values()) == 13
    assert counted["line"] == 1
