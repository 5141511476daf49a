"""What newcomers stumble over is told where it stands, in words that help."""

from __future__ import annotations

from pathlib import Path

import pytest
from deckbrief.base.cures import CURES
from deckbrief.base.message import msg
from deckbrief.base.problem import CATALOGUE, SHOWN, Problem, ProblemError
from deckbrief.base.record import replace
from deckbrief.base.report import format_problems
from deckbrief.cli import main
from deckbrief.content.model import Pack
from deckbrief.content.punctuation import content_warnings
from deckbrief.content.read import read_pack
from deckbrief.draft.decks import draft_deck
from deckbrief.draft.marks import with_marks
from deckbrief.draft.words import load_words
from deckbrief.export.briefing import briefing_html
from deckbrief.export.materials import materials
from deckbrief.run.check import check_everything
from deckbrief.run.skeleton import init_pack, new_document
from deckbrief.run.targets import all_targets
from PIL import Image

from tests.support.small_pack import ROOTS


def _with_slide(folder: Path, slide: str, lang: str = "en") -> Path:
    """Make the example pack with one more slide -> its content folder."""
    init_pack(folder, lang, example=True)
    (folder / "content/x.yaml").write_text(f"kind: slides\ntitle: X\nunit: first\nslides:\n{slide}", "utf-8")
    return folder / "content"


def _warned(folder: Path, slide: str) -> list[Problem]:
    return content_warnings(read_pack(_with_slide(folder, slide)))


def _refused(folder: Path, slide: str) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read_pack(_with_slide(folder, slide))
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("slide", "column", "rest"),
    [
        ("  - title: Rule #1 is this\n    bullets: [a, b]\n", 17, "#1 is this"),
        ("  - title: A\n    bullets:\n      - 第 #二 条\n", 11, "#二 条"),
        ("  - {title: A, bullets: [a, Rule\t#1\n    ]}\n", 34, "#1"),
    ],
)
def test_a_text_that_a_comment_cuts_is_told_at_the_cut(slide: str, column: int, rest: str, tmp_path: Path) -> None:
    [told] = _warned(tmp_path, slide)
    assert (told.code, told.place.column, told.severity) == ("content.comment", column, "warning")
    assert told.message.endswith(rest)


@pytest.mark.parametrize(
    "slide", ["  - title: A   # a comment\n    bullets: [a, b]\n", '  - {title: "Rule #1", bullets: [C#, a#b]}\n',
              "  #- left out\n  - {title: A, bullets: [a, b]}   #- and this\n"],
)  # fmt: skip
def test_comments_and_quoted_texts_are_told_nothing(slide: str, tmp_path: Path) -> None:
    assert _warned(tmp_path, slide) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("“Open there", "“"),
        ("close” there", "”"),
        ("他说「好", "「"),
        ("《书", "《"),
        ('He said "no', '"'),
        ('“mixed"', "“"),
    ],
)
def test_a_mark_without_its_pair_is_told(text: str, mark: str, tmp_path: Path) -> None:
    told = _warned(tmp_path, f"  - {{title: A, bullets: ['{text}', b]}}\n")
    assert f"a {mark} without" in next(one for one in told if one.code == "content.quotation").message


def test_pairs_apostrophes_and_inches_are_told_nothing(tmp_path: Path) -> None:
    texts = ["“A” and “B”", "don’t", 'a 5" disc', '"a" b', "「一」《二》"]
    lines = "".join(f"      - {text!r}\n" for text in texts)
    assert [one.code for one in _warned(tmp_path, f"  - title: A\n    bullets:\n{lines}")] == []


@pytest.mark.parametrize(
    ("slide", "message", "hint"),
    [
        ("  - {title: Yes, we can, bullets: [a, b]}\n", "unknown key 'we can'", 'title: "…, we can"'),
        ("  - {title: A, cards: [{name: B, text: here, always}, {name: C}]}\n", "unknown key 'always'", "always"),
        ("  - {title: Yes: we can, bullets: [a, b]}\n", "a ':'", "holds ': '"),
        ('  - title: "A" here\n    bullets: [a, b]\n', "behind the quote", "'"),
        ("  - {title: A, bullets: [Rule #1, b]}\n", "' #' begins a comment", "quotes"),
        ('  - {title: "A" here, bullets: [a, b]}\n', "behind the quote", "'"),
    ],
)
def test_slips_of_form_are_told_in_words_that_help(slide: str, message: str, hint: str, tmp_path: Path) -> None:
    told = _refused(tmp_path, slide)
    assert message in told.message
    assert hint in told.hint


@pytest.mark.parametrize(("size", "told"), [((1600, 900), False), ((2400, 300), True), ((300, 2400), True)])
def test_a_picture_of_which_much_is_cut_is_told_unless_it_is_meant(
    size: tuple[int, int], told: bool, tmp_path: Path
) -> None:
    def codes(key: str) -> list[str]:
        folder = tmp_path / key.replace(": ", "-")
        picture = f"{{file: a.png, alt: A room, {key}}}"
        content = _with_slide(folder, f"  - {{title: A, picture: {picture}}}\n")
        Image.new("RGB", size, "red").save(content / "a.png")
        return [one.code for one in check_everything(content, None, "vermilion", None).warnings]

    assert ("content.cut" in codes("caption: A room")) == told
    for key in ("fit: fill", "fit: whole", "focus: 50 50"):
        assert "content.cut" not in codes(key)


