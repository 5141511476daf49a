"""Themes: what is wrong is told at its line, all of it; what can hardly be seen is told too."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from deckbrief.base.length import points
from deckbrief.base.problem import Place, ProblemError
from deckbrief.content.read import read_pack
from deckbrief.export.pptx import paint
from deckbrief.ooxml.colors import contrast, luminance
from deckbrief.theme.load import available_themes, load_theme
from deckbrief.theme.theme import Color, Theme, blended
from deckbrief.theme.warnings import theme_warnings
from hypothesis import given
from hypothesis import strategies as st

SHIPPED = Path("templates/themes")


def problems(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    """What is wrong with a theme that extends the base: lines and messages."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "theme.yaml").write_text(f"extends: vermilion\n{text}", encoding="utf-8")
    with pytest.raises(ProblemError) as raised:
        load_theme("mine", [tmp_path, SHIPPED])
    assert {problem.code for problem in raised.value.problems} == {"theme.value"}
    assert {Path(problem.place.file).parent.name for problem in raised.value.problems} == {"mine"}
    return [(problem.place.line, f"{problem.message} ({problem.hint})") for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('slots: {accent1: "ZZZZZZ"}', "'ZZZZZZ' is no colour"),
        ('slots: {accent1: "F00"}', "FF0000"),
        ("slots: {dk1: 000000}", 'put quotes around it: "000000"'),
        ('slots: {accent1: "１２３４５６"}', "is no colour"),
        ('slots: {acent1: "112233"}', "did you mean 'accent1'"),
        ("roles: {ink: accent9}", "unknown colour slot 'accent9'"),
        ("roles: {ink: dk1 tint 3}", "is no change of a colour"),
        ("pitch: .nan", "is no number from"),
        ("pitch: x", "is no number from"),
        ("scale: {floor: y}", "is no number from"),
        ("slide: {width: -5}", "is no number from"),
        ("colours: {}", "unknown key 'colours' in a theme"),
        ("fonts: {text: {latin: ''}}", "takes the name of a typeface"),
        ("layouts: {figure: {body: [0, 0, 20, 1]}}", "not within the slide"),
        ("layouts: {figure: {body: [0, 0, 1]}}", "takes four numbers"),
        ("layouts: {figure: {background: papr}}", "did you mean 'paper'"),
        ("layouts: {figure: {placeholders: {title: {align: middle}}}}", "'middle' is no align"),
        ("layouts: {figure: 3}", "a layout takes keys"),
        ("fonts: 3", "'fonts' takes keys"),
    ],
)
def test_a_wrong_value_is_told_at_its_line(tmp_path: Path, text: str, said: str) -> None:
    found = problems(tmp_path, text)
    assert any(said in message and line == 2 for line, message in found), found


def test_all_wrong_values_are_told_at_once(tmp_path: Path) -> None:
    text = "roles:\n  ink: accent9\npitch: x\nscale:\n  floor: y\n"
    assert [line for line, _ in problems(tmp_path, text)] == [4, 6, 3]


@pytest.mark.parametrize("name", available_themes([SHIPPED]))
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_shipped_themes_can_be_seen_well(name: str, lang: str) -> None:
    assert theme_warnings(load_theme(name, [SHIPPED]), lang, Place("theme.yaml")) == ()


def own_theme(tmp_path: Path, text: str) -> list[str]:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "theme.yaml").write_text(f"extends: vermilion\n{text}", encoding="utf-8")
    theme = load_theme("mine", [tmp_path, SHIPPED])
    return [problem.message for problem in theme_warnings(theme, "en", Place("theme.yaml"))]


def test_colours_without_contrast_are_told(tmp_path: Path) -> None:
    found = own_theme(tmp_path, 'slots: {dk1: "FFFFFF"}')
    assert "'ink' on 'card' has a contrast of 1.00 to 1, and should have 4.5" in found


def test_faces_wider_than_measured_are_told(tmp_path: Path) -> None:
    found = own_theme(tmp_path, "fonts: {text: {western: Liberation Mono}}")
    assert len(found) == 1
    assert "'Liberation Mono'" in found[0]


def test_a_theme_for_dark_rooms_is_printed_dark_on_light() -> None:
    from deckbrief.export.materials import materials

    given = materials(read_pack(Path("tests/packs/english/content")), "night", (Path("templates"),))
    dark, printed = (luminance(theme.hex(theme.color("paper"))) for theme in (given.theme, given.paper_theme))
    assert dark < 0.05
    assert printed > 0.8


def test_notes_of_a_dark_theme_are_printed_dark_on_light() -> None:
    from deckbrief.export.pptx.parts import theme_base

    parts = theme_base(load_theme("night", [SHIPPED]), "en").package.parts
    grounds = [
        re.findall(rb'<a:lt1><a:srgbClr val="(\w+)"', parts[f"ppt/theme/theme{number}.xml"]) for number in (1, 2, 3)
    ]
    assert [luminance(f"#{ground[0].decode()}") > 0.5 for ground in grounds] == [False, True, True]


