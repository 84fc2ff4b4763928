import json
from pathlib import Path

import pytest

from exercises.content import Text
from grader import LineResult
from quiz.check import read_question
from quiz.mark import about, said
from quiz.marking import Answer, GraderFailed, Mark, Unreadable, mark, rating
from quiz.variants import pose

QUESTION = read_question(Path(__file__).parent / "every-kind.toml")
SENTENCE = Text("yours is half", "你的结果是一半")


class FakeGrader:
    """Answers what the test says and keeps what it was asked."""

    def __init__(self, verdict="pass", matched=None):
        self.result = LineResult(verdict, matched, SENTENCE)
        self.asked = []

    def check_line(self, task, line, salt):
        self.asked.append((task, line, salt))
        return self.result


def posed(drill_id, seed=5):
    return pose(f"core:mlp/every-kind#{drill_id}", QUESTION, seed)


def marked(drill_id, answer, grader=None):
    return mark(posed(drill_id), answer, grader)


def chosen(*ids, **more):
    return Answer(chosen=ids, **more)


def typed(*texts):
    return Answer(texts=texts)


# the parameters of seed 5 are d = 4, m = 2 in `count` (test_variants pins them)
@pytest.mark.parametrize(
    ("drill_id", "answer", "verdict", "score", "why"),
    [
        ("one", chosen("is-affine"), "right", 1, ["yes"]),
        ("one", chosen("is-linear"), "wrong", 0, ["the bias"]),
        ("several", chosen("w", "b"), "right", 1, []),
        ("several", chosen("b"), "partial", 0.5, ["“w”: w is learnt"]),
        ("several", chosen("w", "b", "x"), "partial", 0.5, ["“x”: x is data"]),
        ("several", chosen("x"), "wrong", 0, ["“x”: x is data", "“w”: w is learnt", "“b”: b is learnt"]),
        ("several", chosen("w", "x"), "wrong", 0, ["“x”: x is data", "“b”: b is learnt"]),
        ("claim", chosen("shifts", truth=False), "right", 1, ["yes"]),
        ("claim", chosen("matrix", truth=False), "partial", 0.5, ["b"]),
        ("claim", chosen("shifts", truth=True), "partial", 0.5, ["yes"]),
        ("claim", chosen("matrix", truth=True), "wrong", 0, ["b"]),
        ("memory", typed("0.25"), "right", 1, []),
        ("memory", typed("1/4 MB"), "right", 1, []),
        ("memory", typed("25%"), "right", 1, []),
        ("memory", typed("0.26"), "right", 1, []),
        ("memory", typed("0.24"), "right", 1, []),
        ("memory", typed("0.27"), "wrong", 0, ["Close, but not within ±0.01: a matter of rounding, perhaps."]),
        ("memory", typed("0.36"), "wrong", 0, []),
        ("memory", typed("2"), "wrong", 0, ["bits, not bytes"]),
        ("memory", typed("1e300"), "wrong", 0, []),
        ("count", typed("10"), "right", 1, []),
        ("count", typed("8"), "wrong", 0, ["no bias"]),
        ("count", typed("10.0001"), "wrong", 0, []),
        ("name", typed("Fully connected layer"), "right", 1, []),
        ("name", typed("全连接层"), "right", 1, []),
        ("name", typed("not a fully-connected layer"), "wrong", 0, []),
        ("order", chosen("forward", "loss", "db", "dw"), "right", 1, []),
        ("order", chosen("loss", "forward", "dw", "db"), "partial", 2 / 3, ["“forward” must come before “loss”."]),
        ("order", chosen("dw", "db", "loss", "forward"), "partial", 1 / 3, ["“loss” must come before “dw”."]),
        ("pairs", chosen("of-w", "of-b"), "right", 1, []),
        ("pairs", chosen("of-w", "of-none"), "partial", 0.5, ["b → (M,)"]),
        ("pairs", chosen("of-b", "of-w"), "wrong", 0, ["w → (D, M)", "b → (M,)"]),
        ("gaps", typed("W", "偏置"), "right", 1, []),
        ("gaps", typed("w", "x"), "partial", 0.5, []),
        ("prints", typed("(1,2.0)"), "right", 1, []),
        ("prints", typed("[1, 2.0]"), "wrong", 0, ["a list has brackets"]),
        ("bug", chosen("averaged", line=2), "right", 1, ["yes"]),
        ("bug", chosen("averaged", line=1), "partial", 0.5, ["yes"]),
        ("bug", chosen("slow", line=1), "wrong", 0, ["not the point"]),
        ("open", chosen("affine", "bias"), "self", 0.5, ["weights", "rows are samples"]),
        ("open", chosen(), "self", 0, ["affine", "weights", "bias", "rows are samples"]),
    ],
)  # fmt: skip
def test_an_answer_gets_its_mark_and_its_why(drill_id, answer, verdict, score, why):
    result = marked(drill_id, answer)
    assert (result.verdict, result.score) == (verdict, pytest.approx(score))
    assert sorted(text.en for text in result.why) == sorted(why)


