"""The mark of a day as an SVG drawing, for pages that run no script."""

from __future__ import annotations

from tourplanner.mapping.style import NUMBER_BASELINES, SHAPE_PATHS, DayStyle


def mark_svg(style: DayStyle, number: int | None, size_px: int) -> str:
    """The shape in its colour within its rings, a white number on it when there is one."""
    pad = 1 + 2.8 * style.rings
    box = 24 + 2 * pad
    text = ""
    if number is not None:
        letters = 12 if number < 10 else 10.5
        text = (
            f'<text x="12" y="{NUMBER_BASELINES[style.shape]}" fill="#FFFFFF" '
            f'font-size="{letters}" font-weight="700" text-anchor="middle">{number}</text>'
        )
    return (
        f'<svg viewBox="{-pad:.1f} {-pad:.1f} {box:.1f} {box:.1f}" width="{size_px}" '
        f'height="{size_px}" aria-hidden="true">{rings_svg(style)}'
        f'<path d="{SHAPE_PATHS[style.shape]}" fill="{style.colour}"/>{text}</svg>'
    )


def rings_svg(style: DayStyle) -> str:
    """The rings around the shape's box of 24 by 24."""
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    return "".join(
        f'<circle cx="12" cy="12" r="{12 + 2.8 * ring:.1f}" fill="none" stroke="{style.colour}" '
        f'stroke-width="1.5"{dash}/>'
        for ring in range(1, style.rings + 1)
    )
