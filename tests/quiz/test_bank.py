import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from exercises.content import BrokenContent, Text
from quiz import ids
from quiz.bank import Bank, Card, content_folder
from quiz.check import read_question

SAMPLE = Path(__file__).parent / "every-kind.toml"
ROOT = Path(__file__).parents[2]
TOPICS = 'schema = 1\n[topics]\nmlp = { en = "MLP", zh = "多层感知机" }\ncnn = { en = "CNN", zh = "卷积" }\n'


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / "questions/mlp").mkdir(parents=True)
    (folder / "questions/cnn").mkdir()
    (folder / "topics.toml").write_text(TOPICS, encoding="utf-8")
    shutil.copy(SAMPLE, folder / "questions/mlp")
    return folder


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def rewrite(path, *edits):
    """The file with each (find, replace) done; `find` must stand there."""
    text = path.read_text(encoding="utf-8")
    for find, replace in edits:
        assert find in text
        text = text.replace(find, replace, 1)
    path.write_text(text, encoding="utf-8")


def modules_after(program, *arguments):
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys\n{program}\nprint(*sys.modules)", *map(str, arguments)],
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
    )
    return set(ran.stdout.split())


def test_every_drill_and_the_open_question_is_a_card(content, cache):
    bank = Bank.open(content, cache)
    assert bank.errors == ()
    assert len(bank.cards) == 14
    assert bank.cards["core:mlp/every-kind#count"] == Card(
        "core:mlp/every-kind#count", "mlp", 2, "parametric", Text("Every kind", "各种题型")
    )
    assert bank.cards["core:mlp/every-kind#open"].kind == "open"
    assert list(bank.topics) == ["mlp"]


def test_a_pack_names_its_own_cards(content):
    assert set(Bank.open(content, None, "acme").cards) == {
        card_id.replace("core:", "acme:") for card_id in Bank.open(content, None).cards
    }


def test_the_question_of_a_card_is_the_same_from_file_and_from_cache(content, cache):
    fresh = Bank.open(content, cache).question("core:mlp/every-kind#one")
    cached = Bank.open(content, cache).question("core:mlp/every-kind#one")
    assert fresh == cached == read_question(SAMPLE)
    with pytest.raises(KeyError):
        Bank.open(content, cache).question("core:mlp/every-kind#nothing")


def test_cards_come_from_the_cache_without_pydantic(content, cache):
    program = (
        "from pathlib import Path\nfrom quiz.bank import Bank\n"
        "bank = Bank.open(Path(sys.argv[1]), Path(sys.argv[2]))\nassert len(bank.cards) == 14"
    )
    assert "pydantic" in modules_after(program, content, cache)
    assert not {"pydantic", "numpy", "textual", "quiz.question"} & modules_after(program, content, cache)


def test_importing_what_start_up_imports_loads_no_pydantic():
    loaded = modules_after("import quiz.bank, quiz.variants, quiz.marking, quiz.wrapping")
    assert not {"pydantic", "numpy", "textual", "rich", "texicode", "grader"} & loaded


def test_only_what_changed_is_compiled_again(content, cache, monkeypatch):
    shutil.copy(SAMPLE, content / "questions/cnn/other.toml")
    Bank.open(content, cache)
    compiled = []
    monkeypatch.setattr("quiz.check.read_question", lambda path: compiled.append(path.name) or read_question(path))
    Bank.open(content, cache)
    assert compiled == []
    rewrite(content / "questions/cnn/other.toml", ("Every kind", "Other kinds"))
    bank = Bank.open(content, cache)
    assert compiled == ["other.toml"]
    assert bank.cards["core:cnn/other#one"].title.en == "Other kinds"


def test_a_file_that_went_takes_its_cards_along(content, cache):
    Bank.open(content, cache)
    (content / "questions/mlp/every-kind.toml").unlink()
    assert not Bank.open(content, cache).cards
    shutil.copy(SAMPLE, content / "questions/mlp")
    assert len(Bank.open(content, cache).cards) == 14


