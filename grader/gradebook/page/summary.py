"""What the page says of everybody: points, checks, mistakes and time of each exercise.

Owns those sections. The counting was done by `counts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote

from exercises.content import Language
from grader.gradebook.page import words
from grader.gradebook.page.charts import bar, columns
from grader.gradebook.page.counts import BUCKETS, Counts, Mistake, middle
from grader.gradebook.page.markup import Markup, joined, shown, tag, theirs

POINTS = (*(f"{10 * n}–{10 * n + 9}" for n in range(BUCKETS - 1)), "100")
TIMES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Where one column ends and the next begins, in seconds."""
FIRST_MISTAKES, MOST_MISTAKES = 8, 60

Found = Mapping[str, Counts]
"""By exercise."""


def overview(found: Found, students: int, language: Language) -> Markup:
    """The figures to read first, and how many of each verdict."""
    total = sum(counts.verdicts.total() for counts in found.values())
    passed = sum(counts.verdicts["pass"] for counts in found.values())
    points, seconds = _all(found, "points"), _all(found, "seconds")
    figures = [
        (str(total), f"{words.SUBMISSIONS[language]} · {words.COUNTED.format(students=students)[language]}"),
        (f"{100 * passed / total:.0f} %" if total else "–",
         f"{words.PASSED[language]} · {words.OF_THEM.format(n=passed, total=total)[language]}"),
        (f"{middle(points):.0f}" if points else "–", words.MEDIAN_POINTS[language]),
        (_seconds(middle(seconds), language) if seconds else "–", words.MEDIAN_TIME[language]),
    ]  # fmt: skip
    tiles = [tag("div", tag("strong", value), tag("span", label)) for value, label in figures]
    return tag("section", tag("div", *tiles, class_="tiles"), _verdicts(found, language), id="overview")


def sections(found: Found, language: Language, link: Callable[[int], Markup]) -> Iterator[Markup]:
    """One for each subject, in it a part for each exercise; `link` is a student by number."""
    parts: Mapping[str, tuple[str, Callable[[Counts], Markup]]] = {
        "points": (words.POINTS[language], lambda counts: _points(counts, language)),
        "checks": (words.CHECKS[language], lambda counts: _checks(counts, language)),
        "mistakes": (words.MISTAKES[language], lambda counts: _mistakes(counts, language)),
        "tried": (words.TRIED[language], lambda counts: _tried(counts, language, link)),
        "time": (words.TIME[language], lambda counts: _time(counts, language, link)),
    }
    for name, (title, part) in parts.items():
        inside = []
        for exercise, counts in found.items():
            head = [tag("h3", theirs(exercise))] if len(found) > 1 else []
            inside += [*head, part(counts)]
        yield tag("section", tag("h2", title), *inside, id=name)


def filtered(text: str, *inside: str) -> Markup:
    """A link that shows only the students of whose line this is true."""
    return tag("a", *inside, href=f"#q={quote(shown(text))}")


def _all(found: Found, name: str) -> list[float]:
    return [value for counts in found.values() for value in getattr(counts, name)]


def _verdicts(found: Found, language: Language) -> Markup:
    said = {name: sum(counts.verdicts[name] for counts in found.values()) for name in words.VERDICTS}
    links = [
        tag("li", filtered(f"is:{name}", tag("b", words.VERDICTS[name][language]), f" {n}"), class_=name)
        for name, n in said.items()
        if n
    ]
    return tag("ul", *links, class_="verdicts")


def _points(counts: Counts, language: Language) -> Markup:
    return columns(words.POINTS[language], POINTS, counts.distribution)