@pytest.mark.parametrize(
    ("drill_id", "answer", "right"),
    [
        ("one", chosen("is-linear"), Text("affine", "仿射")),
        ("several", chosen("w"), Text("w; b", "权重；偏置")),
        ("claim", chosen("shifts", truth=True), Text("False: b shifts it", "错：b 平移了它")),
        ("memory", typed("1"), Text("0.25 MB", "0.25 兆字节")),
        ("count", typed("1"), Text("10", "10")),
        ("name", typed("x"), Text("fully-connected layer", "全连接层（fully-connected layer）")),
        ("order", chosen("dw", "db", "loss", "forward"), Text("forward → loss → dw → db", "前向 → 损失 → dw → db")),
        ("pairs", chosen("of-b", "of-w"), Text("w → (D, M); b → (M,)", "权重 → (D, M)；偏置 → (M,)")),
        ("gaps", typed("x", "y"), Text("[1] w; [2] b", "[1] w；[2] 偏置（b）")),
        ("prints", typed("1"), Text("(1, 2.0)", "(1, 2.0)")),
        (
            "bug",
            chosen("slow", line=1),
            Text("line 2, `return sum(dy)`: averaged", "第 2 行，应为 `return sum(dy)`：求了平均"),
        ),
    ],
)
def test_the_right_answer_is_shown_in_both_languages(drill_id, answer, right):
    assert marked(drill_id, answer).right == right


@pytest.mark.parametrize(
    ("drill_id", "answer"),
    [
        ("one", chosen()),
        ("one", chosen("is-affine", "is-linear")),
        ("one", chosen("nothing")),
        ("several", chosen()),
        ("several", chosen("w", "nothing")),
        ("claim", chosen("shifts")),
        ("claim", Answer(truth=True)),
        ("memory", typed()),
        ("memory", typed(" ")),
        ("memory", typed("a quarter")),
        ("weights-shape", typed("D, M")),
        ("name", typed("--")),
        ("order", chosen("forward", "loss")),
        ("order", chosen("forward", "loss", "dw", "dw")),
        ("pairs", chosen("of-w")),
        ("pairs", chosen("of-w", "nothing")),
        ("gaps", typed("w")),
        ("gaps", typed("w", "")),
        ("prints", typed("")),
        ("bug", chosen("averaged")),
        ("bug", chosen("averaged", line=3)),
        ("open", chosen("nothing")),
        ("write", typed("x.T @")),
        ("write", typed("____")),
    ],
)
def test_half_an_answer_is_unreadable_and_never_wrong(drill_id, answer):
    with pytest.raises(Unreadable) as caught:
        marked(drill_id, answer, FakeGrader())
    assert caught.value.text.en
    assert caught.value.text.zh


