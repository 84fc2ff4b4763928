"""A page taken apart by a parser that is not ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "meta"}


@dataclass
class Element:
    """What is in it is in order: text and elements."""

    name: str
    attributes: dict[str, str | None]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    def all(self, name: str, **attributes: str) -> list[Element]:
        """Those below, in order; `class_` is one of the classes."""
        found = []
        for part in self.inside:
            if isinstance(part, Element):
                found += [part] if part.is_a(name, **attributes) else []
                found += part.all(name, **attributes)
        return found

    def is_a(self, name: str, class_: str = "", **attributes: str) -> bool:
        classes = (self.attributes.get("class") or "").split()
        same = all(self.attributes.get(key) == value for key, value in attributes.items())
        return same and name in ("*", self.name) and (not class_ or class_ in classes)


class Parts(HTMLParser):
    """Complains of whatever is not closed, or closed twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs)
        element = Element(tag, dict(attrs))
        self._open[-1].inside.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        assert self._open.pop().name == tag

    def handle_data(self, data):
        self._open[-1].inside.append(data)

    def close(self):
        super().close()
        assert self._open == [self.root]

    def section(self, name: str) -> Element:
        (section,) = self.root.all("section", id=name)
        return section

    @property
    def students(self) -> list[Element]:
        """The groups of rows of the table, in order; a browser puts such groups into tables within it, too."""
        return [each for each in self.section("students").all("tbody") if "id" in each.attributes]


def parts(html: str) -> Parts:
    """Raises AssertionError where the elements do not nest."""
    parser = Parts()
    parser.feed(html)
    parser.close()
    return parser
