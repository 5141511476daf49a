"""What the content says and its source does not is told at its place; what is ours is free of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.message import catalogue_of, foreign, msg, worded
from deckbrief.base.number import Digits
from deckbrief.base.problem import Place, Problem
from deckbrief.content.evidence.home import Home, Homes
from deckbrief.content.evidence.invention import strange_unit, wrong_metrics, wrong_quantity
from deckbrief.content.evidence.lists import wrong_order
from deckbrief.content.evidence.numerals import miscounted, strange_numerals
from deckbrief.content.evidence.quantities import quantities, spelt_quantities
from deckbrief.content.evidence.ranks import strange_ranks
from deckbrief.content.evidence.source import fold, sections_of
from deckbrief.content.evidence.verify import check_evidence
from deckbrief.content.model import Metric, Pack
from deckbrief.content.read import read_pack

PACK = Path(__file__).parents[1] / "packs" / "chinese"
SOURCE = (PACK / "source.txt").read_text("utf-8")
QINGYAN, BAISHUI = "gardens/qingyan.yaml", "gardens/baishui.yaml"


@pytest.fixture
def gardens(kitchen: Any) -> Any:
    """The pack of two tea gardens, in a folder of its own."""
    for file in list(kitchen.folder.rglob("*.yaml")):
        file.unlink()
    for file in (PACK / "content").rglob("*.yaml"):
        kitchen.write(file.relative_to(PACK / "content").as_posix(), file.read_bytes())
    return kitchen


def _told(gardens: Any) -> list[Problem]:
    return check_evidence(gardens.pack(), SOURCE, "source.txt")[0]


SAID = "        text: 每天清晨，12名“巡垄员”分片去看。\n"

INVENTED = [
    ("12名“巡垄员”分片去看。", "12名“巡垄员”分片去看，已有999个，并获得‘全国先进’称号。",
     {"evidence.invented-number", "evidence.invented-term", "evidence.invented-rank"}),
    ("12名", "２１名", {"evidence.invented-number"}),
    ("12名", "一百二十名", {"evidence.invented-number"}),
    ("12名", "12户", {"evidence.invented-number"}),
    ("12名", "近12名", {"evidence.invented-number"}),
    ("“巡垄员”", "“巡山员”", {"evidence.invented-term"}),
    ("每天清晨，", "按照《茶园办法》，", {"evidence.invented-term"}),
    ("每天清晨，", "何知秋每天清晨派出", {"evidence.invented-name"}),
    ("每天清晨，", "陆青木每天清晨派出", {"evidence.invented-name"}),
    ("每天清晨，", "清晨看墒情、看虫情、看芽头，", {"evidence.order"}),
    ("每天清晨，", "清晨看虫情、看天色、看墒情、看芽头，", {"evidence.item"}),
    ("每天清晨，", "把施肥、修剪、采摘、除草都记下，", {"evidence.open-list"}),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "codes"), INVENTED, ids=[new[:12] for _, new, _ in INVENTED])
def test_what_the_source_does_not_say_is_told_at_its_place(gardens: Any, old: str, new: str, codes: set[str]) -> None:
    place = Place(*gardens.change(QINGYAN, SAID, SAID.replace(old, new).replace("text: ", "text: §")))
    told = _told(gardens)
    assert {problem.place for problem in told} == {place}
    assert {problem.code for problem in told} == codes


def test_what_is_ours_is_free(gardens: Any) -> None:
    gardens.change(QINGYAN, SAID, "        text: 我们数过，是999个“好园”。\n        ours: true§\n")
    gardens.change(QINGYAN, "takeaways: [先把", "takeaways: [花999天§，先把")
    gardens.change(QINGYAN, "questions: [本地", "questions: [999个“好园”里§，本地")
    gardens.change(QINGYAN, "title: 三步走完", "title: 花999天§，三步走完")
    gardens.change(QINGYAN, "notes:\n  say: [先来看", "notes:\n  remarks: [我走过999家“好园”。]§\n  say: [先来看")
    assert _told(gardens) == []


def test_a_name_of_our_own_is_told_until_it_is_marked(gardens: Any) -> None:
    gardens.change(QINGYAN, "    name: 看、记、改\n", "    name: 三步闭环§\n")
    assert [(problem.code, problem.severity) for problem in _told(gardens)] == [("evidence.invented-name", "error")]
    gardens.change(QINGYAN, "    name: 三步闭环\n", "    name: 三步闭环\n    name_ours: true§\n")
    assert _told(gardens) == []


def test_a_number_stands_in_the_paragraph_that_is_cited(gardens: Any) -> None:
    """96 stands in the fourth paragraph, which the school's part does not cite."""
    place = Place(*gardens.change(QINGYAN, "text: 开设了识虫", "text: §办结率是96%，开设了识虫"))
    assert [(problem.code, problem.place) for problem in _told(gardens)] == [("evidence.invented-number", place)]


