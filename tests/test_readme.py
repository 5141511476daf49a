"""The README's YAML makes a pack that builds, as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options

README = Path("README.md")


def examples() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)


def test_what_the_readme_shows_is_a_pack(tmp_path: Path) -> None:
    pack, unit, numbers, session, theme = examples()
    content = tmp_path / "content"
    for name, text in (("pack", pack), ("units/luzhou", f"{unit}\n{numbers}"), ("sessions/hour", session)):
        file = content / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    folder = tmp_path / "templates" / "themes" / "harbour"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(theme, encoding="utf-8")
    out = tmp_path / "build"
    options = Options(content=content, templates=tmp_path / "templates", theme="harbour", out=out, jobs=1)
    built = build_outputs(["deck"], options, lambda done, total, name: None).outputs
    assert [result.path.name for result in built] == ["hour.pptx", "luzhou.pptx"]
    assert all(not result.entry.warnings for result in built)
