"""Pairs of files that are alike, both of them beside each other.

Owns how they are shown. Refuses to accuse: the page says what a rank is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from exercises.content import Language
from grader.gradebook.page import words
from grader.gradebook.page.markup import Markup, cut, joined, tag, theirs

if TYPE_CHECKING:
    from grader.similar import Aligned, Ranking, SimilarPair

MOST_LINES, MOST_CHARACTERS, MOST_NAMES = 400, 240, 1000

Link = Callable[[str], Markup]
"""A student by id, or the same text where it is nobody here."""


def similar(rankings: Mapping[str, Ranking], language: Language, link: Link) -> Markup:
    """The section, with a part for each exercise whose files were compared."""
    inside = [] if rankings else [tag("p", words.NOT_COMPARED[language])]
    for exercise, ranking in rankings.items():
        head = [tag("h3", theirs(exercise))] if len(rankings) > 1 else []
        inside += [*head, *_ranking(ranking, language, link)]
    return tag("section", tag("h2", words.SIMILAR[language]), *inside, id="similar")


def _ranking(ranking: Ranking, language: Language, link: Link) -> Iterator[Markup]:
    said = words.TOO_SHORT if ranking.too_short else words.RANKED if ranking.pairs else words.NO_PAIRS
    yield tag("p", said[language])
    if ranking.rarest_only:
        yield tag("p", words.RAREST_ONLY[language], class_="aside")
    if ranking.pairs:
        yield tag("ol", *(_pair(pair, language, link) for pair in ranking.pairs))
    if ranking.left_out and not ranking.too_short:
        who = cut(", ".join(ranking.left_out), MOST_NAMES)
        yield tag("p", tag("bdi", words.LEFT_OUT.format(who=who)[language]), class_="aside")


def _pair(pair: SimilarPair, language: Language, link: Link) -> Markup:
    percent = tag("strong", words.SCORE.format(percent=f"{100 * pair.score:.0f}")[language])
    one, two = (joined(map(link, who), ", ") for who in (pair.one, pair.two))
    who = (one, " – ", two, " ", percent)
    if not pair.lines:
        return tag("li", *who)
    heads = tag("tr", *(tag("th", tag("bdi", ", ".join(who))) for who in (pair.one, pair.two)))
    lines = [_line(line) for line in pair.lines[:MOST_LINES]]
    return tag("li", tag("details", tag("summary", *who), tag("table", heads, *lines, class_="beside")))


def _line(line: Aligned) -> Markup:
    cells = [tag("td", cut(text, MOST_CHARACTERS)) for text in (line.one, line.two)]
    return tag("tr", *cells, class_="alike") if line.alike else tag("tr", *cells)
