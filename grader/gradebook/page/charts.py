"""Columns and bars as inline SVG: attributes only, since the page allows no inline style."""

from __future__ import annotations

from collections.abc import Sequence

from grader.gradebook.page.markup import NOTHING, Markup, joined, tag

WIDTH, HEIGHT, TOP, GAP = 64, 110, 18, 10


def columns(title: str, labels: Sequence[str], counts: Sequence[int]) -> Markup:
    """A column for each, its count above and its label below."""
    most = max(*counts, 1)
    drawn = [
        _column(n, label, count, count / most) for n, (label, count) in enumerate(zip(labels, counts, strict=True))
    ]
    width, foot = WIDTH * len(labels), TOP + HEIGHT
    base = tag("line", x1=0, x2=width, y1=f"{foot}.5", y2=f"{foot}.5")
    said = f"{title}: " + ", ".join(f"{label} – {count}" for label, count in zip(labels, counts, strict=True))
    box = f"0 0 {width} {foot + 22}"
    return tag("svg", base, *drawn, class_="columns", width=width, viewBox=box, role="img", aria_label=said)


def bar(*parts: tuple[str, float]) -> Markup:
    """Shares of a whole beside each other, each in the colour of its class."""
    drawn, x = [], 0.0
    for name, share in parts:
        drawn.append(tag("rect", class_=name, x=f"{x:.4g}", width=f"{100 * share:.4g}", height=8) if share else NOTHING)
        x += 100 * share
    return tag("svg", *drawn, class_="bar", viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true")


def _column(place: int, label: str, count: int, share: float) -> Markup:
    left, height = place * WIDTH, max(share * HEIGHT, 2 if count else 0)
    top, centre = TOP + HEIGHT - height, left + WIDTH / 2
    box = tag("rect", x=left + GAP, y=f"{top:.4g}", width=WIDTH - 2 * GAP, height=f"{height:.4g}", rx=2)
    above = tag("text", str(count), class_="n", x=f"{centre:g}", y=f"{top - 5:.4g}")
    return joined([box if count else NOTHING, above if count else NOTHING,
                   tag("text", label, x=f"{centre:g}", y=TOP + HEIGHT + 17)])  # fmt: skip
