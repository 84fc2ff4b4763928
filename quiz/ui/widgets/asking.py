"""Asking: a question with the place for its answer right below it, however tall the terminal is.

Owns how the two share the height: the answer's place keeps its own, the question gives way and scrolls. Refuses to know
what either holds. Textual's vertical layout can do one of both only: `1fr` leaves a gap, `auto` pushes the answer out.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.containers import Container
from textual.geometry import Offset, Region, Size
from textual.layout import ArrangeResult, Layout
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget


class Snug(VerticalLayout):
    """One under the other without gaps; where there is no room for all, the first one is cut short."""

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """As ever, then what stands below the first one is moved up as far as it sticks out."""
        placements = super().arrange(parent, children, size, greedy)
        over = max((placed.region.bottom for placed in placements), default=0) - size.height
        if over <= 0:
            return placements
        first, *others = placements
        over = min(over, first.region.height)
        cut = Size(first.region.width, first.region.height - over)
        up = Offset(0, -over)
        return [
            first._replace(region=Region.from_offset(first.region.offset, cut)),
            *(placed._replace(region=placed.region.translate(up)) for placed in others),
        ]


SNUG = Snug()


class Asking(Container):
    """A `#pane` and a `#dock`; beside one another where the style says so."""

    async def ask(self, box: Widget | None, then: Callable[[], None]) -> None:
        """Another place for an answer, and what `then` says of it, in one picture."""
        dock = self.query_one("#dock")
        with self.app.batch_update():  # nothing in between is laid out and painted
            await dock.remove_children()
            if box is not None:
                await dock.mount(box)
            then()
            self.query_one("#pane").scroll_home(animate=False)

    @property
    def layout(self) -> Layout:
        """What the style says, but for one thing."""
        chosen = super().layout
        return SNUG if chosen.name == VerticalLayout.name else chosen
