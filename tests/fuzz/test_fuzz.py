"""Packs of all shapes, whole and broken: in every theme and medium they build, or tell what is wrong (`make fuzz`).

DECKBRIEF_FUZZ says how many packs of each kind are tried; a run of all tests tries a few.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import yaml
from deckbrief.base.problem import Problem, ProblemError
from deckbrief.base.report import format_problems
from deckbrief.content.figures import figures_of
from deckbrief.content.read import read_pack
from deckbrief.run.build import build_outputs
from deckbrief.run.check_deck import deck_problems
from deckbrief.run.request import Options
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PACKS: Final = int(os.environ.get("DECKBRIEF_FUZZ", "3"))
THEMES: Final = ("vermilion", "ink", "plain")
tried = settings(max_examples=PACKS, suppress_health_check=list(HealthCheck))

HAN: Final = "和而不同美人之共知行合一春夏秋冬山河湖海云雨风雪日月星辰松竹梅兰"
MARKS: Final = " ,.;:()-%“”，。；：（）、《》"
words = st.text(st.sampled_from(HAN + "abcdefghijklmnopqrstuvwxyz0123456789" + MARKS), min_size=1, max_size=40)
texts = words.map(str.strip).filter(lambda text: any(char.isalpha() for char in text))
names = st.text(st.sampled_from(HAN + "abcdefgh"), min_size=1, max_size=12)
notes = st.fixed_dictionaries({"say": st.lists(texts, min_size=1, max_size=3)}, optional={"ask": texts, "watch": texts})


def numbered(entries: st.SearchStrategy[list[dict[str, Any]]], letter: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries -> the same with ids of their own."""
    return entries.map(lambda found: [{"id": f"{letter}{number}", **entry} for number, entry in enumerate(found)])


parts = st.fixed_dictionaries(
    {"name": names}, optional={"lead": texts, "text": texts, "points": st.lists(texts, min_size=1, max_size=4)}
)
frameworks = st.fixed_dictionaries(
    {"name": names, "title": texts, "notes": notes, "parts": numbered(st.lists(parts, min_size=1, max_size=14), "p")},
    optional={"figure": st.sampled_from(figures_of("nodes")), "takeaway": texts, "lead": texts},
)
metrics = st.fixed_dictionaries(
    {"number": st.integers(0, 10**9) | st.floats(0, 1e6, allow_nan=False).map(lambda x: round(x, 2)), "label": names},
    optional={"unit": st.sampled_from(["家", "loaves", "%"]), "qualifier": st.sampled_from(["余", "over", "近"])},
)
groups = st.fixed_dictionaries(
    {"title": texts, "metrics": numbered(st.lists(metrics, min_size=1, max_size=9), "m")},
    optional={"compare": st.booleans()},
)
units = st.fixed_dictionaries(
    {
        "kind": st.just("unit"), "name": names, "department": names, "title": texts, "tagline": texts, "message": texts,
        "summary": st.lists(texts, min_size=1, max_size=4), "takeaways": st.lists(texts, min_size=1, max_size=4),
        "notes": notes, "frameworks": numbered(st.lists(frameworks, min_size=1, max_size=4), "f"),
    },
    optional={
        "metric_groups": numbered(st.lists(groups, min_size=1, max_size=1), "g"),
        "questions": st.lists(texts, min_size=1, max_size=4),
    },
)  # fmt: skip


def write(folder: Path, unit: str, lang: str) -> Path:
    folder.mkdir()
    (folder / "pack.yaml").write_text(f"kind: pack\ntitle: Pack\nlang: {lang}\n", "utf-8")
    (folder / "unit.yaml").write_text(unit, "utf-8", newline="")
    return folder


def builds_or_tells(content: Path, out: Path, theme: str, *outputs: str) -> None:
    """Build: what comes of it our own check accepts, and what does not come is told with its place."""
    options = Options(content=content, templates=None, theme=theme, out=out, jobs=1)
    try:
        report = build_outputs(outputs, options, lambda *_: None)
    except ProblemError as error:
        format_problems(error.problems)
        return
    format_problems(report.problems)
    assert report.outputs or report.problems
    for deck in out.rglob("*.pptx"):
        assert [problem for problem in deck_problems(deck) if problem.severity == "error"] == []


@tried
@given(units, st.sampled_from(THEMES), st.sampled_from(["zh-CN", "en"]))
def test_packs_that_keep_the_rules(unit: dict[str, Any], theme: str, lang: str) -> None:
    with TemporaryDirectory() as folder:
        content = write(Path(folder) / "content", yaml.safe_dump(unit, allow_unicode=True, sort_keys=False), lang)
        builds_or_tells(content, Path(folder) / "out", theme, "deck")


@settings(tried, max_examples=max(1, PACKS // 20))
@given(units, st.sampled_from(["zh-CN", "en"]))
def test_packs_on_paper(unit: dict[str, Any], lang: str) -> None:
    with TemporaryDirectory() as folder:
        content = write(Path(folder) / "content", yaml.safe_dump(unit, allow_unicode=True, sort_keys=False), lang)
        builds_or_tells(content, Path(folder) / "out", "vermilion", "briefing")


odd = st.sampled_from(["\0", "\x1b", "\t", "&a ", "*a",
    "!!python/object:os.system ", "{", "}", "[", "]", "- ", ": ", "|", ">",
    "\u2028", "\ufeff", "'", '"', "#", "%YAML 9.9\n", "---\n", "...\n", "1e999", "~", "<<: ", "? "])  # fmt: skip
breaks = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 30), odd | st.text(max_size=5)), min_size=1, max_size=5
)


def problems_of(content: Path) -> tuple[Problem, ...]:
    try:
        read_pack(content)
    except ProblemError as error:
        return tuple(error.problems)
    return ()


@tried
@given(units, breaks)
def test_packs_that_break_the_rules(unit: dict[str, Any], cuts: list[tuple[float, int, str]]) -> None:
    text = yaml.safe_dump(unit, allow_unicode=True, sort_keys=False)
    for at, length, new in cuts:
        place = int(at * len(text))
        text = text[:place] + new + text[place + length :]
    with TemporaryDirectory() as folder:
        file = text.encode("utf-8", "surrogatepass")
        content = write(Path(folder) / "content", "", "en")
        (content / "unit.yaml").write_bytes(file)
        problems = problems_of(content)
        assert all(problem.place.file for problem in problems)
        assert not problems or "\x1b" not in format_problems(problems)
