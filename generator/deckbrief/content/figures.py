"""The registry of figures: a line for each. What else there is to know of one stands in its file, layout/figures/."""

from __future__ import annotations

from typing import Final, Literal

from deckbrief.base.message import Message, msg

Drawable = Literal["nodes", "placed", "grid", "numbers", "statement", "table", "pictures", "chart"]
"""What a figure draws: nodes are frameworks and their parts, a grid is a comparison, numbers are a metric group; the
others belong to free slides, `placed` to parts that say where they stand."""

FIGURES: Final[dict[str, Drawable]] = {
    "pillars": "nodes",
    "numbered": "nodes",
    "loop": "nodes",
    "tree": "nodes",
    "chain": "nodes",
    "formula": "nodes",
    "hub": "nodes",
    "before-after": "nodes",
    "checklist": "nodes",
    "quote": "nodes",
    "timeline": "nodes",
    "pyramid": "nodes",
    "funnel": "nodes",
    "cycle": "nodes",
    "venn": "nodes",
    "gates": "nodes",
    "organisation": "nodes",
    "positions": "placed",
    "gantt": "placed",
    "swimlanes": "placed",
    "flow": "placed",
    "map": "placed",
    "matrix": "grid",
    "metrics": "numbers",
    "statement": "statement",
    "table": "table",
    "picture": "pictures",
    "chart": "chart",
}
"""What content and slide markup call each figure; `before-after` is drawn by layout/figures/before_after.py."""

DIRECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "chain": ("rise", "fall", "flat"),
    "timeline": ("rise", "fall", "flat"),
    "numbered": ("rise", "fall", "flat"),
    "hub": ("in", "out"),
}
"""Figures that show a direction, and which."""

WRITTEN_AS: Final[dict[Drawable, Message]] = {
    "nodes": msg("write a framework"),
    "placed": msg("write `figure:` in a free slide"),
    "grid": msg("write a comparison (kind: comparison)"),
    "numbers": msg("write `metric_groups`"),
    "statement": msg("write `statement:` in a free slide"),
    "table": msg("write `table:` in a free slide"),
    "pictures": msg("write `picture:` in a free slide"),
    "chart": msg("write `chart:` in a free slide"),
}
"""How content for a figure is written, by what it draws."""


NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "positions": ("at",),
    "map": ("at",),
    "gantt": ("from",),
    "swimlanes": ("lane",),
}
"""Keys that each part of a figure must have, which is placed by them."""
SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "at": ("positions", "map"),
    "from": ("gantt",),
    "to": ("gantt",),
    "lane": ("swimlanes",),
    "ways": ("flow",),
    "gate": ("gates",),
}
"""Keys of a part that some figures alone show, and which."""


IN_CHINESE: Final = {
    "并列": "pillars", "支柱": "pillars", "数字": "numbered", "循环": "loop", "环": "loop", "树": "tree",
    "层级": "tree", "流程": "chain", "步骤": "chain", "公式": "formula", "中心": "hub", "放射": "hub",
    "对比": "before-after", "前后": "before-after", "清单": "checklist", "引文": "quote", "引用": "quote",
    "金句": "quote", "时间线": "timeline", "时间轴": "timeline", "金字塔": "pyramid", "漏斗": "funnel",
    "组织": "organisation", "组织架构": "organisation", "甘特图": "gantt", "泳道": "swimlanes", "泳道图": "swimlanes",
    "流程图": "flow", "地图": "map",
}  # fmt: skip
"""What people who write Chinese try first, and the name that they are looking for."""


def figures_of(drawable: Drawable) -> list[str]:
    """Return the names of the figures that draw such content, in the order of the registry."""
    return [name for name, drawn in FIGURES.items() if drawn == drawable]
