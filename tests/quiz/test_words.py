"""The texts of the interface: the same keys and the same names to fill in, in both languages."""

import re
import string
import tomllib

import pytest

from quiz.words import FOLDER, Words, in_both, locale_language


def leaves(table, at=""):
    for key, value in table.items():
        path = f"{at}.{key}" if at else key
        if isinstance(value, dict):
            yield from leaves(value, path)
        else:
            yield path.removesuffix(".one").removesuffix(".other"), value


def texts(language):
    found = {}
    for key, value in leaves(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))):
        found.setdefault(key, []).append(value)
    return found


def names(values):
    return {name for value in values for _, name, _, _ in string.Formatter().parse(value) if name}


def test_both_languages_have_the_same_keys():
    assert sorted(texts("en")) == sorted(texts("zh"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_section_read_alone_says_what_the_file_says(language):
    words = Words(language)
    for key, values in texts(language).items():
        first = {name: f"{{{name}}}" for name in names(values)} | {"n": 1}
        assert words(key, **first) == values[0].format(**first), key


def test_both_languages_fill_in_the_same_names():
    english, chinese = texts("en"), texts("zh")
    # A plural's number may go unsaid in one language: "one card" needs no {n}.
    different = {key for key in english if names(english[key]) - {"n"} != names(chinese[key]) - {"n"}}
    assert not different


def test_every_key_that_is_used_exists_and_every_key_is_used():
    """Keys stand in the code as they are, or with their last part filled in: `quiz.how.{kind}`."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.parent.rglob("*.py")))
    sections = "|".join(tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8")))
    used = set(re.findall(rf"""["']((?:{sections})\.\w+(?:\.\w+)*)["',]""", code)) - {"glossary.toml"}  # a file's name
    modules = {"quiz.commands.", "quiz.ui.screens."}
    begun = set(re.findall(rf"""["']((?:{sections})\.[\w.]*){{""", code)) - modules
    said_of_both = re.findall(r"{self\.section}\.(\w+)", code)  # lists of folders: of questions, of exercises
    used |= {f"{section}.{key}" for section in ("packs", "author") for key in said_of_both}
    known = set(texts("en"))
    assert not used - known
    assert not [key for key in known - used if not key.startswith(tuple(begun))]
    assert not [start for start in begun if not any(key.startswith(start) for key in known)]


def test_a_text_is_empty_in_both_languages_or_in_none():
    english, chinese = texts("en"), texts("zh")
    assert not [key for key in english if bool("".join(english[key])) != bool("".join(chinese[key]))]


def test_no_chinese_text_has_a_western_mark_between_han():
    wrong = re.compile(r"[\u4e00-\u9fff][,;:?!()][\u4e00-\u9fff]")
    assert not [key for key, values in texts("zh").items() if wrong.search(values[0])]


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [("en", 1, "1 fault"), ("en", 0, "0 faults"), ("en", 5, "5 faults"), ("zh", 1, "共 1 处错误")],
)
def test_a_plural_goes_by_the_number(language, n, said):
    assert Words(language)("cli.content_faults", n=n) == said


@pytest.mark.parametrize("key", ["nothing.here", "cli", "plain.done.one"])
def test_an_unknown_key_is_our_fault_and_raises(key):
    with pytest.raises(KeyError):
        Words("en")(key)


def test_a_value_with_braces_stays_as_it_is():
    assert "{x}" in Words("en")("cli.file_problem", path="{x}", reason="")


def test_in_both_gives_both():
    text = in_both("error.interrupted")
    assert (text.en, text.zh) == ("stopped", "已中断")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "ZH_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "de_DE", "LC_CTYPE": "zh_CN"}, "en"),
    ],
)
def test_the_locale_decides_at_first(environment, language):
    assert locale_language(environment) == language
