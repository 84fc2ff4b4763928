"""The checks of one report by case: a sign a case for those that fail somewhere, a word for the others.

Owns that table. Its signs are text, so that it prints and can be read out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from exercises.content import Language
from grader.gradebook.page import words
from grader.gradebook.page.markup import Markup, joined, tag

SIGNS = {True: "■", False: "✕", None: "–"}
NAMED = 4
"""Cases that are named; of the others there is the number."""
Check = Mapping[str, Any]


def checks(report: Mapping[str, Any], language: Language) -> Iterator[Markup]:
    """What passed everywhere and what was never made in a line each; the rest in a table."""
    by_id: dict[str, list[Check]] = {}
    for check in report["checks"]:
        by_id.setdefault(check["id"], []).append(check)
    mixed = {name: made for name, made in by_id.items() if _outcomes(made) not in ({True}, {None})}
    if all(_outcomes(made) == {True} for made in by_id.values()):
        yield tag("p", _all_passed(report["checks"], language), class_="aside")
        return
    if mixed:
        heads = (words.CHECK, words.CASES, words.FAILS_IN)
        head = tag("tr", tag("th", heads[0][language]), tag("th", heads[1][language], colspan=2),
                   tag("th", heads[2][language]))  # fmt: skip
        yield tag("table", head, *(_row(name, made, language) for name, made in mixed.items()), class_="cases")
    for outcome, text in ((True, words.PASSED_ALL), (None, words.NOT_REACHED)):
        if names := [name for name, made in by_id.items() if _outcomes(made) == {outcome}]:
            yield tag("p", text.format(checks=", ".join(names))[language], class_="aside")


def _outcomes(made: Sequence[Check]) -> set[bool | None]:
    return {check["passed"] for check in made}


def _all_passed(made: Sequence[Check], language: Language) -> str:
    cases = {(check["case"], check["hidden"]) for check in made if check["case"]}
    hidden = sum(hidden for _, hidden in cases)
    return words.ALL_PASSED.format(n=len(made), cases=len(cases), hidden=hidden)[language]


def _row(name: str, made: Sequence[Check], language: Language) -> Markup:
    shown = [check for check in made if not check["hidden"]]
    hidden = [check for check in made if check["hidden"]]
    signs: list[str] = [_signs(shown)]
    if hidden:
        signs += [" ", tag("i", words.HIDDEN[language]), " ", _signs(hidden)]
    own = [" ", tag("em", words.OWN_FORWARD[language])] if any(check["own_forward"] for check in made) else []
    passed = sum(bool(check["passed"]) for check in made)
    return tag(
        "tr",
        tag("td", tag("code", name), *own),
        tag("td", f"{passed}/{len(made)}"),
        tag("td", *signs, class_="signs"),
        tag("td", _failing(made, language)),
    )


def _signs(made: Sequence[Check]) -> Markup:
    """A run of equal ones is one element."""
    return joined(
        tag("s" if outcome is None else "b" if outcome else "u", SIGNS[outcome] * len(list(run)))
        for outcome, run in groupby(check["passed"] for check in made)
    )


def _failing(made: Sequence[Check], language: Language) -> str:
    failed = list(dict.fromkeys(check["case"] for check in made if check["passed"] is False))
    if all(check["passed"] is False for check in made) and len(made) > 1:
        return words.EVERY[language]
    named = ("、" if language == "zh" else ", ").join(failed[:NAMED])
    more = len(failed) - NAMED
    return f"{named} {words.AND_MORE.format(n=more)[language]}" if more > 0 else named
