"""Lines: the base of every widget that breaks its own lines; Prose, which shows a text and nothing else.

Owns the cache by width. Refuses to know what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from quiz.ui.drawing import Block, draw


class Lines(Widget):
    """A widget as high as the lines that it computes for its own width."""

    DEFAULT_CSS = """
    Lines { height: auto; width: 1fr; text-wrap: nowrap; text-overflow: clip; }
    """

    _cached: tuple[int, list[Content]] | None = None

    def lines(self, width: int) -> list[Content]:
        """What to show in this many cells."""
        raise NotImplementedError

    def drawn(self, width: int) -> list[Content]:
        """`lines`, computed once for a width."""
        if self._cached is None or self._cached[0] != width:
            self._cached = (width, self.lines(width))
        return self._cached[1]

    def redraw(self) -> None:
        """To be called when what is shown has changed."""
        self._cached = None
        self.clear_cached_dimensions()
        self.refresh(layout=True)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One row a line."""
        return len(self.drawn(width)) if width else 0

    def render(self) -> Content:
        """The lines as one content."""
        return Content("\n").join(self.drawn(self.content_size.width or self.size.width))


class Prose(Lines):
    """A text of ours."""

    def __init__(self, blocks: Iterable[Block] = (), **kwargs: str | None) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.blocks = tuple(blocks)

    def show(self, *blocks: Block) -> None:
        """Replace the text."""
        if blocks != self.blocks:
            self.blocks = blocks
            self.redraw()

    def lines(self, width: int) -> list[Content]:
        """The blocks, drawn."""
        return draw(self.blocks, width)