def test_a_shape_is_right_wrong_or_a_slip():
    card = posed("weights-shape")
    d, m = card.values["d"], card.values["m"]
    assert mark(card, typed(f"{d}x{m}")).verdict == "right"
    assert [text.en for text in mark(card, typed(f"({m}, {d})")).why] == ["transposed"]
    assert mark(card, typed(f"({m}, {d})")).verdict == "wrong"
    assert "2" in mark(card, typed("(7,)")).why[0].en


def test_a_misconception_is_named_when_its_option_was_chosen():
    assert marked("one", chosen("is-linear")).misconceptions == ("linear",)
    assert marked("claim", chosen("matrix", truth=False)).misconceptions == ("linear",)
    assert marked("one", chosen("is-convex")).misconceptions == ()


def test_a_line_goes_to_the_grader_with_its_task_and_the_seed_as_salt():
    grader = FakeGrader()
    assert marked("write", typed("dw = x.T @ dy"), grader).verdict == "right"
    ((task, line, salt),) = grader.asked
    assert (line, salt) == ("x.T @ dy", "core:mlp/every-kind#write:5")
    assert (task.target, task.frame, task.wrong) == ("w", "dw = ____", ("x.T @ dy / len(x)",))
    assert [arg.shape for arg in task.args] == [("N", "D"), ("D", "M")]


@pytest.mark.parametrize("verdict", ["fail", "error", "timeout", "memory", "blocked"])
def test_a_line_that_fails_is_wrong_and_says_what_the_grader_saw(verdict):
    result = marked("write", typed("dy"), FakeGrader(verdict))
    assert (result.verdict, result.why) == ("wrong", (SENTENCE,))


def test_a_known_wrong_line_gets_its_own_why_first():
    result = marked("write", typed("x.T @ dy / len(x)"), FakeGrader("fail", matched=0))
    assert [text.en for text in result.why] == ["averaged", "yours is half"]


@pytest.mark.parametrize("grader", [None, FakeGrader("infra")])
def test_our_own_fault_is_never_a_wrong_answer(grader):
    with pytest.raises(GraderFailed):
        marked("write", typed("x.T @ dy"), grader)


@pytest.mark.parametrize(
    ("verdict", "score", "expected"),
    [
        ("wrong", 0, 1),
        ("partial", 0.4, 1),
        ("partial", 0.5, 2),
        ("right", 1, 3),
        ("self", 0.2, 1),
        ("self", 0.75, 2),
        ("self", 1, 3),
    ],
)
def test_the_rating_follows_from_the_mark_and_is_never_easy(verdict, score, expected):
    assert rating(Mark(verdict, score, Text(), (), Text())) == expected


@pytest.mark.parametrize(
    "answer",
    [Answer(), chosen("a", "b"), typed("1/4"), chosen("why", truth=False), chosen("why", line=3), typed("", "w")],
)
def test_an_answer_survives_the_log(answer):
    assert Answer.from_json(json.loads(json.dumps(answer.to_json()))) == answer


def test_an_answer_of_a_later_version_is_read_as_far_as_it_goes():
    assert Answer.from_json({"truth": True, "confidence": 0.9}) == Answer(truth=True)


@pytest.mark.parametrize(
    ("drill_id", "answer", "mixed"),
    [
        ("pairs", chosen("of-w", "of-none"), "偏置 → (M,)"),
        ("pairs", chosen("of-b", "of-w"), "权重 → (D, M)"),
    ],
)
def test_what_explains_quotes_in_the_language_one_was_asked_in(drill_id, answer, mixed):
    why = marked(drill_id, answer).why[0]
    assert said(why, "zh", "en") == mixed
    assert said(why, "en", "zh") == why.en
    assert (said(why, "en", "en"), said(why, "zh", "zh")) == (why.en, why.zh)


def test_reasons_keep_the_language_of_explanations_around_what_they_quote():
    why = about(Text("the bias", "偏置"), Text("is {learned}", "是学出来的"))
    assert said(why, "en", "zh") == "「the bias」：是学出来的"
    assert said(why, "zh", "en") == "“偏置”: is {learned}"
    assert said(Text("plain", "普通"), "en", "zh") == "普通"