def test_a_long_copy_is_told_unless_it_is_quoted(gardens: Any) -> None:
    words = "把施肥、修剪、采摘、除草等农事逐项写进“垄册”，三年累计记录4万余条"
    gardens.change(QINGYAN, "text: 记录有章可循，依据的是《茶垄记录办法》。", f"text: §依据《茶垄记录办法》，{words}。")
    assert [(problem.code, problem.severity) for problem in _told(gardens)] == []
    whole = "每天清晨由12名巡垄员分片查看，重点看虫情看墒情看芽头"
    place = Place(*gardens.change(QINGYAN, "text: 每天清晨，12名“巡垄员”分片去看。", f"text: §{whole}。"))
    assert [(problem.code, problem.place) for problem in _told(gardens)] == [("evidence.verbatim", place)]
    gardens.change(QINGYAN, f"text: {whole}。", f"text: §原话是「{whole}」。")
    assert _told(gardens) == []


def test_a_set_phrase_is_no_copy_and_a_slip_in_it_is_told(gardens: Any) -> None:
    phrase = "重点看虫情看墒情看芽头"
    whole = f"每天清晨由12名巡垄员分片查看，{phrase}"
    gardens.change(QINGYAN, "text: 每天清晨，12名“巡垄员”分片去看。", f"text: §{whole}。")
    assert [problem.code for problem in _told(gardens)] == ["evidence.verbatim"]
    gardens.change("pack.yaml", "lang: zh-CN", f"lang: zh-CN\nset_phrases: [§{phrase}]")
    assert _told(gardens) == []
    place = Place(*gardens.change(QINGYAN, f"text: {whole}。", f"text: §{whole[:-2]}牙头。"))
    found = [problem for problem in _told(gardens) if problem.code == "evidence.invented-name"]
    assert [problem.place for problem in found] == [place]


def test_sentences_are_counted_and_those_without_evidence_listed(gardens: Any) -> None:
    before = check_evidence(gardens.pack(), SOURCE, "s")[1].sentences
    head = "kind: comparison\nname: 两家\ntitle: 两家茶园\nunits: [qingyan]\n"
    cell = "{unit: qingyan, text: 看, ours: true}"
    told = "text: 青岩先看。白水先引。\nnotes: {say: [请看。]}\n"
    file = gardens.write("two.yaml", f"{head}{told}themes:\n  - {{id: a, name: 先做什么, cells: [{cell}]}}\n")
    problems, coverage = check_evidence(gardens.pack(), SOURCE, "s")
    assert [(problem.code, problem.place.file, problem.place.line) for problem in problems] == [
        ("evidence.sentence", str(file), 5), ("evidence.sentence", str(file), 6),
    ]  # fmt: skip
    assert coverage.sentences.total == before.total + 3
    assert before.own + before.inherited == before.total
    assert f"sentences: {before.total} of {before.total + 3} carry evidence" in str(coverage)


def _metrics(pack: Pack, **changes: Any) -> Iterator[Metric]:
    for unit in pack.units:
        yield from (replace(metric, **changes) for metric in unit.metrics)


def _with_metric(pack: Pack, metric: Metric) -> Pack:
    group = replace(pack.units[0].metric_groups[0], metrics=(metric,))
    return replace(pack, units=(replace(pack.units[0], metric_groups=(group,)), *pack.units[1:]))


