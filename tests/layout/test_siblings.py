"""Figures of a kind in one deck: all of them have icons, or none."""

from __future__ import annotations

from deckbrief.draft.nodes import Leaf, Node
from deckbrief.draft.slides import Entry, FigureBlock, ListBlock, ListStyle, Slide
from deckbrief.layout.figures.figure import draw_figure
from deckbrief.layout.frame import AnyItem, Group
from deckbrief.layout.slide.lists import draw_list
from deckbrief.layout.slide.siblings import with_like_icons

from tests.support.small_pack import THEME

KNOWN = ("组织", "服务", "学习", "文化")
UNKNOWN = ("甲乙", "丙丁", "戊己", "庚辛")
BODY = THEME.layouts["figure"].body


def hub(*labels: str, icon: str = "", leaves: bool = False, figure: str = "hub") -> FigureBlock:
    parts = tuple(Node(label=label, path=f"p.{label}", icon=icon, lead="做什么") for label in labels)
    below = tuple(Leaf(text=label, path=f"p.{label}") for label in labels)
    whole = Node(
        label="总名", path="p", figure=figure, children=() if leaves else parts, leaves=below if leaves else ()
    )
    return FigureBlock(of="p", content=whole)


def slides(*blocks: FigureBlock | ListBlock) -> list[Slide]:
    return [
        Slide(name=f"s{number}", layout="figure", title="题", blocks=(block,)) for number, block in enumerate(blocks)
    ]


def icons_in(slide: Slide) -> int:
    def count(items: tuple[AnyItem, ...]) -> int:
        own = sum(item.name.endswith("icon") or item.name.startswith(("icon", "mark")) for item in items)
        return own + sum(count(item.items) for item in items if isinstance(item, Group) and "icon" not in item.name)

    (block,) = slide.blocks
    if isinstance(block, FigureBlock):
        return count(draw_figure(block.looked_up, BODY, THEME).items)
    assert isinstance(block, ListBlock)
    return count(draw_list(block, BODY, THEME).items)


def test_hubs_have_icons_where_all_of_a_deck_do() -> None:
    alone = with_like_icons(slides(hub(*KNOWN), hub(*KNOWN[::-1])))
    assert all(icons_in(slide) >= 4 for slide in alone)


def test_no_hub_has_icons_where_one_of_the_deck_finds_none() -> None:
    for other in (hub(*UNKNOWN), hub(*UNKNOWN, leaves=True)):
        mixed = list(with_like_icons(slides(hub(*KNOWN), hub(*KNOWN, leaves=True), other)))
        assert [icons_in(slide) for slide in mixed] == [0, 0, 0]


def test_a_hub_of_three_is_cards_and_compared_with_such_alone() -> None:
    three, other = with_like_icons(slides(hub(*KNOWN[:3]), hub(*UNKNOWN)))
    assert [icons_in(three), icons_in(other)] == [3, 0]


def test_icons_that_the_author_asks_for_stay_and_other_kinds_are_not_asked() -> None:
    asked = Node(
        label="总名", path="p", figure="hub",
        children=tuple(
            Node(label=label, path=f"p.{label}", icon=icon, lead="做什么")
            for label, icon in zip(UNKNOWN, ("heart", "books", "medal", "scroll"), strict=True)
        ),
    )  # fmt: skip
    chain = hub(*UNKNOWN, figure="pillars")
    drawn = list(with_like_icons(slides(FigureBlock(of="p", content=asked), hub(*UNKNOWN), chain, hub(*KNOWN))))
    assert [bool(icons_in(slide)) for slide in drawn] == [True, False, False, False]
    assert drawn[2].blocks == (chain,)
    (kept,) = with_like_icons(slides(hub(*KNOWN)))
    assert icons_in(kept) >= 4


def test_lists_of_a_kind_are_alike_too() -> None:
    def listed(style: ListStyle, *names: str) -> ListBlock:
        told = [f"{name}有力：先做什么。" if style == "checks" else name for name in names]
        return ListBlock(style=style, entries=tuple(Entry(text=text) for text in told))

    for style in ("route", "checks"):
        first, second = with_like_icons(slides(listed(style, *KNOWN), listed(style, *UNKNOWN)))
        assert [block.icons for slide in (first, second) for block in slide.blocks if isinstance(block, ListBlock)] == [
            False,
            False,
        ]
        (alone,) = with_like_icons(slides(listed(style, *KNOWN)))
        assert [block.icons for block in alone.blocks if isinstance(block, ListBlock)] == [True]
