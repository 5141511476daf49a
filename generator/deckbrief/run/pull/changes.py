"""A deck as it was made, the same deck as somebody saved it -> what was changed, slide by slide."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from deckbrief.base.record import record, replace
from deckbrief.base.script.kinds import UNSPACED
from deckbrief.export.pptx.identity import words_digest
from deckbrief.run.pull.told import Paragraph, ToldPicture, ToldSlide


@record
class TextChange:
    """Words of a slide or of its notes that are others now; `path` is the content path of its shape, if known."""

    slide: ToldSlide
    """As it was made."""
    old: str
    new: str
    path: str = ""
    in_notes: bool = False
    told: bool = False
    """The deck tells that these words are not what it was built with: a person has changed them."""
    by_both: bool = False
    """The content says something else by now, too: `old`, which is not what the deck was built with."""


@record
class PictureChange:
    """A picture that is another now: the slide as it was made, both pictures; None where there was or is none."""

    slide: ToldSlide
    old: ToldPicture | None
    new: ToldPicture | None


@record
class DeckChanges:
    """All that was changed: texts, pictures, which slides are hidden, shown, new, gone, elsewhere."""

    texts: tuple[TextChange, ...]
    pictures: tuple[PictureChange, ...]
    hidden: tuple[ToldSlide, ...]
    shown: tuple[ToldSlide, ...]
    added: tuple[ToldSlide, ...]
    removed: tuple[ToldSlide, ...]
    moved: tuple[ToldSlide, ...]
    """As they were saved."""


def deck_changes(made: Sequence[ToldSlide], saved: Sequence[ToldSlide], brought: Collection[str] = ()) -> DeckChanges:
    """Slides as they are made now, as they were saved, digests of words that the content has from them -> the changes.

    A saved deck that tells what it was built with tells its own changes from those of the content since.
    """
    pairs = paired(made, saved)
    of_saved = {id(after): before for before, after in pairs}
    added = tuple(slide for slide in saved if id(slide) not in of_saved)
    kept = {id(before) for before, _ in pairs}
    return DeckChanges(
        texts=tuple(change for before, after in pairs for change in _texts(before, after, brought)),
        pictures=tuple(change for before, after in pairs for change in _pictures(before, after)),
        hidden=tuple(_known(after, before) for before, after in pairs if after.hidden and not before.hidden),
        shown=tuple(_known(after, before) for before, after in pairs if before.hidden and not after.hidden),
        added=added,
        removed=tuple(slide for slide in made if id(slide) not in kept),
        moved=tuple(_moved([(of_saved[id(slide)], slide) for slide in saved if id(slide) in of_saved])),
    )


def _known(after: ToldSlide, before: ToldSlide) -> ToldSlide:
    """Return a slide as it was saved, with the content paths that it had when it was made, and a title."""
    return replace(after, paths=before.paths, title=after.title or before.title)


def paired(made: Sequence[ToldSlide], saved: Sequence[ToldSlide]) -> list[tuple[ToldSlide, ToldSlide]]:
    """Pair slides by the names that we gave them; where these are lost, by what they show, the likest first."""
    named = {slide.name: slide for slide in made if slide.name}
    pairs: list[tuple[ToldSlide, ToldSlide]] = []
    for after in saved:
        before = named.pop(after.name, None) if after.name else None
        if before is not None:
            pairs.append((before, after))
    taken = {id(slide) for pair in pairs for slide in pair}
    left = [slide for slide in made if id(slide) not in taken]
    loose = [slide for slide in saved if id(slide) not in taken and not slide.name]
    scored = [
        (_likeness(before, after), -abs(i - j), i, j) for i, before in enumerate(left) for j, after in enumerate(loose)
    ]
    for likeness, _, i, j in sorted(scored, reverse=True):
        if likeness > 0 and id(left[i]) not in taken and id(loose[j]) not in taken:
            taken |= {id(left[i]), id(loose[j])}
            pairs.append((left[i], loose[j]))
    return sorted(pairs, key=lambda pair: pair[0].number)


def _likeness(before: ToldSlide, after: ToldSlide) -> float:
    """Return how like two slides are: what they are of counts more than what they say; 0 is not like at all."""
    of = len(before.paths & after.paths) / max(1, len(before.paths | after.paths))
    words = [{plain(p.text) for p in (*slide.paragraphs, *slide.notes)} for slide in (before, after)]
    said = len(words[0] & words[1]) / max(1, len(words[0] | words[1]))
    return 2 * of + said if of or said > 0.2 else 0


def _moved(pairs: Sequence[tuple[ToldSlide, ToldSlide]]) -> Iterator[ToldSlide]:
    """Pairs in the order in which they were saved -> those that stand elsewhere, as few as explain the order."""
    numbers = [before.number for before, _ in pairs]
    kept = SequenceMatcher(None, sorted(numbers), numbers, autojunk=False).get_matching_blocks()
    stayed = {at for block in kept for at in range(block.b, block.b + block.size)}
    yield from (_known(after, before) for at, (before, after) in enumerate(pairs) if at not in stayed)


def _pictures(before: ToldSlide, after: ToldSlide) -> Iterator[PictureChange]:
    """Yield pictures that are others: what is left when those that both show are put aside, in their order."""
    old, new = list(before.pictures), list(after.pictures)
    for picture in before.pictures:
        same = next((other for other in new if picture.shows(other)), None)
        if same is not None:
            old.remove(picture)
            new.remove(same)
    yield from (PictureChange(before, one, other) for one, other in zip_longest(old, new))


def _texts(before: ToldSlide, after: ToldSlide, brought: Collection[str]) -> Iterator[TextChange]:
    built = after.built
    said = (before.paragraphs, after.paragraphs, built.slide if built else None, False)
    noted = (before.notes, after.notes, built.notes if built else None, True)
    for made, saved, digests, in_notes in (said, noted):
        if digests is not None:
            yield from _since_built(before, made, saved, digests, in_notes, brought)
            continue
        for old, new in _paragraph_pairs(made, saved):
            yield TextChange(before, *_both(old, new), in_notes)


def _both(old: Paragraph | None, new: Paragraph | None) -> tuple[str, str, str]:
    return old.text if old else "", new.text if new else "", old.path if old else ""


def _since_built(
    slide: ToldSlide,
    made: Sequence[Paragraph],
    saved: Sequence[Paragraph],
    built: Sequence[str],
    in_notes: bool,
    brought: Collection[str],
) -> Iterator[TextChange]:
    """Yield what a person has changed since a deck was built; what the content alone says otherwise is none of it."""
    now, then = [words_digest(p.text) for p in made], [words_digest(p.text) for p in saved]
    stands = _counterparts(built, now)
    for kind, a, b, c, d in SequenceMatcher(None, built, then, autojunk=False).get_opcodes():
        for at in range(max(b - a, d - c)) if kind != "equal" else ():
            counterpart = stands.get(a + at) if a + at < b else None
            old = made[counterpart] if counterpart is not None else None
            new = saved[c + at] if c + at < d else None
            since = old is None or words_digest(old.text) != built[a + at]  # the content says something else by now
            if since and (new is None or words_digest(new.text) in (*now, *brought)):
                continue  # it has dropped what a person has taken away, or says what a person says
            by_both = since and old is not None and words_digest(old.text) not in brought
            yield TextChange(slide, *_both(old, new), in_notes, told=True, by_both=by_both)


def _counterparts(built: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """Paragraphs as they were built, as they are made now -> by places of the first, those of the second."""
    found: dict[int, int] = {}
    for kind, a, b, c, d in SequenceMatcher(None, built, now, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            found |= dict(zip(range(a, b), range(c, d), strict=False))
    return found


def _paragraph_pairs(
    before: Sequence[Paragraph], after: Sequence[Paragraph]
) -> Iterator[tuple[Paragraph | None, Paragraph | None]]:
    """Yield paragraphs that are others now, each with what it was; None where there was or is none."""
    words = ([plain(p.text) for p in before], [plain(p.text) for p in after])
    for kind, a, b, c, d in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for at in range(max(b - a, d - c)):
            yield before[a + at] if a + at < b else None, after[c + at] if c + at < d else None


def plain(text: str) -> str:
    """Text -> the same without spaces and line breaks: what programs change of their own accord."""
    return re.sub(r"\s+", "", text)


def joined(text: str) -> str:
    """Text of a paragraph -> the same on one line: a break in Chinese is nothing, elsewhere a space."""
    text = re.sub(rf"(?<=[{UNSPACED}“”])\s*\v\s*|\s*\v\s*(?=[{UNSPACED}“”])", "", text)
    return re.sub(r"\s*\v\s*", " ", text).strip()
