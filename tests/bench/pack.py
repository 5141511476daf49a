"""Content of the same-work benchmark (JSON) -> a pack that deckbrief reads: `pack.py content.json FOLDER`.

The benchmark makes one synthetic content (cities, their dimensions with points and metrics, notes) into the same deck
with several tools. Each tool gets its own source format ready made; this writes ours, untimed: a YAML file for each
city, one for the table of its metrics, and the session that shows them in order. A table's columns are units to us:
three more stand for the heads of the benchmark's table. See docs/performance.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SESSION = "cities"
_EVIDENCE = "evidence: [{paragraph: 1, words: 依据}]"
_COLUMNS = {"metric": "指标", "value": "数值", "unit": "单位"}
"""Heads of the table's columns after the first, which has none."""


def write_pack(document: dict[str, Any], folder: Path) -> None:
    """Content as the benchmark has it -> pack of `session cities`, one unit and one comparison for each city."""
    cities = document["cities"]
    _write(folder / "pack.yaml", ["kind: pack", f"title: {_text(document['title'])}", "lang: zh-CN"])
    _write(folder / "sessions" / f"{SESSION}.yaml", _session(document["title"], cities))
    for name, head in _COLUMNS.items():
        lines = [
            *_about(head, head, head, "无"),
            "frameworks:",
            *_framework("none", head, "无"),
            "    figure: checklist",
        ]
        _write(folder / "columns" / f"{name}.yaml", [*lines, "    parts:", *_part("none", head)])
    for city in cities:
        _write(folder / "cities" / f"{city['id']}.yaml", _unit(city))
        _write(folder / "tables" / f"{city['id']}.yaml", _table(city))


def _write(file: Path, lines: Iterable[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _text(text: str) -> str:
    """Return a text as YAML writes it: plain, for none of these holds a mark that YAML would take for its own."""
    return text if not set(text) & set(":#{}[]&*!|>'\"%@`,") else json.dumps(text, ensure_ascii=False)


def _session(title: str, cities: list[dict[str, Any]]) -> list[str]:
    each = min(10, 24 * 60 // len(cities))  # a session is a day at most
    lines = ["kind: session", f"title: {_text(title)}", "audience: 读者", f"minutes: {each * len(cities)}"]
    lines += ["objectives:", "  - 比较各城", "modules:"]
    for city in cities:
        lines += ["  - kind: unit", f"    title: {_text(city['name'])}", f"    of: {city['id']}"]
        lines.append(f"    minutes: {each}")
    return lines


def _unit(city: dict[str, Any]) -> list[str]:
    lines = _about(_text(city["name"]), _text(city["subtitle"]), _text(city["summary"]), _text(city["notes_cover"]))
    lines += ["frameworks:"]
    lines += _framework("overview", f"{city['name']}：总体框架", city["notes_overview"])
    lines += ["    figure: checklist", "    parts:"]
    for number, dimension in enumerate(city["dimensions"], 1):
        lines += _part(f"d{number}", dimension["title"])
    for number, dimension in enumerate(city["dimensions"], 1):
        lines += _framework(f"d{number}", dimension["title"], dimension["notes"])
        lines += [f"    text: {_text(dimension['analysis'])}"]
        lines += ["    figure: checklist", "    parts:"]
        lines += [*_part("all", dimension["title"]), "        points:"]
        lines += [f"          - {_text(point)}" for point in dimension["points"]]
    lines += ["metric_groups:", "  - id: metrics", f"    title: {_text(city['name'] + '：主要指标')}"]
    lines += ["    compare: true", "    notes:", "      say:", f"        - {_text(city['notes_metrics'])}"]
    lines += ["    metrics:"]
    for number, (_, metric) in enumerate(_metrics(city), 1):
        lines += [f"      - id: m{number}", f"        number: {metric['value']}"]
        lines += [f"        label: {_text(metric['name'])}", f"        {_EVIDENCE}"]
    return lines


def _about(name: str, subtitle: str, summary: str, notes: str) -> list[str]:
    lines = ["kind: unit", f"name: {name}", "department: 部门", "speaker: {name: 讲者, role: 代表}", f"title: {name}"]
    lines += [f"section: {name}", f"tagline: {subtitle}", f"message: {subtitle}"]
    lines += ["summary:", f"  - {summary}", "takeaways:", f"  - {subtitle}"]
    return [*lines, "notes:", "  say:", f"    - {notes}", _EVIDENCE]


def _framework(name: str, title: str, notes: str) -> list[str]:
    lines = [f"  - id: {name}", f"    name: {_text(title)}", f"    title: {_text(title)}", "    notes:", "      say:"]
    return [*lines, f"        - {_text(notes)}", f"    {_EVIDENCE}"]


def _part(name: str, title: str) -> list[str]:
    return [f"      - id: {name}", f"        name: {_text(title)}", f"        {_EVIDENCE}"]


def _table(city: dict[str, Any]) -> list[str]:
    """The metrics as a table: a row for each, its dimension, its name, its number, its unit."""
    title = _text(city["name"] + "：主要指标")
    lines = ["kind: comparison", f"id: table-{city['id']}", f"name: {title}", f"title: {title}"]
    lines += [f"units: [{', '.join(_COLUMNS)}]", "notes:", "  say:", f"    - {_text(city['notes_metrics'])}", "themes:"]
    for number, (dimension, metric) in enumerate(_metrics(city), 1):
        lines += [f"  - id: m{number}", f"    name: {_text(dimension)}", "    cells:"]
        for column, said in zip(_COLUMNS, (metric["name"], str(metric["value"]), metric["unit"]), strict=True):
            lines += [f"      - {{unit: {column}, text: {json.dumps(said, ensure_ascii=False)}, {_EVIDENCE}}}"]
    return lines


def _metrics(city: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(dimension["title"], metric) for dimension in city["dimensions"] for metric in dimension["metrics"]]


if __name__ == "__main__":
    write_pack(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
