"""What helps with problems of a code as a rule, where they have no hints of their own: for `deckbrief explain`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from deckbrief.base.message import Message, msg

_SAVE_ANEW: Final = msg(
    "open it in PowerPoint, save it anew, and check again; if it stays, the program that wrote it is at fault"
)
_OWN_MARKUP: Final = msg(
    "change the template of your own that has it; ARCHITECTURE.md names the file with the vocabulary"
)

CURES: Final[Mapping[str, Message]] = {
    "content.syntax": msg("look at the quotes, brackets and indentation at the place, and in the line above it"),
    "content.unknown-kind": msg(
        "begin the file with `kind:` and one of: pack, event, unit, comparison, session, slides"
    ),
    "content.unknown-figure": msg(
        "take a figure of the table in README, or leave `figure:` out: one that suits is drawn"
    ),
    "content.file": msg(
        "put the file beside the YAML file, or into the content folder, and name it as it is spelt there"
    ),
    "content.undrawn": msg("take the key away, or say it where it is shown; the reference of keys tells where"),
    "evidence.uncited": msg("cite the paragraph in an entry's `evidence:`, or list its words in the pack's `left_out`"),
    "evidence.term": msg("say the term in its unit, as a rule under `terms:`, or list it in the pack's `left_out`"),
    "evidence.number": msg("say the number in its unit, as a rule under `metric_groups:`, or list it in `left_out`"),
    "evidence.invented-number": msg(
        "write the number as the source has it, with its unit; what is yours says `ours: true`"
    ),
    "evidence.invented-term": msg("write the term as the source has it, or take the quotation marks away"),
    "evidence.invented-rank": msg("leave the word out; if the source says it, cite the paragraph that does"),
    "evidence.left-out": msg("copy the words from the source, and name the section where they stand in several"),
    "start.exists": msg("choose another folder or name; nothing is ever written over"),
    "template.syntax": msg("mend the line of your own template; a folder of templates needs no more than what differs"),
    "template.undefined": msg("look up the name in the shipped template of the same name"),
    "template.error": msg("look at the expression in that line; a value may be empty there"),
    "markup.unknown-element": _OWN_MARKUP,
    "markup.unknown-attribute": _OWN_MARKUP,
    "markup.missing-attribute": _OWN_MARKUP,
    "theme.unknown": msg("vermilion, ink, plain, editorial, night, or a folder of your own with --templates"),
    "theme.contrast": msg("darken or lighten one of the two colours until text on it can be read"),
    "theme.font": msg("choose a narrower font, or take the longest texts down"),
    "template-file.unreadable": msg("open it in PowerPoint and save it as .pptx or .potx"),
    "template-file.limit": msg("delete what slides do not need: pictures, layouts, shapes"),
    "template-file.legacy": msg("open it in PowerPoint and save it as .pptx"),
    "template-file.encrypted": msg("open it with its password and save it without one"),
    "output.edited": msg("take what you need and remove one of the two, or build with --overwrite"),
    "output.process": msg("build again; with --jobs 1 if memory is short"),
    "output.failed": msg("build again with --jobs 1; if it stays, report it with what DECKBRIEF_TRACEBACK=1 prints"),
    "output.unwritable": msg("close the file where it is open, look at its rights, or name another folder with --out"),
    "output.font": msg("`make briefing` in the folder that holds deckbrief, or --fonts FOLDER"),
    "output.glyph": msg("write the character otherwise, or add a font that has it with --fonts FOLDER"),
    "output.style": msg("mend the rule in your own style sheet; the shipped one of the same name shows how it is done"),
    "deck.unreadable": msg("open it in PowerPoint and save it as .pptx"),
    "deck.zip": msg("copy the file again from where it came; a transfer may have cut it"),
    "deck.limit": msg("share it among several decks, or take large pictures out"),
    "deck.part-name": _SAVE_ANEW,
    "deck.relationship": _SAVE_ANEW,
    "deck.unused": msg("it does no harm; saving it anew in PowerPoint drops it"),
    "deck.xml": _SAVE_ANEW,
    "deck.order": _SAVE_ANEW,
    "deck.id": _SAVE_ANEW,
    "deck.number": _SAVE_ANEW,
    "deck.preset": _SAVE_ANEW,
    "deck.text": _SAVE_ANEW,
    "deck.placeholder": msg("choose the slide's layout once more in PowerPoint (Reset), or delete the placeholder"),
    "deck.connector": msg("pull the connector's end onto its shape once more"),
    "deck.chart": msg("open the chart's data in PowerPoint and close it again; or make the chart anew"),
    "deck.media": msg("put the picture, sound or video in once more"),
    "deck.transition": msg("choose the transition once more in PowerPoint"),
    "deck.notes": _SAVE_ANEW,
    "deck.sections": msg("put each slide into one section in PowerPoint's slide sorter"),
    "deck.theme": _SAVE_ANEW,
    "deck.kinsoku": _SAVE_ANEW,
    "access.contrast": msg("choose a darker colour for the text, or a lighter one behind it"),
    "access.link": msg("let the link's words say where it leads: the title of the page"),
    "access.section": msg("give the section a name of its own in PowerPoint's slide sorter"),
    "access.language": msg("mark the text and choose its language under Review"),
}
"""Of codes whose problems bring a hint of their own, there is none here."""