def test_two_folders_share_a_cache(content, cache, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(content, other)
    rewrite(other / "questions/mlp/every-kind.toml", ("Every kind", "Mine"))
    for _ in range(2):
        assert Bank.open(content, cache).cards["core:mlp/every-kind#one"].title.en == "Every kind"
        assert Bank.open(other, cache, "mine").cards["mine:mlp/every-kind#one"].title.en == "Mine"


def damage(cache, how):
    path = cache / "bank.sqlite3"
    if how == "garbage":
        path.write_bytes(b"no database at all" * 100)
    elif how == "cut off":
        path.write_bytes(path.read_bytes()[:5000])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "a folder":
        path.unlink()
        path.mkdir()
    elif how == "no folder":
        shutil.rmtree(cache)
        cache.write_text("a file where the folder should be")
    else:
        with sqlite3.connect(path) as db:
            db.executescript(how)
        db.close()


@pytest.mark.parametrize(
    "how",
    [
        "garbage",
        "cut off",
        "empty",
        "a folder",
        "no folder",
        "PRAGMA user_version = 99",
        "DROP TABLE card",
        "DROP TABLE file; CREATE TABLE file (x)",
        "UPDATE file SET faults = 'no json'",
        "UPDATE file SET body = 'no json'",
        "UPDATE file SET stamp = 'old'",
        "DELETE FROM file",
    ],
)
def test_a_damaged_cache_is_made_anew_or_done_without(content, cache, how):
    Bank.open(content, cache)
    damage(cache, how)
    for _ in range(2):
        bank = Bank.open(content, cache)
        assert (len(bank.cards), bank.errors) == (14, ())
        assert bank.question("core:mlp/every-kind#one").title.en == "Every kind"


@pytest.mark.parametrize("how", ["garbage", "cut off", "empty", "PRAGMA user_version = 99", "DROP TABLE card"])
def test_a_cache_heals(content, cache, how, monkeypatch):
    Bank.open(content, cache)
    damage(cache, how)
    Bank.open(content, cache)
    monkeypatch.setattr("quiz.check.read_question", lambda path: pytest.fail("compiled again"))
    assert len(Bank.open(content, cache).cards) == 14


def test_a_cache_that_somebody_else_is_writing_is_done_without(content, cache, monkeypatch):
    monkeypatch.setattr("quiz.cache.PATIENCE", 0.01)
    Bank.open(content, cache)
    other = sqlite3.connect(cache / "bank.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    rewrite(content / "questions/mlp/every-kind.toml", ("Every kind", "Changed"))
    bank = Bank.open(content, cache)
    other.close()
    assert bank.cards["core:mlp/every-kind#one"].title.en == "Changed"
    assert (cache / "bank.sqlite3").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_cache_that_cannot_be_written_is_done_without(content, cache):
    cache.mkdir(mode=0o500)
    assert len(Bank.open(content, cache).cards) == 14


def test_a_cache_deleted_while_the_bank_is_open_costs_no_question(content, cache):
    Bank.open(content, cache)
    bank = Bank.open(content, cache)
    shutil.rmtree(cache)
    assert bank.question("core:mlp/every-kind#open").title.en == "Every kind"


FAULTS = [
    ("schema = 1", "schema = ", "", "TOML"),
    ("level = 2\nprompt", "level = 9\nprompt", "level", "1, 2, 3 or 4"),
    ("level = 2\nprompt", "level = 2\ncolour = 3\nprompt", "colour", "extra"),
    ("schema = 1", "schema = 2", "schema", "1"),
    ('zh = "各种题型"', 'fr = "x"', "title.fr", "unexpected"),
    ('zh = "仿射。" }\noptions', 'zh = "" }\noptions', "drills.one.explain", "has no zh"),
    ('id = "several"', 'id = "one"', "drills.one", "twice"),
    ('id = "one"', 'id = "open"', "drills.open.id", "open question"),
    ('id = "one"', 'id = "One"', "drills.One.id", "pattern"),
    ('id = "weights", text', 'id = "affine", text', "key_points.affine", "twice"),
    ('misconception = "linear"', 'misconception = "convex"', "drills.one.is-linear.misconception", "no misconception"),
    ('right = true, why = { en = "yes"', 'why = { en = "yes"', "drills.one.options", "0 are right"),
    ('zh = "线性" }', 'zh = "线性" }, right = true', "drills.one.options", "2 are right"),
    ('{ en = "convex", zh = "凸" }', '{ en = "linear", zh = "凸" }', "drills.one.options", "two of them read"),
    ('id = "is-convex"', 'id = "is-linear"', "drills.one.options.is-linear", "twice"),
    ('answer = "1 / 4"', 'answer = "1 / "', "drills.memory.answer", "not a formula"),
    ('answer = "1 / 4"', 'answer = "1 / 0"', "drills.memory.answer", "divides by zero"),
    ('answer = "1 / 4"', 'answer = "1 / n"', "drills.memory.answer", "unknown n"),
    ('answer = "1 / 4"\nabsolute = 0.01', 'answer = "1 / 3"', "drills.memory.answer", "met exactly"),
    ("absolute = 0.01", "relative = 1.5", "drills.memory.relative", "out of range"),
    ('{ value = "2"', '{ value = "0.255"', "drills.memory.slips.0.value", "right answer"),
    ('{ value = "2"', '{ value = "open(2)"', "drills.memory.slips.0.value", "not part of the language"),
    ('kind = "parametric"', 'kind = "numeric"', "drills.count.parameters", "do not fit"),
    ('{ value = "d * m"', '{ value = "d * m + 2"', "drills.count.slips.0.value", "right answer where d = "),
    ("m = { values = [2, 3, 6] }", 'm = { values = [2, 3, 6], labels = [{ en = "two", zh = "二" }] }',
     "drills.count.parameters.m.labels", "one for each value"),
    ('where = ["d != m"]', 'where = ["d > 9"]', "drills.count.where", "no draw in 1000"),
    ('where = ["d != m"]', 'where = ["d / (m - 3) > 0"]', "drills.count.where", "divides by zero"),
    ("输入 {d}", "输入 d", "drills.count.prompt.zh", "never shows `{d}`"),
    ("{{w, b}} has", "{w, b} has", "drills.count.prompt.en", "brace"),
    ('{ en = "d·m + m."', '{ en = "{d}·m + m."', "drills.count.explain", "only prompt and code"),
    ('answer = ["d", "m"]', 'answer = ["d / 3", "m"]', "drills.weights-shape.answer", "where"),
    ('answer = ["d", "m"]', 'answer = ["d - 8", "m"]', "drills.weights-shape.answer", "where"),
    ('value = ["m", "d"]', 'value = ["d", "m"]', "drills.weights-shape.slips.0.value", "right answer"),
    ('"FC"]', '"-"]', "drills.name.accept", "without a letter"),
    ('after = ["forward"]', 'after = ["db"]', "drills.order.steps", "circles"),
    ('after = ["forward"]', 'after = ["start"]', "drills.order.steps.loss.after", "names no step: start"),
    ('right = { en = "(M,)"', 'right = { en = "(D, M)"', "drills.pairs.pairs", "two of them read"),
    ('"of-none", right', '"of-none", left = { en = "n", zh = "n" }, right', "drills.pairs.extra.of-none.left", "shown"),
    ('id = "of-w", left = { en = "w", zh = "权重" }', 'id = "of-w"', "drills.pairs.pairs.of-w.left", "empty"),
    ("@ [1] + [2]", "@ [1] + b", "drills.gaps.prompt.en", "no gap `[2]`"),
    ('value = "[1, 2.0]"', 'value = "(1,2.0)"', "drills.prints.slips.0.value", "right answer"),
    ("line = 2", "line = 3", "drills.bug.line", "the code has 2 lines"),
    ('fix = "    return sum(dy)"', 'fix = "    return sum(dy) / len(dy)"', "drills.bug.fix", "already"),
    ('code = "dw = ____"', 'code = "dw = x"', "drills.write.code", "0 holes"),
    ('code = "dw = ____"', 'code = "dw = ____ + ____"', "drills.write.code", "2 holes"),
    ('code = "dw = ____"', 'code = "db = ____"', "drills.write.code", "never sets `dw`"),
    ('code = "print((1, 2.0))"', 'code = "print(____)"', "drills.prints.code", "1 holes"),
    ('target = "w"', 'target = "v"', "drills.write.target", "not among args"),
    ('{ code = "x.T @ dy / len(x)"', '{ code = "x.T @ dy"', "drills.write.wrong", "twice"),
    ('"(dy.T @ x).T"', '"(dy.T @ x"', "drills.write.right", "Python cannot read"),
    ('["N", "D"]', '["N", "d+1"]', "drills.write.args.x", "bad name or size"),
    ('en = "An affine map."', "en = '$$\\lVert w \\rVert$$'", "answer.en", "cannot be drawn"),
    ('en = "An affine map."', "en = '$$w'", "answer.en", "without its partner"),
    ('kind = "cloze"', 'kind = "flip"', "drills.gaps", "kinds"),
]  # fmt: skip


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: f"{row[2]} {row[3]}")
def test_a_fault_is_named_with_its_key_and_the_other_files_still_load(content, cache, row):
    find, replace, key, says = row
    broken = content / "questions/cnn/broken.toml"
    shutil.copy(SAMPLE, broken)
    rewrite(broken, (find, replace))
    for _ in range(2):  # compiled, then from the cache
        bank = Bank.open(content, cache)
        assert len(bank.cards) == 14
        assert all(fault.file == str(broken) for fault in bank.errors)
        fault = next(fault for fault in bank.errors if fault.key == key)
        assert says in f"{fault.problem} {fault.remedy}"
        assert fault.remedy


def test_all_faults_of_all_files_are_told_at_once(content, cache):
    for name in ("one", "two"):
        file = content / f"questions/cnn/{name}.toml"
        shutil.copy(SAMPLE, file)
        rewrite(file, ("line = 2", "line = 3"), ('after = ["forward"]', 'after = ["db"]'), ('"FC"]', '"-"]'))
    assert len(Bank.open(content, cache).errors) == 6


def test_a_folder_that_is_no_topic_is_a_fault(content, cache):
    (content / "questions/rnn").mkdir()
    shutil.copy(SAMPLE, content / "questions/rnn")
    shutil.copy(SAMPLE, content / "questions")
    bank = Bank.open(content, cache)
    assert {(Path(fault.file).parent.name, fault.problem) for fault in bank.errors} == {
        ("rnn", "`rnn` is no topic"),
        ("questions", "is in no topic's folder"),
    }
    assert len(bank.cards) == 14


@pytest.mark.parametrize("topics", [None, "no toml [", "schema = 1\n", "schema = 1\ntopics = 3\n"])
def test_broken_topics_are_one_fault_and_the_questions_still_load(content, cache, topics):
    (content / "topics.toml").unlink()
    if topics is not None:
        (content / "topics.toml").write_text(topics, encoding="utf-8")
    bank = Bank.open(content, cache)
    assert len(bank.errors) == 1
    assert len(bank.cards) == 14
    assert list(bank.topics) == ["mlp"]


def test_no_content_at_all_is_a_fault_and_no_crash(tmp_path):
    bank = Bank.open(tmp_path / "nowhere", None)
    assert bank.errors
    assert not bank.cards


@pytest.mark.parametrize("name", ["Every_Kind.toml", "every--kind.toml", "题.toml"])
def test_a_file_name_that_is_no_slug_is_a_fault(content, cache, name):
    (content / "questions/mlp/every-kind.toml").rename(content / "questions/mlp" / name)
    assert "slug" in Bank.open(content, cache).errors[0].problem


def test_our_questions_need_both_languages_and_a_pack_may_have_one(tmp_path, content, cache):
    file = content / "questions/mlp/every-kind.toml"

    text = re.sub(r', zh = "[^"]*"', "", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    assert Bank.open(content, cache, "acme").errors == ()
    assert [fault.key for fault in Bank.open(content, cache).errors] == ["title.zh"]


def test_a_file_broken_after_opening_says_so(content):
    bank = Bank.open(content, None)
    again = Bank.open(content, None)
    (content / "questions/mlp/every-kind.toml").write_text("no toml [", encoding="utf-8")
    again._questions.clear()
    assert bank.question("core:mlp/every-kind#one")
    with pytest.raises(BrokenContent):
        again.question("core:mlp/every-kind#one")


def test_content_stands_beside_a_checkout():
    assert content_folder() == ROOT / "content"


def test_ids_are_appended_once_and_never_changed(content, cache):
    path = content / "ids.txt"
    bank = Bank.open(content, cache)
    assert ids.append_missing(bank, path) == list(bank.cards)
    before = path.read_text()
    assert ids.append_missing(bank, path) == []
    assert path.read_text() == before
    assert ids.compare(bank, path) == ()
    assert before.splitlines()[0].startswith("core:mlp/every-kind#one single ")


def test_an_editor_that_cut_the_last_line_break_costs_no_id(content):
    path = content / "ids.txt"
    bank = Bank.open(content, None)
    path.write_text("core:mlp/every-kind#one single 0123456789ab")
    ids.append_missing(bank, path)
    assert ids.read(path).keys() == bank.cards.keys()


def test_a_malformed_line_of_ids_is_a_value_error(content):
    path = content / "ids.txt"
    path.write_text("core:mlp/every-kind#one single\n")
    with pytest.raises(ValueError, match="line 1: "):
        ids.read(path)


KEYS = [
    ('text = { en = "affine"', 'text = { en = "an affine map"', None),
    ('accept = ["fully-connected layer", "全连接层", "FC"]', 'accept = ["Fully connected layer", "稠密层"]', None),
    ('{ value = "2"', '{ value = "3"', None),
    ("answer = false", "answer = true", "claim"),
    ('answer = "1 / 4"', 'answer = "1 / 2"', "memory"),
    ("absolute = 0.01", "absolute = 0.02", "memory"),
    ("[3, 4, 5]", "[3, 4, 7]", "count"),
    ('answer = ["d", "m"]', 'answer = ["d", "m + 1"]', "weights-shape"),
    ('after = ["forward"]', "after = []", "order"),
    ('id = "of-b"', 'id = "of-bias"', "pairs"),
    ('answer = "(1, 2.0)', 'answer = "(1, 3.0)', "prints"),
    ("line = 2\nfix", "line = 1\nfix", "bug"),
    ('forward = "return x @ w"', 'forward = "return x @ w * 2"', "write"),
    ('id = "rows", text', 'id = "samples", text', "open"),
]


@pytest.mark.parametrize(("find", "replace", "changed"), KEYS)
def test_a_fingerprint_covers_the_answer_key_and_no_text(content, cache, find, replace, changed):
    path = content / "ids.txt"
    ids.append_missing(Bank.open(content, cache), path)
    rewrite(content / "questions/mlp/every-kind.toml", (find, replace))
    faults = ids.compare(Bank.open(content, cache), path)
    assert [fault.key for fault in faults] == ([f"core:mlp/every-kind#{changed}"] if changed else [])


def test_a_published_card_that_is_gone_is_a_fault_unless_its_file_is_broken(content, cache):
    path = content / "ids.txt"
    file = content / "questions/mlp/every-kind.toml"
    ids.append_missing(Bank.open(content, cache), path)
    rewrite(file, ('id = "gaps"', 'id = "holes"'))
    faults = ids.compare(Bank.open(content, cache), path)
    assert [fault.key for fault in faults] == ["core:mlp/every-kind#gaps", "core:mlp/every-kind#holes"]
    rewrite(file, ("line = 2", "line = 3"))
    assert ids.compare(Bank.open(content, cache), path) == ()


def test_every_card_of_ours_keeps_the_key_it_was_published_with():
    folder = content_folder()
    assert ids.compare(Bank.open(folder, None), folder / "ids.txt") == ()


def test_the_questions_about_an_exercise_are_found_with_and_without_a_cache(content, cache):
    rewrite(content / "questions/mlp/every-kind.toml", ("schema = 1\n", 'schema = 1\nexercises = ["layers/dense"]\n'))
    for bank in (Bank.open(content, cache), Bank.open(content, cache), Bank.open(content, None)):
        assert list(bank.about("layers/dense")) == ["core:mlp/every-kind"]
        assert bank.about("layers/dens") == {}
        assert bank.about("cnn/conv2d") == {}