def test_a_metric_stands_in_its_evidence_with_all_that_belongs_to_it() -> None:
    """Number, scale, qualifier, unit: each change of each metric is found, and none as it is."""
    pack = read_pack(PACK / "content")
    homes = Homes(pack, sections_of(SOURCE, [unit.section for unit in pack.units]))
    metrics = list(_metrics(pack))
    assert len(metrics) == 8
    for metric in metrics:
        assert not list(wrong_metrics(_with_metric(pack, metric), homes)), metric
        changed = [
            replace(metric, number=metric.number + 2),
            replace(metric, scale="" if metric.scale else "万"),
            replace(metric, qualifier="" if metric.qualifier else "近"),
            replace(metric, unit="件"),
        ]
        for other in changed:
            assert list(wrong_metrics(_with_metric(pack, other), homes)), other


LIMITS = [
    ("不超过2小时", "超过2小时", False), ("不超过2小时", "2小时以上", False), ("不超过2小时", "2小时", False),
    ("不得超过两小时", "超过2小时", False), ("未超过2小时", "逾2小时", False), ("没有超过2小时", "至少2小时", False),
    ("不少于12人", "少于12人", False), ("不低于12人", "不到12人", False), ("不少于12人", "最多12人", False),
    ("超过2小时", "不超过2小时", False), ("少于12人", "不少于12人", False), ("约2小时", "不超过2小时", False),
    ("no more than 2 hours", "more than 2 hours", False), ("must not take more than 2 hours", "over 2 hours", False),
    ("not below 12 people", "below 12 people", False), ("no fewer than 12 people", "fewer than 12 people", False),
    ("doesn’t exceed 2 hours", "exceeds 2 hours", False), ("over 2 hours", "not over 2 hours", False),
    ("不超过2小时", "最多2小时", True), ("不超过2小时", "不多于2小时", True), ("不超过2小时", "2小时以内", True),
    ("不超过2小时", "不得超过两小时", True), ("不少于12人", "至少12人", True), ("不低于12人", "12人以上", True),
    ("2小时内", "2小时", True), ("不断超过2小时", "超过2小时", True), ("不得不超过2小时", "超过2小时", True),
    ("no more than 2 hours", "at most 2 hours", True), ("no longer than 2 hours", "up to 2 hours", True),
    ("not below 12 people", "at least 12 people", True), ("nearly 40 people", "under 40 people", True),
    ("It is not new: over 40 people", "more than 40 people", True), ("moreover 40 people", "40 people", True),
]  # fmt: skip


@pytest.mark.parametrize(("source", "said", "fits"), LIMITS, ids=[f"{one}-{two}" for one, two, _ in LIMITS])
def test_a_limit_is_not_its_opposite_and_may_have_other_words(source: str, said: str, fits: bool) -> None:
    known = [*quantities(source), *spelt_quantities(source)]
    (told,) = [*quantities(said), *spelt_quantities(said)]
    assert (not wrong_quantity(told, known)) is fits


PIPES = "label: 管道, evidence: [{paragraph: 4, words: "


def test_a_limit_that_is_turned_round_is_told_at_its_place(gardens: Any) -> None:
    source = SOURCE.replace("铺设管道超过15公里", "铺设管道不超过15公里")
    place = Place(*gardens.change(BAISHUI, f"{PIPES}管道超过15公里", f"{PIPES}§超过15公里"))
    told = check_evidence(gardens.pack(), source, "source.txt")[0]
    assert [problem.message for problem in told if problem.place == place] == [
        "the source says the opposite of these words: '不超过15'"
    ]
    gardens.change(BAISHUI, f"{PIPES}超过15公里", f"{PIPES}不超过15公里§")
    told = check_evidence(gardens.pack(), source, "source.txt")[0]
    assert "evidence.metric" in {problem.code for problem in told}
    gardens.change(BAISHUI, "qualifier: 超过, unit: 公里", "qualifier: 不超过§, unit: 公里")
    told = check_evidence(gardens.pack(), source, "source.txt")[0]
    assert "evidence.metric" not in {problem.code for problem in told}


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("共一百六十五个", True),
        ("共１６５个", True),
        ("近165个", False),
        ("165余个", False),
        ("165家", False),
        ("167个", False),
    ],
)
def test_numbers_of_evidence_are_read_in_every_form(words: str, fits: bool) -> None:
    pack = read_pack(PACK / "content")
    homes = Homes(pack, sections_of(SOURCE, [unit.section for unit in pack.units]))
    evidence = replace(next(_metrics(pack)).evidence[0], words=words)
    metric = Metric(id="m", number=165, unit="个", label="l", evidence=(evidence,))
    assert (not list(wrong_metrics(_with_metric(pack, metric), homes))) is fits