def _checks(counts: Counts, language: Language) -> Markup:
    failing = {name: tally for name, tally in counts.checks.items() if tally.failed or tally.missed}
    fine = [name for name in counts.checks if name not in failing]
    rows = []
    for name, tally in failing.items():
        drawn = bar(("bad", tally.failed / counts.judged), ("none", tally.missed / counts.judged))
        missed = words.MISSED.format(n=tally.missed)[language] if tally.missed else ""
        said = f"{100 * tally.failed / counts.judged:.0f} %"
        rows.append(
            tag("tr", tag("td", tag("code", name)), tag("td", said), tag("td", drawn), tag("td", str(tally.failed)),
                tag("td", missed))
        )  # fmt: skip
    heads = (words.CHECK[language], words.SHARE[language], "", words.HOW_MANY[language], "")
    head = tag("tr", *(tag("th", text) for text in heads))
    never = words.NEVER_FAIL.format(checks=", ".join(fine))[language]
    table = tag("table", head, *rows, class_="shares") if rows else tag("p", words.ALL_PASS[language])
    return joined([table, tag("p", never, class_="aside")] if rows and fine else [table])


def _mistakes(counts: Counts, language: Language) -> Markup:
    """The most common ones, the others folded; then those that nobody can name."""
    found = sorted(counts.mistakes.items(), key=lambda each: -each[1].count)
    rows = [_mistake(where, mistake, language) for where, mistake in found[:MOST_MISTAKES]]
    first, others = rows[:FIRST_MISTAKES], rows[FIRST_MISTAKES:]
    heads = (words.HOW_MANY, words.CAUSE, words.CHECK, words.FOR_EXAMPLE)
    head = tag("tr", *(tag("th", text[language]) for text in heads))
    parts = [tag("table", head, *first, class_="mistakes") if first else tag("p", words.NO_MISTAKES[language])]
    if others:
        title = tag("summary", words.RARER.format(n=len(others))[language])
        parts.append(tag("details", title, tag("table", *others, class_="mistakes")))
    if unnamed := counts.unnamed:
        stages = ", ".join(f"{stage} {n}" for stage, n in unnamed.most_common())
        told = words.UNNAMED.format(n=unnamed.total(), stages=stages)[language]
        parts.append(tag("p", told, class_="aside"))
    return joined(parts)


def _tried(counts: Counts, language: Language, link: Callable[[int], Markup]) -> Markup:
    if not counts.tried:
        return tag("p", words.NOBODY_TRIED[language])
    who = [tag("li", link(n), " ", tag("bdi", counts.tried[n][language])) for n in sorted(counts.tried)]
    all_of_them = tag("p", filtered("is:tried", words.ALL_WHO_TRIED[language]), class_="aside")
    return joined([tag("p", words.TRIED_TOLD[language]), tag("ul", *who), all_of_them])


def _mistake(where: tuple[str, str], mistake: Mistake, language: Language) -> Markup:
    return tag(
        "tr",
        tag("td", filtered(" ".join(where), str(mistake.count))),
        *(tag("td", tag("code", part)) for part in where),
        tag("td", tag("bdi", mistake.text[language])),
    )


def _time(counts: Counts, language: Language, link: Callable[[int], Markup]) -> Markup:
    bounds = [*TIMES, float("inf")]
    within = [sum(low <= s < high for s in counts.seconds) for low, high in zip([0.0, *TIMES], bounds, strict=True)]
    labels = [f"< {high:g} s" for high in TIMES] + [f"≥ {TIMES[-1]:g} s"]
    median, most = middle(counts.seconds), middle(counts.seconds, 0.95)
    figures = {"median": f"{median:.2f}", "most": f"{most:.2f}", "total": f"{sum(counts.seconds):.1f}"}
    told = words.TIME_TOLD.format(**figures)[language]
    slowest = [
        joined([link(number), f" {_seconds(seconds, language)}"])
        for seconds, number in sorted(counts.slowest, reverse=True)
    ]
    who = tag("p", words.SLOWEST[language], " ", joined(slowest, " · "), class_="aside")
    return joined([columns(words.TIME[language], labels, within), tag("p", told), who])


def _seconds(seconds: float, language: Language) -> str:
    return words.SECONDS.format(seconds=f"{seconds:.2f}")[language]
