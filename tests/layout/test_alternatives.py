"""What is read out of an item, and what is decoration."""

from __future__ import annotations

from deckbrief.base.length import Emu, Pt, Rect
from deckbrief.layout.alternatives import alternative, is_decorative
from deckbrief.layout.frame import Group, Paragraph, Run, Shape, Text, TextBody
from deckbrief.theme.theme import Color

RECT = Rect(Emu(0), Emu(0), Emu(100), Emu(100))


def body(text: str) -> TextBody:
    return TextBody((Paragraph((Run(text),), Pt(20), Pt(24), Color("dk1"), ()),))


BAR = Shape(name="bar", rect=RECT)
SAID = Text(name="said", rect=RECT, body=body("two  words"))


def test_a_group_says_what_its_members_say_unless_it_says_it_itself() -> None:
    group = Group(name="g", rect=RECT, items=(BAR, Group(name="h", rect=RECT, items=(SAID,)), SAID))
    assert alternative(group) == "two words two words"
    assert alternative(Group(name="g", rect=RECT, items=(SAID,), alt="both")) == "both"
    assert alternative(SAID) == ""


def test_what_has_no_text_and_no_alternative_is_decoration() -> None:
    assert is_decorative(BAR)
    assert is_decorative(Shape(name="blank", rect=RECT, body=body("  ")))
    assert is_decorative(Group(name="g", rect=RECT, items=(BAR,)))
    assert not is_decorative(SAID)
    assert not is_decorative(Group(name="g", rect=RECT, items=(BAR, SAID)))
    assert not is_decorative(Group(name="g", rect=RECT, items=(Shape(name="bar", rect=RECT, alt="a bar"),)))
