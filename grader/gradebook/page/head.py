"""The frame of the document: its policy, its style and script, the header, and the head of the table.

Owns that nothing is loaded: the policy forbids everything but the one style and the one script that are in the file,
named by their hashes, so that even markup that somebody got past the escaping would not run.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from exercises.content import Language
from grader.gradebook.page import words
from grader.gradebook.page.counts import Counts
from grader.gradebook.page.markup import NOTHING, Markup, joined, tag, theirs
from grader.gradebook.page.run import About

COLUMNS = (words.NAME, words.EXERCISE, words.VERDICT, words.POINTS, words.SECONDS_HEAD, words.REMARK)
WEAK = ("C", "D")
"""Levels in which a submission can do what its user can."""
NUMBERS = ("points", "time")
NAMES = ("name", "exercise", "verdict", *NUMBERS, "remark")
"""Of the columns, as the page's address has them."""
END = Markup("</table></div></section></main></body></html>\n")
SECTIONS = {
    "overview": words.OVERVIEW, "points": words.POINTS, "checks": words.CHECKS, "mistakes": words.MISTAKES,
    "tried": words.TRIED, "similar": words.SIMILAR, "time": words.TIME, "students": words.STUDENTS,
}  # fmt: skip


def opening(about: About, found: Mapping[str, Counts]) -> Markup:
    """From the first byte to the beginning of what is reported; `found` is by exercise."""
    language, exercises = about.language, list(found)
    isolation = sum((counts.isolation for counts in found.values()), Counter[str]())
    which = exercises[0] if len(exercises) == 1 else words.EXERCISES.format(n=len(exercises))[language]
    title = words.TITLE.format(exercises=which)[language]
    header = tag("header", tag("h1", theirs(title)), _look(language), _facts(about, isolation), _nav(language))
    start = f'<!doctype html>\n<html lang="{"zh-CN" if language == "zh" else "en"}">'
    return joined([Markup(start), _head(title), Markup("<body>"), header, Markup("<main>")], "\n")


def table_opening(total: int, language: Language) -> Markup:
    """The section of students up to where its lines begin; its tools appear where the script runs."""
    label = tag("label", words.FILTER[language], " ",
                tag("input", id="filter", type="search", placeholder=words.FILTER_HINT[language], autocomplete="off",
                    spellcheck="false"))  # fmt: skip
    told = words.SHOWN.format(shown="#", total=total)[language]
    first = words.FIRST.format(n="#")[language]
    count = tag("output", "", id="count", data_text=told, data_first=first, for_="filter")
    unfold = tag("button", words.OPEN_ALL[language], id="unfold", type="button", data_other=words.CLOSE_ALL[language])
    tools = tag("div", label, count, unfold, class_="tools", id="tools", hidden="")
    heads = [
        tag("th", text[language], scope="col", data_sort=name, data_kind="number" if name in NUMBERS else "text")
        for name, text in zip(NAMES, COLUMNS, strict=True)
    ]
    head = tag("thead", tag("tr", *heads))
    begin = Markup('<section id="students">'), tag("h2", words.STUDENTS[language]), tools
    return joined([*begin, Markup('<div class="wide"><table id="table">'), head, Markup("\n")])


def _head(title: str) -> Markup:
    style, script = _part("page.css"), _part("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", style),
        tag("script", script, type="module"),
    )


def _look(language: Language) -> Markup:
    """Three choices that need no script: the style looks which one is set."""
    choices: list[str] = []
    for name, text in words.LOOKS.items():
        checked: dict[str, str] = {"checked": ""} if name == "auto" else {}
        choices.append(tag("label", tag("input", type="radio", name_="look", id=name, **checked), text[language]))
    return tag("fieldset", tag("legend", words.LOOK[language]), *choices, class_="look")


def _facts(about: About, isolation: Counter[str]) -> Markup:
    language, run = about.language, about.run
    pairs: list[tuple[str, str]] = []
    for exercise, facts in run.exercises.items():
        pairs += [(words.EXERCISE[language], theirs(exercise)), (words.LIMITS[language], _limits(facts, language))]
    level = about.level
    pairs += [
        (words.ISOLATION[language], _levels(isolation) or run.isolation),
        (words.SALT[language], tag("code", run.salt)),
        (words.WHEN[language], run.started.replace("T", " ")),
        (words.VERSION[language], f"gradlings {run.version}"),
        (words.LEVEL[language], f"{level}: {words.LEVELS[level][language]}"),
    ]
    listed = tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs))
    strict = tag("p", words.STRICT[language]) if run.strict else NOTHING
    below = any(level[:1] in WEAK for level in isolation or (run.isolation,))
    weak = tag("p", words.WEAK[language], class_="warning") if below else NOTHING
    return joined([listed, strict, weak, tag("p", words.FOR_TEACHERS[language], class_="aside")])


def _levels(isolation: Counter[str]) -> str:
    """What it was, and for how many where that was not the same for all."""
    alone = len(isolation) == 1
    said = ((level.replace("+", " + "), n) for level, n in isolation.most_common())
    return " · ".join(level if alone else f"{level} ({n})" for level, n in said)


def _limits(facts: Any, language: Language) -> str:
    return words.LIMIT.format(seconds=facts["seconds"], memory_mb=facts["memory_mb"])[language]


def _nav(language: Language) -> Markup:
    return tag("nav", *(tag("a", text[language], href=f"#{name}") for name, text in SECTIONS.items()))


def _part(name: str) -> Markup:
    """A file of ours beside this one; neither has anything that ends its element."""
    return Markup(files(__package__).joinpath(name).read_text("utf-8"))


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
