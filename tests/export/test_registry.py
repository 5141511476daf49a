"""The door for exporters: one entry in the registry, and the whole program knows of a new kind of file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from deckbrief.base.message import foreign, msg
from deckbrief.base.problem import Place, Problem, ProblemError
from deckbrief.cli import main
from deckbrief.content.model import Unit
from deckbrief.export import registry
from deckbrief.export.exporter import Exporter, Product, Target
from deckbrief.export.materials import Materials


class Cards:
    """A writer of index cards: a line for each framework of a unit."""

    def __init__(self) -> None:
        self.checked: list[str] = []

    def check(self, target: Target, given: Materials) -> tuple[Problem, ...]:
        self.checked.append(target.name)
        place = Place(f"cards of {target.name}")
        return (Problem("output.setting", place, msg("cards are small"), severity="warning"),)

    def write(self, target: Target, given: Materials, jobs: int) -> Product:
        assert isinstance(target.entry, Unit)
        lines = [framework.name for framework in target.entry.frameworks]
        return Product("\n".join(lines).encode(), len(lines))


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> Cards:
    """A registry with one exporter more."""
    writer = Cards()
    more = Exporter(
        name="cards", about=msg("index cards of a unit"),
        made_for="unit", folder="paper", extension=".txt", stem="cards",
        counted=lambda number: foreign(f"{number} cards"), needs=msg("scissors"), load=lambda: writer,
    )  # fmt: skip
    monkeypatch.setattr(registry, "EXPORTERS", (*registry.EXPORTERS, more))
    return writer


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize("name", ["paper", "cards", "build/paper/cards-alder-bridge.txt", "cards-alder-bridge"])
def test_its_files_are_built_by_any_name(
    name: str, tmp_path: Path, english_pack: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", name, "--content", str(english_pack.content), "--out", str(tmp_path), "--jobs", "1"])
    made = sorted(path.name for path in (tmp_path / "paper").iterdir())
    assert made[0] == "cards-alder-bridge.txt"
    assert len(made) == (1 if "alder" in name else 2)
    assert (tmp_path / "paper" / made[0]).read_text().strip()
    assert "cards-alder-bridge.txt" in (told := capsys.readouterr().out)
    assert " cards\t" in told


@pytest.mark.usefixtures("cards")
def test_its_files_are_built_by_several_processes(tmp_path: Path, english_pack: Any) -> None:
    main(["build", "paper", "--content", str(english_pack.content), "--out", str(tmp_path), "--jobs", "2"])
    assert len(list((tmp_path / "paper").iterdir())) == 2


@pytest.mark.usefixtures("cards")
def test_the_help_tells_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--help"])
    told = capsys.readouterr().out
    assert "(deck, briefing, web, slides, paper)" in " ".join(told.split())
    assert "paper/cards-UNIT.txt" in told
    assert "index cards of a unit" in told
    assert "cards: scissors must be installed" in told


def test_check_asks_it(cards: Cards, english_pack: Any, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--content", str(english_pack.content)])
    assert cards.checked == ["paper/cards-alder-bridge", "paper/cards-marrow-quay"]
    assert msg("cards are small") in capsys.readouterr().err


@pytest.mark.usefixtures("cards")
def test_a_misspelt_name_is_told_with_its_own(tmp_path: Path, english_pack: Any) -> None:
    from deckbrief.run.build import build_outputs
    from deckbrief.run.request import Options

    options = Options(content=english_pack.content, templates=None, theme="vermilion", out=tmp_path, jobs=1)
    with pytest.raises(ProblemError) as raised:
        build_outputs(["card"], options, lambda done, total, name: None)
    assert [problem.hint for problem in raised.value.problems] == ["did you mean 'cards'?"]


def test_every_exporter_loads_what_writes_its_files() -> None:
    assert registry.exporters()
    for exporter in registry.exporters():
        writer = exporter.load()
        assert callable(writer.check)
        assert callable(writer.write)
        assert exporter.extension.startswith(".")
    assert len({exporter.name for exporter in registry.exporters()}) == len(registry.exporters())
