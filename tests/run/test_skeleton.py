"""What `init` and `new` write is read, checked and built at once; nothing that is there is written over."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest
import yaml
from deckbrief.base.message import catalogue_of, worded
from deckbrief.base.problem import ProblemError
from deckbrief.cli import main
from deckbrief.content.evidence.source import Paragraph, fold
from deckbrief.content.evidence.verify import check_evidence
from deckbrief.content.model import PackInfo
from deckbrief.content.read import read_pack
from deckbrief.ooxml.package import Package
from deckbrief.run.build import build_outputs
from deckbrief.run.check import check_everything
from deckbrief.run.doctor import diagnosis
from deckbrief.run.from_text import notes_of_source, pack_from_text, unit_from_text
from deckbrief.run.gleaning import beginning, steps
from deckbrief.run.request import Options
from deckbrief.run.skeleton import KINDS, LANGUAGES, init_pack, new_document, with_evidence
from deckbrief.run.word import paragraphs

TEXTS = {
    "zh-CN": "# 茶馆\n\n## 江边茶馆\n\n江边茶馆推行“三杯茶”工作法，累计接待7万余人次。\n\n"
    "去年，河口社区与青山茶业协会合办茶会53场，近1,200户参加。\n\n## 山上茶馆\n\n山上茶馆有9张桌子。\n",
    "en": "# Tea\n\n## The river house\n\nThe river house works by “Three Cups” and has seen over 7,000 guests.\n\n"
    "Last year it held 53 evenings with the River Mouth Tea Circle.\n\n## The hill house\n\nIt has 9 tables.\n",
}
SECTIONS = {"zh-CN": "江边茶馆", "en": "river house"}


def _codes(folder: Path) -> set[str]:
    return {problem.code for problem in check_everything(folder / "content", None, "vermilion", None).warnings}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_pack_passes_the_check_with_all_that_can_be_added(lang: str, tmp_path: Path) -> None:
    init_pack(tmp_path, lang)
    for kind in KINDS:
        for name in ("Second house", "第二家"):
            new_document(kind, name, tmp_path / "content")
    assert _codes(tmp_path) == {"content.todo", "content.undrawn"}  # no session shows the new slides yet
    pack = read_pack(tmp_path / "content")
    counts = (len(pack.units), len(pack.sessions), len(pack.comparisons), len(pack.slide_sets))
    assert counts == (3, 3, 2, 2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_new_slides_are_shown_where_a_session_names_them(lang: str, tmp_path: Path) -> None:
    init_pack(tmp_path, lang)
    new_document("slides", "House rules", tmp_path / "content")
    session = tmp_path / "content/sessions/first-session.yaml"
    text = session.read_text("utf-8")
    named = text.replace("modules:\n", "modules:\n  - {kind: slides, of: house-rules, title: Rules, minutes: 3}\n")
    total = re.search(r"(?m)^minutes: (\d+)", named)
    assert total
    session.write_text(named.replace(total[0], f"minutes: {int(total[1]) + 3}"), "utf-8")
    assert _codes(tmp_path) <= {"content.todo", "pace.talk"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_is_complete_and_built(lang: str, tmp_path: Path) -> None:
    init_pack(tmp_path, lang, example=True)
    assert _codes(tmp_path) == set()
    report = build_outputs(
        ("deck",),
        Options(content=tmp_path / "content", templates=None, theme="vermilion", out=tmp_path / "build", jobs=1),
        lambda *_: None,
    )
    assert not report.problems
    assert list((tmp_path / "build").rglob("*.pptx"))


@pytest.mark.parametrize("example", [False, True])
def test_new_files_name_their_schema_and_keep_to_it(example: bool, tmp_path: Path) -> None:
    init_pack(tmp_path, "en", example)
    files = list((tmp_path / "content").rglob("*.yaml"))
    assert len(files) == 3
    for file in files:
        first = file.read_text("utf-8").partition("\n")[0]
        named = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        jsonschema.validate(yaml.safe_load(file.read_text("utf-8")), json.loads(named.read_text("utf-8")))


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/pack.yaml").write_text("mine")
    with pytest.raises(ProblemError) as raised:
        init_pack(tmp_path, "en")
    assert [problem.code for problem in raised.value.problems] == ["start.exists"]
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["pack.yaml"]
    assert (tmp_path / "content/pack.yaml").read_text() == "mine"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_a_pack_with_a_source_evidence_stands_where_it_is_needed(lang: str, tmp_path: Path) -> None:
    init_pack(tmp_path, lang)
    (tmp_path / "content/sessions/first-session.yaml").unlink()
    (tmp_path / "content/units/first.yaml").rename(tmp_path / "first.yaml")
    pack = tmp_path / "content/pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("# source", "source"), "utf-8")
    text = (tmp_path / "first.yaml").read_text("utf-8")
    given = with_evidence(text, PackInfo(id="pack", path="pack", title="x", source="y"))
    (tmp_path / "content/units/old.yaml").write_text(given, "utf-8")
    assert _codes(tmp_path) == {"content.todo"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_unit_from_a_text_cites_what_the_text_says(lang: str, tmp_path: Path) -> None:
    init_pack(tmp_path, lang)
    text = tmp_path / "talks.md"
    text.write_text(TEXTS[lang], "utf-8")
    [file] = unit_from_text("Tea", tmp_path / "content", text, SECTIONS[lang])
    assert _codes(tmp_path) == {"content.todo"}
    pack = read_pack(tmp_path / "content")
    unit = pack.unit(file.stem)
    numbers = {metric.number for metric in unit.metrics}
    assert numbers == ({7, 53, 1200} if lang == "zh-CN" else {7000, 53})
    assert [term.name for term in unit.terms] == (["三杯茶"] if lang == "zh-CN" else ["Three Cups"])
    named = [practice.name for part in unit.frameworks[0].parts for practice in part.practices]
    assert named == (["河口社区", "青山茶业协会"] if lang == "zh-CN" else ["River Mouth Tea Circle"])
    problems, _ = check_evidence(pack, TEXTS[lang], "talks.md")
    wrong = {"evidence.words", "evidence.paragraph", "evidence.section", "evidence.metric"}
    assert not [problem for problem in problems if problem.code in wrong]


def test_a_number_is_not_cut_where_a_paragraph_begins_with_one(tmp_path: Path) -> None:
    init_pack(tmp_path, "en")
    text = tmp_path / "talks.txt"
    text.write_text("Over 1,300 neighbours came, and 2.5 tons went.\n", "utf-8")
    [file] = unit_from_text("Tea", tmp_path / "content", text)
    [cited] = read_pack(tmp_path / "content").unit(file.stem).evidence
    assert cited.words == "Over 1,300 neighbours came"


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _word(file: Path, body: str) -> None:
    """Write a Word document with that body."""
    package = Package()
    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    package.add("word/document.xml", _WORD, f"<w:document {names}><w:body>{body}</w:body></w:document>")
    package.relate("", "officeDocument", "word/document.xml")
    file.write_bytes(package.to_bytes())


def test_a_word_document_is_read_and_its_text_kept(tmp_path: Path) -> None:
    init_pack(tmp_path, "zh-CN")
    lines = (f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("江边茶馆", "接待游客53人次。"))
    _word(tmp_path / "talks.docx", "".join(lines))
    unit_from_text("Tea", tmp_path / "content", tmp_path / "talks.docx", "江边茶馆")
    assert (tmp_path / "talks.txt").read_text("utf-8") == "江边茶馆\n接待游客53人次。\n"
    [metric] = read_pack(tmp_path / "content").unit("tea").metrics
    assert (metric.text, metric.evidence[0].paragraph) == ("53人次", 1)


def test_of_a_word_document_tables_and_boxes_are_read_once_and_deletions_are_not(tmp_path: Path) -> None:
    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    box = f"<w:txbxContent>{paragraph('box')}</w:txbxContent>"
    _word(
        tmp_path / "a.docx",
        f"<w:p><w:r><w:t>before</w:t><w:tab/><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:ins><w:r><w:t>after</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>{paragraph(' ')}",
    )
    assert paragraphs(tmp_path / "a.docx") == ["before\tafter", "box", "cell"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pack_from_a_text_names_it_and_is_compared_with_it(lang: str, tmp_path: Path) -> None:
    text = tmp_path / "talks.md"
    text.write_text(TEXTS[lang], "utf-8")
    pack_from_text(tmp_path / "course", lang, text, SECTIONS[lang])
    pack = read_pack(tmp_path / "course/content")
    assert pack.info.source == {"zh-CN": "茶馆", "en": "Tea"}[lang]
    assert pack.unit("first").name == {"zh-CN": "江边茶馆", "en": "The river house"}[lang]
    problems, _ = check_evidence(pack, TEXTS[lang], "talks.md")
    told = {problem.code for problem in problems if "TODO" not in problem.message}
    assert told <= {"evidence.uncited", "evidence.number"}  # of what the unit does not take
    assert not notes_of_source(tmp_path / "course/content", text)


def test_a_unit_from_a_text_in_a_pack_without_source_is_told_what_is_missing(tmp_path: Path) -> None:
    init_pack(tmp_path, "en")
    text = tmp_path / "talks.md"
    text.write_text(TEXTS["en"], "utf-8")
    [note] = notes_of_source(tmp_path / "content", text)
    assert 'source: "Tea"' in note


@pytest.mark.parametrize(("name", "data"), [("a.docx", b"no zip"), ("a.txt", b"\xff\xfe\x00"), ("a.md", b"\n \n")])
def test_a_text_that_cannot_be_used_is_a_problem(name: str, data: bytes, tmp_path: Path) -> None:
    init_pack(tmp_path, "en")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ProblemError):
        unit_from_text("Tea", tmp_path / "content", tmp_path / name)


def test_the_commands_say_what_they_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["init", "--content-lang", "en"])
    main(["new", "unit", "North Library"])
    assert "content/units/north-library.yaml" in capsys.readouterr().out.replace("\\", "/")
    with pytest.raises(SystemExit):
        main(["new", "session", "One", "--from", "text.md"])


def test_the_doctor_tells_what_is_there_and_what_brings_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert any(finding.line.startswith("ok       weasyprint ") for finding in diagnosis())
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    [missing] = [finding for finding in diagnosis() if finding.name == "PangoFT2"]
    assert missing.line.startswith("missing  PangoFT2 (for briefings")
    chinese = catalogue_of("zh")
    assert worded(missing.line, chinese).startswith("缺少")


def test_the_doctor_is_read_by_programs_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    with pytest.raises(SystemExit) as end:
        main(["doctor", "--json"])
    assert end.value.code == 1
    found = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert found["Python"]["version"]
    assert (found["Pango"]["version"], bool(found["Pango"]["mend"])) == ("", True)


# What a text says of its own order -----------------------------------------------------------------------------------

CANTEEN = """\
社区食堂三步法
和平社区居委会主任 王兰
我们社区有老人1260人。
第一步是先问。我们入户走访320户。
第二步，“再做”。志愿者由和平社区来组织。
第三步要常改。一年换了37道菜。
食堂不怕小，就怕不问。
"""


def test_counted_paragraphs_become_parts_in_their_order_and_what_they_call_them(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(CANTEEN, "utf-8")
    pack_from_text(tmp_path / "course", "zh-CN", tmp_path / "talk.txt", "")
    pack = read_pack(tmp_path / "course/content")
    (unit,) = pack.units
    assert (unit.department, unit.speaker and (unit.speaker.name, unit.speaker.role)) == (
        "和平社区居委会",
        ("王兰", "主任"),
    )
    (framework,) = unit.frameworks
    assert framework.figure == "chain"
    assert [part.name for part in framework.parts] == ["先问", "再做", "TODO"]
    assert [part.evidence[0].paragraph for part in framework.parts] == [4, 5, 6]
    assert [practice.name for part in framework.parts for practice in part.practices] == ["和平社区"]
    metrics = [(metric.text, metric.unit) for group in unit.metric_groups for metric in group.metrics]
    assert ("37道", "道") in metrics
    told, _ = check_evidence(pack, CANTEEN, "talk.txt")
    assert {problem.code for problem in told} <= {"evidence.invented-name", "evidence.uncited"}
    named = [str(problem.message) for problem in told if problem.code == "evidence.invented-name"]
    assert all("'TODO'" in message or "'talk'" in message for message in named)


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["A heading", "It is good. It is near.", "It is far; it is old."], ["It is good", "It is far"]),
        (["First, ask.", "Second, cook.", "It works."], ["First", "Second"]),
        (["一是问。", "二是做。", "好。"], ["一是问", "二是做"]),
        (["No end", "none"], ["No end", "none"]),
    ],
)
def test_headings_are_no_parts_where_there_are_sentences(lines: list[str], parts: list[str]) -> None:
    found = steps([Paragraph(number, number, line, fold(line)) for number, line in enumerate(lines, 1)])
    assert [beginning(paragraph) for paragraph in found.paragraphs] == parts


@pytest.mark.parametrize(
    ("words", "lang", "title"),
    [
        ("图书馆经验交流\n\n第一年新增读者700余人。\n", "zh-CN", "图书馆经验交流"),
        ("Town library day\n\nIn the first year 700 people became readers.\n", "en", "Town library day"),
        ("In the first year 700 people became readers.\n", "en", "talk"),
    ],
)
def test_a_pack_from_a_text_is_in_its_language_and_named_after_its_title(
    words: str, lang: str, title: str, tmp_path: Path
) -> None:
    (tmp_path / "talk.txt").write_text(words, "utf-8")
    pack_from_text(tmp_path / "course", "", tmp_path / "talk.txt", "")
    info = read_pack(tmp_path / "course" / "content").info
    assert (info.lang, info.source) == (lang, title)


def test_what_is_still_to_be_written_is_told_once_and_the_title_of_the_source_is_not_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Town library day\n\nNorth Library opened three doors.\n\nIn the first year 700 people became readers.\n"
    (tmp_path / "talk.txt").write_text(text, "utf-8")
    pack_from_text(tmp_path / "course", "", tmp_path / "talk.txt", "")
    pack = ["--content", str(tmp_path / "course" / "content"), "--source", str(tmp_path / "talk.txt")]
    with suppress(SystemExit):
        main(["check", *pack])
    said = capsys.readouterr()
    assert "[content.todo]" in said.out + said.err
    assert "'TODO'" not in said.out + said.err
    assert "paragraph 1 of the preamble" not in said.out + said.err