def test_a_theme_that_is_printed_in_another_that_is_not_there_is_told(tmp_path: Path) -> None:
    from deckbrief.export.materials import materials

    folder = tmp_path / "themes" / "mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("extends: night\nprint: inc\n", "utf-8")
    pack = read_pack(Path("tests/packs/english/content"))
    with pytest.raises(ProblemError) as raised:
        materials(pack, "mine", (tmp_path, Path("templates")))
    assert [(problem.code, problem.hint) for problem in raised.value.problems] == [
        ("theme.unknown", "did you mean 'ink'?")
    ]


@given(st.text("0123456789ABCDEF", min_size=6, max_size=6))
def test_words_are_clear_on_any_colour(base: Theme, value: str) -> None:
    """Where none of a theme's colours is clear on a surface, black or white is."""
    theme = replace(base, slots=dict(base.slots) | {"accent1": value})
    surface = Color("accent1")
    ink = theme.first_clear([surface], surface)
    assert contrast(theme.hex(ink), theme.hex(surface)) >= 4.5


def test_letters_of_a_face_that_is_said_to_be_wide_have_more_room(tmp_path: Path) -> None:
    from deckbrief.base.length import Pt
    from deckbrief.layout.figures.kit import Look, explained, label_width, said

    text = "fonts: {text: {western: Verdana, wide: 1.2}, heading: {western: Arial Black, wide: 1.25}}"
    assert own_theme(tmp_path, text) == []
    wide, usual = (Look(load_theme(name, [tmp_path, SHIPPED])) for name in ("mine", "vermilion"))
    for make, factor in ((explained, 1.2), (said, 1.25)):
        widths = [label_width(make(look, "Harbour", Pt(24), look.color("ink"), path="p")) for look in (wide, usual)]
        assert widths[0] / widths[1] == pytest.approx(factor, rel=0.01)


def test_how_much_wider_a_face_is_has_bounds(tmp_path: Path) -> None:
    ((line, said),) = problems(tmp_path, "fonts: {text: {wide: 9}}")
    assert line == 2
    assert "from 1 to 2" in said


@pytest.mark.parametrize("name", ["vermilion", "ink", "editorial"])
def test_what_stands_on_the_paper_is_the_paper_mixed_with_black(name: str) -> None:
    theme = load_theme(name, [SHIPPED])
    paper = theme.hex(theme.color("paper"))
    for role, share in (("band", 0.045), ("track", 0.1), ("rule", 0.12)):
        wanted = blended("#000000", paper, share)
        channels = ((int(color[i : i + 2], 16) for i in (1, 3, 5)) for color in (theme.hex(theme.color(role)), wanted))
        assert all(abs(one - other) <= 3 for one, other in zip(*channels, strict=True)), (role, wanted)


def test_a_dull_colour_keeps_its_luminance_and_says_how_much_of_its_saturation_is_left() -> None:
    theme = load_theme("vermilion", [SHIPPED])
    color = Color("accent1").dull(1)
    red, green, blue = (theme.hex(color)[i : i + 2] for i in (1, 3, 5))
    assert red == green == blue
    assert paint.color(Color("lt2").dull(0.25)) == '<a:schemeClr val="bg2"><a:satMod val="75000"/></a:schemeClr>'


@pytest.mark.parametrize("name", available_themes([SHIPPED]))
def test_no_empty_places_of_a_layout_overlap(name: str) -> None:
    """Behind “new slide” people type into all of them; where decks put figures is their own matter."""
    theme = load_theme(name, [SHIPPED])
    pairs = [
        (layout.key, one.key, other.key)
        for layout in theme.layouts.values()
        for one, other in combinations(layout.placeholders.values(), 2)
        if one.rect.overlaps(other.rect)
    ]
    assert len(theme.layouts) > 20
    assert pairs == []


@pytest.mark.parametrize("name", available_themes([SHIPPED]))
def test_rows_of_a_list_have_room_for_what_they_are_for(name: str) -> None:
    """A name and a line below it: the next row begins below both."""
    theme = load_theme(name, [SHIPPED])
    rows = [
        holder
        for layout in theme.layouts.values()
        for holder in layout.placeholders.values()
        if holder.key.startswith("text-") and holder.levels
    ]
    assert rows
    for holder in rows:
        level = holder.levels[0]
        needs = holder.size * holder.pitch + level.size * level.pitch + level.before
        assert points(needs) <= holder.rect.height + points(1), holder


@pytest.mark.parametrize("name", available_themes([Path("templates/themes")]))
@pytest.mark.parametrize("surface", ["paper", "card", "track", "band"])
def test_quiet_text_is_read_on_every_light_surface(name: str, surface: str) -> None:
    theme = load_theme(name, [Path("templates/themes")])
    assert contrast(theme.hex(theme.color("muted")), theme.hex(theme.color(surface))) >= 4.5
