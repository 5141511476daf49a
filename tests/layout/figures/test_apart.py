"""By which character each of some parts is known among the others."""

from __future__ import annotations

import pytest
from deckbrief.layout.figures.apart import differing_signs, quoted_signs


@pytest.mark.parametrize(
    ("labels", "signs"),
    [
        (["“东”的力量", "“西”的责任", "充“南北”"], ("东", "西", "南北")),
        (["“东”的力量", "“东”的责任"], ()),
        (["“东”的“力量”", "“西”的责任"], ()),
        (["“东风”力量", "西的责任"], ()),
        (["“东西南”的力量", "“北”的责任"], ()),
        (["“A”的力量", "“B”的责任"], ()),
        (["“东”的力量"], ()),
        ([], ()),
    ],
)
def test_what_is_quoted_stands_for_its_name(labels: list[str], signs: tuple[str, ...]) -> None:
    assert quoted_signs(labels) == signs


@pytest.mark.parametrize(
    ("labels", "signs"),
    [
        (["好东西", "好桌子"], ("东西", "桌子")),
        (["看齐", "看好"], ("齐", "好")),
        (["东边走", "西边走", "南边走"], ("东", "西", "南")),
        (["东边走", "西边走", "东边走"], ()),
        (["苹果", "桌子"], ()),
        (["苹果走", "桌走"], ()),
        (["走苹果路边", "停苹果路口"], ()),
        (["1班", "2班"], ()),
        (["看齐"], ()),
        ([], ()),
    ],
)
def test_what_alone_differs_stands_for_its_name(labels: list[str], signs: tuple[str, ...]) -> None:
    assert differing_signs(labels) == signs
