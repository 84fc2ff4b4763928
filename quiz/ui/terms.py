"""The glossary as a page to read: the terms of what stands on the screen first, then all by topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from exercises.content import Text
from quiz.glossary import Term, mentioned
from quiz.ui.drawing import Block
from quiz.ui.voice import Voice


def glossary_blocks(terms: Sequence[Term], topics: Mapping[str, Text], said: str, voice: Voice) -> list[Block]:
    """Everything, under headings."""
    here = mentioned(terms, said) if said else []
    blocks = [Block(voice("glossary.here"), "head"), *_entries(here)] if here else []
    for topic, title in topics.items():
        if of_topic := [term for term in terms if term.topic == topic]:
            blocks += [Block(voice.of(title), "head"), *_entries(of_topic)]
    return blocks


def term_blocks(term: Term, terms: Sequence[Term], topics: Mapping[str, Text], voice: Voice) -> list[Block]:
    """The glossary, opened at this term."""
    rest = glossary_blocks([other for other in terms if other.id != term.id], topics, "", voice)
    return [*_entries([term]), Block(voice("search.all_terms"), "head"), *rest]


def _entries(terms: Iterable[Term]) -> Iterator[Block]:
    """Both languages side by side: that is what a glossary is for."""
    for term in terms:
        names = dict.fromkeys((f"**{term.term.en}**", term.term.zh if term.term.zh != term.term.en else ""))
        yield Block("  ".join(filter(None, names)))
        yield Block(term.say.en, tight=True)
        yield Block(term.say.zh, tight=True)
