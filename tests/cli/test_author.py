"""`exercise new` and `exercise fork`: what to begin with, and that nothing is ever overwritten."""

import re
import tomllib

import pytest

from exercises.catalog import OURS, Catalog
from quiz.authoring.scaffold import identifier, kinds, template
from tests.samples import make_exercise

FILES = {
    "exercise.toml", "loops.py", "mistakes.toml", "reference.py", "solution.py", "starter.py",
    "statement.en.md", "statement.zh.md",
}  # fmt: skip
YET = ("has no en and no zh; write it", "is still to be written: ")


@pytest.fixture
def mine(tmp_path):
    return tmp_path / "mine"


def test_a_fresh_template_lacks_only_what_is_still_to_be_filled_in(run, mine, monkeypatch):
    monkeypatch.setattr("quiz.shelf.Shelf.bank", type("NoBank", (), {"cards": (), "complaints": ()}))
    monkeypatch.setattr("grader.examine.SLOW", 60.0)
    for kind in kinds():
        assert run("exercise", "new", f"layers/my-{kind}", "--kind", kind, "--exercises", str(mine)).code == 0
    ran = run("exercise", "check", "--exercises", str(mine))
    *figures, last = [line for line in ran.out.splitlines() if str(mine) not in line]
    faults = [line for line in ran.out.splitlines() if str(mine) in line]
    assert (ran.code, last) == (1, "36 faults")
    assert len(figures) == len(kinds()) == 4
    assert all(line.endswith(", 9 faults") for line in figures)
    assert [fault for fault in faults if not any(said in fault for said in YET)] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_eight_files_are_written_with_the_exercises_own_name(run, mine, language):
    ran = run("--lang", language, "exercise", "new", "layers/group-norm", "--exercises", str(mine))
    folder = mine / "layers/group-norm"
    assert ran.code == 0
    assert str(folder) in ran.out
    assert f"gradlings exercise check --exercises {mine}" in ran.out
    assert f"gradlings --exercises {mine} start mine:layers/group-norm" in ran.out
    assert {path.name for path in folder.iterdir()} == FILES
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert "def group_norm_forward(" in texts["solution.py"]
    assert not [name for name, text in texts.items() if re.search(r"my_exercise|^#(en|zh) |^=== ", text, re.MULTILINE)]
    assert ("练习" in texts["exercise.toml"].partition("[title]")[0]) == (language == "zh")


@pytest.mark.parametrize("kind", kinds())
def test_both_languages_give_the_same_exercise(kind):
    english, chinese = (template(kind, "mine", language) for language in ("en", "zh"))
    assert english.keys() == chinese.keys() == FILES
    for name in FILES - {"exercise.toml", "mistakes.toml"}:
        assert english[name] == chinese[name]
    for name in ("exercise.toml", "mistakes.toml"):
        assert tomllib.loads(english[name].decode()) == tomllib.loads(chinese[name].decode())
        assert english[name] != chinese[name]


@pytest.mark.parametrize(
    ("slug", "name"), [("group-norm", "group_norm"), ("2d-pool", "the_2d_pool"), ("lambda", "the_lambda")]
)
def test_a_function_has_a_name_that_python_takes(slug, name):
    assert identifier(slug) == name


def test_nothing_is_overwritten(run, mine):
    folder = make_exercise(mine, "layers/dense")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    for arguments in (("new", "layers/dense", "--exercises", str(mine)), ("fork", "layers/dense", str(mine))):
        ran = run("exercise", *arguments)
        assert ran.code == 2
        assert f"{folder} is there already and stays as it is" in ran.complaint
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_an_unknown_track_is_told_with_those_there_are_and_how_to_add_one(run, mine):
    ran = run("exercise", "new", "graphs/pooling", "--exercises", str(mine))
    assert ran.code == 2
    assert str(mine / "tracks.toml") in ran.complaint
    assert 'graphs = { en = "…", zh = "…" }' in ran.complaint
    assert all(track in ran.complaint for track in ("layers", "cnn", "sequence"))
    assert not mine.exists()
    mine.mkdir()
    (mine / "tracks.toml").write_text('schema = 1\n[tracks]\ngraphs = { en = "Graphs" }\n')
    assert run("exercise", "new", "graphs/pooling", "--exercises", str(mine)).code == 0
    (mine / "tracks.toml").write_text("schema = 1\n")
    assert str(mine / "tracks.toml") in run("exercise", "new", "graphs/other", "--exercises", str(mine)).complaint


@pytest.mark.parametrize(
    "name", ["layers", "layers/", "/x", "layers/X", "layers/../x", "layers/a/b", "../layers/x", "layers/" + "x" * 41]
)
def test_a_name_that_is_none_is_one_line(run, mine, name):
    ran = run("exercise", "new", name, "--exercises", str(mine))
    assert ran.code == 2
    assert "TRACK/SLUG" in ran.complaint
    assert not mine.exists()


def test_inside_an_installed_package_nothing_is_written(run, monkeypatch, tmp_path):
    monkeypatch.setattr("quiz.shelf.content_folder", lambda: tmp_path / "_content")
    ran = run("exercise", "new", "layers/mine")
    assert ran.code == 2
    assert "--exercises DIR" in ran.complaint
    assert not (OURS / "layers/mine").exists()


@pytest.mark.parametrize("folder", ["core", "...", "file"])
def test_a_place_that_could_not_be_used_later_is_refused_at_once(run, tmp_path, folder):
    (tmp_path / "file").write_text("no folder")
    for arguments in (("new", "layers/mine", "--exercises", folder), ("fork", "layers/dense", folder)):
        ran = run("exercise", *arguments)
        assert ran.code == 2
        assert str(tmp_path / folder) in ran.complaint
    assert not (tmp_path / folder / "layers").exists()


def test_a_fork_is_a_copy_without_our_sources_and_ours_stays(run, mine):
    ours = OURS / "layers/dense"
    before = {path.name: path.read_bytes() for path in ours.iterdir() if path.is_file()}
    ran = run("exercise", "fork", "layers/dense", str(mine))
    assert ran.code == 0
    assert f"copied layers/dense to {mine / 'layers/dense'}" in ran.out
    assert f"gradlings exercise check --exercises {mine}" in ran.out
    copy = {path.name: path.read_bytes() for path in (mine / "layers/dense").iterdir()}
    assert {path.name: path.read_bytes() for path in ours.iterdir() if path.is_file()} == before
    assert {name for name in before if copy[name] != before[name]} == {"exercise.toml"}
    kept, dropped = (tomllib.loads(files["exercise.toml"].decode()) for files in (copy, before))
    assert kept == {key: value for key, value in dropped.items() if key != "sources"}


@pytest.mark.parametrize("exercise", Catalog().all()[0], ids=lambda exercise: exercise.id)
def test_a_fork_of_any_exercise_of_ours_loses_its_sources_alone(run, mine, exercise):
    run("exercise", "fork", exercise.id, str(mine))
    copy = Catalog([], {"mine": mine}).get(f"mine:{exercise.id}")
    assert copy.sources == ()
    assert (copy.functions, copy.hints, copy.questions) == (exercise.functions, exercise.hints, exercise.questions)


def test_a_fork_of_nothing_suggests(run, mine):
    assert "did you mean layers/dense?" in run("exercise", "fork", "layers/dens", str(mine)).complaint
    assert not mine.exists()