@pytest.mark.parametrize(("out_of", "told"), [(0, 0), (200, 0), (201, 1)])
def test_what_a_number_is_out_of_stands_in_its_evidence(out_of: int, told: int) -> None:
    pack = read_pack(PACK / "content")
    homes = Homes(pack, sections_of(SOURCE, [unit.section for unit in pack.units]))
    evidence = replace(next(_metrics(pack)).evidence[0], words="200个里有165个")
    metric = Metric(id="m", number=165, unit="个", label="l", out_of=out_of, evidence=(evidence,))
    assert len(list(wrong_metrics(_with_metric(pack, metric), homes))) == told


@pytest.mark.parametrize(
    ("number", "scale", "digits", "out_of", "told"),
    [
        (46000, "", "", 0, 0), (46000, "", "wan", 0, 0), (46000, "", "thousands", 50000, 0),
        (46000, "", "wan", 50000, 0), (4.6, "万", "", 5, 0), (47000, "", "wan", 0, 1), (4.6, "万", "", 50000, 1),
    ],
)  # fmt: skip
def test_how_digits_are_written_is_nothing_to_the_evidence(
    number: float, scale: str, digits: Digits, out_of: int, told: int
) -> None:
    pack = read_pack(PACK / "content")
    homes = Homes(pack, sections_of(SOURCE, [unit.section for unit in pack.units]))
    evidence = replace(next(_metrics(pack)).evidence[0], words="5万户中的4.6万户")
    metric = Metric(id="m", number=number, scale=scale, digits=digits, unit="户", label="l", out_of=out_of)
    given = _with_metric(pack, replace(metric, evidence=(evidence,)))
    assert len(list(wrong_metrics(given, homes))) == told


def test_parts_stand_in_the_order_of_the_source() -> None:
    pack = read_pack(PACK / "content")
    sections = sections_of(SOURCE, [unit.section for unit in pack.units])
    assert not list(wrong_order(pack, sections))
    for unit in pack.units:
        for framework in unit.frameworks:
            turned = replace(framework, parts=(framework.parts[1], framework.parts[0], *framework.parts[2:]))
            changed = replace(pack, units=(replace(unit, frameworks=(turned,)),))
            assert [problem.code for problem in wrong_order(changed, sections)] == ["evidence.order"], framework.id


HOME = Home(
    foreign("the talk"),
    [
        sections_of(
            "甲市\n在全省率先建起首个夜间服务站，评出一批典型，获得市民称赞。\nIt runs 5 buses from 3 stops.", ["甲市"]
        )[fold("甲市").text]
    ],
    frozenset(),
)
RANKS = [
    ("做法全国领先。", {"全国领先": True}),
    ("被评为全省先进集体。", {"评为全省先进集体": True}),
    ("荣获一等奖。", {"荣获一等奖": True}),
    ("拿下全国一等奖。", {"拿下全国一等奖": True}),
    ("这是先进的做法。", {"先进": False}),
    ("最大限度方便市民。", {"最大": False}),
    ("全省首个夜间服务站。", {}),
    ("在全省率先建起服务站。", {}),
    ("获得市民称赞，值得全市学。", {}),
    ("示范一遍给大家看。", {}),
    ("It won a national award.", {"won a national award": True}),
    ("It is the best of its kind.", {"the best of its kind": True}),
    ("Named town of the year.", {"Named town of the year": True}),
    ("It is the best time to come.", {"best": False}),
    ("They took the bus at the first stop.", {}),
]


@pytest.mark.parametrize(("text", "told"), RANKS, ids=[text for text, _ in RANKS])
def test_a_rank_told_as_a_fact_is_more_than_a_word_that_praises(text: str, told: dict[str, bool]) -> None:
    assert {rank.text: rank.is_fact for rank in strange_ranks(text, HOME)} == told


