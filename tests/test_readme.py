"""The READMEs' YAML makes a pack that builds, as it stands; both tell the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from deckbrief.run.build import build_outputs
from deckbrief.run.request import Options

READMES = (Path("README.md"), Path("README.zh-CN.md"))


def examples(readme: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", readme.read_text("utf-8"), re.DOTALL)


def test_both_have_the_same_sections_commands_and_pictures() -> None:
    english, chinese = (readme.read_text("utf-8") for readme in READMES)
    for pattern in (r"^## ", r"^    (?:make|\.venv/bin/deckbrief) [a-z]+", r"!\[.*?\]\((.*?)\)", r"^\| `([a-z-]+)` \|"):
        found = re.findall(pattern, english, re.MULTILINE)
        assert found
        assert found == re.findall(pattern, chinese, re.MULTILINE), pattern


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_what_the_readme_links_to_is_there(readme: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", readme.read_text("utf-8"))
    assert len(links) > 15
    assert not [link for link in links if not Path(link).exists()]


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_what_the_readme_shows_is_a_pack(tmp_path: Path, readme: Path) -> None:
    pack, unit, theme = examples(readme)
    content = tmp_path / "content"
    for name, text in {"pack": pack, "units/luzhou": unit}.items():
        file = content / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    folder = tmp_path / "templates" / "themes" / "harbour"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(theme, encoding="utf-8")
    out = tmp_path / "build"
    options = Options(content=content, templates=tmp_path / "templates", theme="harbour", out=out, jobs=1)
    built = build_outputs(["deck"], options, lambda done, total, name: None).outputs
    assert [result.path.name for result in built] == ["luzhou.pptx"]
    assert all(not result.entry.warnings for result in built)