@pytest.mark.parametrize(
    ("words", "meant"),
    [(["bulid"], "build"), (["new", "unt", "X"], "unit"), (["init", "--content-lang", "ern"], "en"),
     (["completion", "bsh"], "bash")],
)  # fmt: skip
def test_a_mistyped_word_is_answered_with_the_nearest(
    words: list[str], meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert f"did you mean '{meant}'?" in capsys.readouterr().err


def test_warnings_are_counted_as_such(tmp_path: Path) -> None:
    [one] = _warned(tmp_path, "  - title: Rule #1\n    bullets: [a, b]\n")
    error = replace(one, severity="error", code="content.syntax")
    note = replace(one, severity="note")
    for problems, counted in (
        ([one], "1 warning"), ([one, error], "1 error, 1 warning"), ([error], "1 problem"), ([note], "1 note"),
        ([note, error, note], "1 error, 2 notes"), ([note, one, error], "1 error, 1 warning, 1 note"),
    ):  # fmt: skip
        assert format_problems(problems).splitlines()[-1] == counted


def test_notes_push_no_warning_of_their_code_out(tmp_path: Path) -> None:
    [one] = _warned(tmp_path, "  - title: Rule #1\n    bullets: [a, b]\n")
    notes = [replace(one, severity="note", message=msg("a{number}", number=number)) for number in range(SHOWN)]
    shown = format_problems([*notes, replace(one, message=msg("z"))]).splitlines()
    assert any(": warning: z" in line for line in shown)


def test_every_code_can_be_explained(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")  # what --lang makes of it is the process's
    main(["explain"])
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in told if not line.startswith(" ")] == list(CATALOGUE)
    assert set(CURES) <= set(CATALOGUE)
    main(["explain", "[content.syntax]", "--lang", "zh"])
    assert capsys.readouterr().out.splitlines()[0] == "content.syntax: YAML 读不下去。"
    with pytest.raises(SystemExit):
        main(["explain", "content.sintax"])
    assert "content.syntax" in capsys.readouterr().err


def _bulletin(pack: Pack) -> str:
    pack = with_marks(pack, load_words(pack.info.lang, ROOTS))
    target = next(one for one in all_targets(pack) if one.kind == "bulletin")
    return briefing_html(target, materials(pack, "vermilion", ROOTS))[0]


def test_a_bulletin_says_what_its_star_means(tmp_path: Path) -> None:
    init_pack(tmp_path, "en", example=True)
    pack = read_pack(tmp_path / "content")
    pack = replace(pack, info=replace(pack.info, source="A talk"))
    marked = replace(pack.units[0].frameworks[0], name_ours=True)
    starred = replace(pack, units=(replace(pack.units[0], frameworks=(marked,)),))
    assert "Trainer’s note" in _bulletin(starred).partition("A talk")[2]
    assert "Trainer’s note" not in _bulletin(pack)


@pytest.mark.parametrize(("source", "word"), [("", "takeaway_plain"), ("A talk", "takeaway")])
def test_a_pack_without_a_source_tells_no_editor_apart(source: str, word: str, tmp_path: Path) -> None:
    init_pack(tmp_path, "en", example=True)
    pack = read_pack(tmp_path / "content")
    framework = replace(pack.units[0].frameworks[0], takeaway="Begin small.")
    unit = replace(pack.units[0], frameworks=(framework,))
    pack = replace(pack, info=replace(pack.info, source=source), units=(unit,))
    deck = draft_deck(pack, pack.sessions[0], ROOTS)
    words = load_words("en", ROOTS)
    labels = [getattr(block, "label", "") for slide in deck.slides for block in slide.blocks]
    assert words[word] in labels
    assert ("editor" in "".join(note.text for slide in deck.slides for note in slide.notes)) == bool(source)


def test_something_can_be_added_though_something_else_is_wrong(tmp_path: Path) -> None:
    init_pack(tmp_path, "en", example=True)
    session = tmp_path / "content/sessions/first-session.yaml"
    text = session.read_text("utf-8")
    session.write_text(f"{text}  - {{kind: slides, of: house, title: House, minutes: two}}\n", "utf-8")
    with pytest.raises(ProblemError):
        read_pack(tmp_path / "content")
    [file] = new_document("slides", "House", tmp_path / "content")
    assert file.stem == "house"
    (tmp_path / "content/pack.yaml").unlink()
    with pytest.raises(ProblemError):
        new_document("slides", "More", tmp_path / "content")


def test_the_first_head_of_a_table_may_be_empty(tmp_path: Path) -> None:
    table = "{head: [~, Before, Now], rows: [[Wait, 6, 3]]}"
    content = _with_slide(tmp_path, f"  - {{title: A, table: {table}}}\n")
    assert check_everything(content, None, "vermilion", None).warnings == ()
    assert "~" in _refused(tmp_path / "again", "  - {title: A, table: {head: [, B], rows: [[a, b]]}}\n").hint