def test_a_unit_that_the_source_never_counts_in_is_told_where_its_number_has_none() -> None:
    found = next(quantities("3 weeks"))
    assert strange_unit(found, HOME)
    assert not strange_unit(next(quantities("3 buses", frozenset({"bus"}))), HOME)


def test_a_unit_s_talk_names_another_only_where_it_does_itself(gardens: Any) -> None:
    """The event names both gardens, which is no leave for one to be told as the other."""
    unit = gardens.pack().unit("baishui").name
    place = Place(*gardens.change(QINGYAN, SAID, f"        text: §{unit}每天清晨，12名“巡垄员”分片去看。\n"))
    assert [(p.place.file, p.place.line, p.code) for p in _told(gardens)] == [
        (place.file, place.line, "evidence.invented-name")
    ]


def _across(gardens: Any, said: str) -> list[Problem]:
    """Say it where both gardens are spoken of, and return what is told of it."""
    gardens.change(
        "sessions/half-hour.yaml", "{kind: closing, title: 结束, minutes: 2}",
        f"{{kind: closing, title: 结束, minutes: 2, notes: {{say: [§{said}]}}}}",
    )  # fmt: skip
    return [problem for problem in _told(gardens) if problem.code == "evidence.attribution"]


@pytest.mark.parametrize(
    "said",
    [
        "青岩讲“三道水”。",
        "白水用“看、记、改”，青岩讲“一垄一册”。",
        "白水的陆青禾讲得最细。",
        "白水有茶地1280亩。",
    ],
)
def test_a_deed_is_told_of_whom_the_source_tells_it(gardens: Any, said: str) -> None:
    assert len(_across(gardens, said)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "白水讲“三道水”，青岩用“看、记、改”。",
        "青岩和白水，一个讲“一垄一册”，一个讲“三道水”。",
        "听了青岩，再听“三道水”。",
        "两家都参加了“一片叶子”，白水也在。",
    ],
)
def test_a_clause_about_one_or_about_several_is_no_slip(gardens: Any, said: str) -> None:
    assert _across(gardens, said) == []


PATH = "四步路径：“1”即“一核引领”——党的领导；“3”即“三力锻造”。以1（市级）+10（重点领域）为架构。"


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("“1”是“一核引领”，“3”是“三力锻造”。", []),
        ("“3”是“一核引领”。", ["3"]),
        ("“1”即“三力锻造”。", ["1"]),
        ("“10”是重点领域，“1”是市级。", []),
        ("“5”是市级。", ["5"]),
        ("“1”是讲师的说法。", []),
    ],
)
def test_a_number_in_quotation_marks_stands_for_what_it_does_in_the_source(text: str, strange: list[str]) -> None:
    sections = sections_of(f"一节\n{PATH}\n", ["一节"])
    home = Home(foreign("here"), list(sections.values()), frozenset())
    assert [number for number, _ in strange_numerals(text, home)] == strange


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("3 rooms and 1 card", []),
        ("1 rooms", ["1"]),
        ("2 cards", ["2"]),
        ("three rooms", []),
        ("9 rooms, 2 tables", []),
    ],
)
def test_a_number_counts_what_it_counts_in_the_source(text: str, strange: list[str]) -> None:
    """A number that stands nowhere is told by another rule, and so are things that nobody counts."""
    sections = sections_of("One\n1 card for 2 languages, 3 rooms for all.\n", ["One"])
    home = Home(foreign("here"), list(sections.values()), frozenset())
    assert [number for number, _ in miscounted(text, home, frozenset())] == strange


def test_what_stands_nowhere_is_told_in_the_readers_language_alone(kitchen: Any) -> None:
    sections = sections_of("甲市\n建起一个站。\n办了一件事。", ["甲市"])
    key = fold("甲市").text
    homes = Homes(kitchen.pack(), sections)
    found = [homes.of_paragraphs(frozenset({(key, 1)})), homes.of_paragraphs(frozenset({(key, 1), (key, 2)}))]
    for home in (*found, homes.of(())):
        assert home is not None
        told = worded(msg("the name '{text}' does not stand in {name}", text="乙", name=home.name), catalogue_of("zh"))
        assert not re.search("[A-Za-z']", told), told
