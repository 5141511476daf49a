"""`deckbrief pull EDITED.pptx`: what somebody changed in a deck, as changes of the YAML, written there if wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from deckbrief.base.digest import digest_of_file
from deckbrief.base.message import Message, foreign, msg
from deckbrief.base.problem import Place, Problem, ProblemError, nearest
from deckbrief.base.record import record, replace
from deckbrief.base.report import user_path
from deckbrief.base.roots import template_roots
from deckbrief.content.files import find_files
from deckbrief.content.model import Pack
from deckbrief.export.exporter import Target
from deckbrief.export.materials import Materials
from deckbrief.export.pptx.identity import words_digest
from deckbrief.run.folder import ledger_of, output_folder
from deckbrief.run.ledger import Brought, Ledger
from deckbrief.run.make import pack_and_materials
from deckbrief.run.pull.arranging import Arrangement, Rearranged, arranged
from deckbrief.run.pull.changes import DeckChanges, PictureChange, TextChange, deck_changes, joined, plain
from deckbrief.run.pull.placing import Placed, Texts, placed
from deckbrief.run.pull.taking import taken_slides
from deckbrief.run.pull.told import ToldSlide, deck_of_bytes, deck_of_file
from deckbrief.run.request import Options
from deckbrief.run.rewriting import CannotRewriteError, Written, change_file, rewrite_file
from deckbrief.run.skeleton import write_new
from deckbrief.run.targets import all_targets


@record
class Conflict:
    """Words that were changed in the deck, and in the content since: as made, as saved, as the content has them now."""

    change: TextChange
    now: str


@record
class Exchanged:
    """A picture that is another now, the text of the content that names its file, and the name for the new one."""

    change: PictureChange
    name: str
    file: Path
    written: Written
    new: str


@record
class Pulled:
    """What a deck brings: changes with their places, and what cannot be put into the content by itself."""

    placed: tuple[Placed, ...]
    homeless: tuple[TextChange, ...]
    conflicts: tuple[Conflict, ...]
    changes: DeckChanges
    exchanged: tuple[Exchanged, ...] = ()
    """Pictures that are others now, and of which the content names the file."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where slides that are hidden, shown, moved or gone stand in the content, by their paths."""
    arrangement: tuple[Rearranged, ...] = ()
    """What of the order and of hidden slides the content can say."""
    left: DeckChanges | None = None
    """What of them is left then."""
    content: Path = Path()
    outdated: bool = False
    """The content is another one than the deck was built from, and what it was built as is not known."""
    output: str = ""
    """The name of the deck among the outputs."""
    file: str = ""
    """Its file, below the folder of outputs."""
    digest: str = ""
    """That of the edited file."""

    @property
    def unsure(self) -> tuple[Placed | Exchanged, ...]:
        """Return what may be a change of the content since, and not of the deck: it is told, and never written."""
        texts = (one for one in self.placed if self.outdated and not one.change.told)
        return (*texts, *(self.exchanged if self.outdated else ()))

    @property
    def settled(self) -> bool:
        """Tell whether nothing is left for a person to decide."""
        left = self.left or self.changes
        if self.unsure:
            return False
        elsewhere = any(not slide.hidden for slide in left.moved) or left.hidden or left.shown or left.removed
        return not (self.homeless or self.conflicts or len(self.exchanged) < len(self.changes.pictures) or elsewhere)


def pull(edited: Path, options: Options, deck: str = "", base: Path | None = None) -> Pulled:
    """A deck as somebody saved it, options of the build, the deck's name, as it was made -> what it brings.

    Without the name it is that of the file; without `base` the deck is compared with what the content gives now.
    Raises ProblemError where the deck or the content cannot be read.
    """
    pack, given = pack_and_materials(options)
    target = _target(edited, deck, pack)
    ledger = ledger_of(options.out)
    brought = ledger.brought.get(str(target.file), Brought())
    current = _made(target, given)
    made = deck_of_file(base) if base is not None else current
    saved = deck_of_file(edited)
    compared = saved if base is None else [replace(slide, built=None) for slide in saved]
    changes = deck_changes(made, compared, brought.words)
    texts = Texts(pack, _files(options.content))
    found, homeless, conflicts = [], [], []
    for change in changes.texts:
        if not plain(change.old) or not plain(change.new):
            homeless.append(change)
        elif change.by_both:
            conflicts.append(Conflict(change, joined(change.old)))
        elif base is not None and texts.says(joined(change.new)):
            continue  # the content says so already
        elif place := placed(change, texts):
            found.append(place)
        elif base is not None and (now := _now(change, current)):
            conflicts.append(Conflict(change, now))
        else:
            homeless.append(change)
    clashing = {id(one) for one in found for other in found if _clash(one, other)}
    homeless += [one.change for one in found if id(one) in clashing]
    kept = {(one.name, one.keys): one for one in found if id(one) not in clashing}
    outdated = base is None and _is_outdated(ledger, target, options, pack, given)
    differing = changes if base is None else deck_changes(current, saved)
    order = Arrangement((), differing) if outdated else arranged(target.name, options, saved, differing)
    elsewhere = (*_elsewhere(changes), *_elsewhere(order.left))
    return Pulled(
        tuple(kept.values()), tuple(homeless), tuple(conflicts), changes,
        exchanged=tuple(one for change in changes.pictures if (one := _exchanged(change, texts))),
        places={path: pack.place(path) for slide in elsewhere if (path := slide.path)},
        outdated=outdated,
        output=target.name,
        file=str(target.file),
        digest=digest_of_file(edited),
        arrangement=order.changes,
        left=order.left,
        content=options.content,
    )  # fmt: skip


def _elsewhere(changes: DeckChanges) -> tuple[ToldSlide, ...]:
    return (*changes.hidden, *changes.shown, *changes.moved, *changes.removed)


def _exchanged(change: PictureChange, texts: Texts) -> Exchanged | None:
    """Return where the content names the file of a picture that is another now; None where it is not known."""
    if change.old is None or change.new is None or not change.old.path:
        return None
    found = texts.file_of(change.old.path)
    if found is None:
        return None
    name, written = found
    stem = Path(written.text).stem
    new = str(Path(written.text).with_name(f"{stem}-{change.new.digest[:8]}.{change.new.suffix}"))
    return Exchanged(change, name, texts.files[name], written, new.replace("\\", "/"))


def _clash(one: Placed, other: Placed) -> bool:
    """Tell whether a text is shown twice and was changed in two ways."""
    return (one.name, one.keys) == (other.name, other.keys) and one.new != other.new


def _target(edited: Path, deck: str, pack: Pack) -> Target:
    decks = {target.name: target for target in all_targets(pack) if target.kind == "deck"}
    name = f"deck/{(deck or edited.name.partition('.')[0]).removeprefix('deck/')}"
    if name not in decks:
        message = msg("the content gives no deck '{name}'", name=name)
        hint = msg("say of which it is: --deck NAME ({hint})", hint=nearest(name, decks))
        raise ProblemError([Problem("output.unknown", Place(user_path(edited)), message, hint)])
    return decks[name]


def _made(target: Target, given: Materials) -> list[ToldSlide]:
    product = target.exporter.load().write(target, given, 1)
    return deck_of_bytes(product.data, target.name)


def _files(content: Path) -> dict[str, Path]:
    root = content.resolve()
    files = (entry.file for entry in find_files(content)[0])
    return {user_path(file): file for file in files if file.resolve().is_relative_to(root)}


def _now(change: TextChange, current: Sequence[ToldSlide]) -> str:
    """Return what the content says by now where a change was made: the paragraph of the same path on the same slide."""
    slide = next((slide for slide in current if slide.name == change.slide.name), None)
    if slide is None or not change.path:
        return ""
    before = [plain(p.text) for p in change.slide.paragraphs if p.path == change.path]
    now = [joined(p.text) for p in slide.paragraphs if p.path == change.path]
    at = before.index(plain(change.old)) if plain(change.old) in before else -1
    return now[at] if 0 <= at < len(now) and len(now) == len(before) else ""


def _is_outdated(ledger: Ledger, target: Target, options: Options, pack: Pack, given: Materials) -> bool:
    """Tell whether the content is another one than the deck was built from, or has by all that was brought from it."""
    entry = ledger.entries.get(target.name)
    if entry is None or entry.content != str(options.content.resolve()):
        return False
    brought = ledger.brought.get(str(target.file), Brought())
    reads = {key: digest for key, digest in {**entry.reads, **brought.reads}.items() if key.startswith("entry:")}
    return _digests(reads, options, pack, given) != reads


def _digests(keys: Iterable[str], options: Options, pack: Pack, given: Materials) -> dict[str, str]:
    """Keys of what an output reads -> the digests by now."""
    from deckbrief.run.sight import Sight

    sight = Sight(options.content, template_roots(options.templates), options.template, options.fonts)
    lookup = sight.lookup(pack, given)
    return {key: lookup(key) for key in keys}


# What is told ---------------------------------------------------------------------------------------------------------


def lines(pulled: Pulled) -> Iterator[Message]:
    """Yield what a deck brings, a line each: places, what stood there and what is to stand there, and the rest."""
    for one in pulled.placed:
        yield foreign(f"{one.name}:{one.written.line}:{one.written.column}")
        yield foreign(f"- {one.written.text.rstrip()}")
        yield foreign(f"+ {one.new}")
    for conflict in pulled.conflicts:
        yield msg("slide {number}: changed in the deck and in the content", number=conflict.change.slide.number)
        if not conflict.change.by_both:
            yield msg("  it was:      {words}", words=joined(conflict.change.old))
        yield msg("  in the deck: {words}", words=joined(conflict.change.new))
        yield msg("  in the YAML: {words}", words=conflict.now)
    for change in pulled.homeless:
        yield msg(
            "slide {number}: to be brought over by hand, for it is not one text of the content",
            number=change.slide.number,
        )
        yield foreign(f"- {joined(change.old)}")
        yield foreign(f"+ {joined(change.new)}")
    yield from _picture_lines(pulled)
    yield from _slide_lines(pulled)
    if pulled.unsure or (pulled.outdated and any(_elsewhere(pulled.changes))):
        yield msg("the content has changed since this deck was built: give the deck as it was built, --base FILE")


def _slide_lines(pulled: Pulled) -> Iterator[Message]:
    for one in pulled.arrangement:
        yield foreign(f"{user_path(pulled.content / one.file)}:{one.place.line}:{one.place.column}")
        yield foreign(f"+ {one.says}")
    changes = pulled.left or pulled.changes
    for slide in _elsewhere(changes):
        if slide.hidden and slide in changes.moved and slide not in changes.hidden:
            continue  # where a hidden slide stands, nobody sees
        if place := pulled.places.get(slide.path):
            yield foreign(str(place))
        yield from _slide_line(slide, changes)
    if any(_elsewhere(changes)):
        yield msg("the content cannot say this by itself: change it by hand at the places told")
    for slide in changes.added:
        yield msg("slide {number} '{title}' was added", number=slide.number, title=_title(slide))
        for paragraph in slide.paragraphs:
            yield foreign(f"+ {joined(paragraph.text)}")


def _slide_line(slide: ToldSlide, changes: DeckChanges) -> Iterator[Message]:
    if slide in changes.hidden:
        yield msg("slide {number} '{title}' is hidden", number=slide.number, title=_title(slide))
    if slide in changes.shown:
        yield msg("slide {number} '{title}' is no longer hidden", number=slide.number, title=_title(slide))
    if slide in changes.moved:
        yield msg("slide {number} '{title}' stands elsewhere", number=slide.number, title=_title(slide))
    if slide in changes.removed:
        yield msg("slide {number} '{title}' is gone", number=slide.number, title=_title(slide))


def _picture_lines(pulled: Pulled) -> Iterator[Message]:
    known = {id(one.change) for one in pulled.exchanged}
    for one in pulled.exchanged:
        yield foreign(f"{one.name}:{one.written.line}:{one.written.column}")
        yield foreign(f"- {one.written.text}")
        yield foreign(f"+ {one.new}")
    for change in pulled.changes.pictures:
        number = change.slide.number
        if change.old is None:
            yield msg("slide {number}: a picture was added", number=number)
        elif change.new is None:
            yield msg("slide {number}: a picture was taken away", number=number)
        elif id(change) not in known:
            yield msg("slide {number}: a picture is another now", number=number)


def _title(slide: ToldSlide) -> str:
    return joined(slide.title) or (joined(slide.paragraphs[0].text) if slide.paragraphs else slide.name)


def write_pulled(pulled: Pulled) -> list[Problem]:
    """Put the changes that have a place into their files -> what could not be written, each of it untouched."""
    problems = []
    unsure = {id(one) for one in pulled.unsure}
    changes: tuple[Placed | Exchanged, ...] = (*pulled.placed, *pulled.exchanged)
    for one in (one for one in changes if id(one) not in unsure):
        try:
            if isinstance(one, Exchanged) and one.change.new:
                put_picture(one.file.parent, one.new, one.change.new.data)
            rewrite_file(one.file, one.written.keys, one.written.text, one.new)
        except (CannotRewriteError, OSError) as error:
            place = Place(one.name, one.written.line, one.written.column)
            message = msg("cannot be written: {reason}", reason=foreign(error))
            problems.append(Problem("output.unwritable", place, message))
    for each in pulled.arrangement:
        try:
            change_file(pulled.content / each.file, each.change)
        except (CannotRewriteError, OSError) as error:
            place = replace(each.place, file=user_path(pulled.content / each.file))
            problems.append(
                Problem("output.unwritable", place, msg("cannot be written: {reason}", reason=foreign(error)))
            )
    return problems


def writable(pulled: Pulled) -> list[Place]:
    """Return the places in YAML files to which a deck brings something that has one place."""
    unsure = {id(one) for one in pulled.unsure}
    texts: tuple[Placed | Exchanged, ...] = (*pulled.placed, *pulled.exchanged)
    found = [Place(one.name, one.written.line, one.written.column) for one in texts if id(one) not in unsure]
    arranged = [replace(one.place, file=user_path(pulled.content / one.file)) for one in pulled.arrangement]
    return list(dict.fromkeys([*found, *arranged]))


def after_pull(
    pulled: Pulled, options: Options, write: bool, taken: bool, problems: Sequence[Problem]
) -> Iterator[Message]:
    """Yield what was written and where, and what to do next."""
    places = writable(pulled)
    if not write:
        if places:
            yield msg("nothing is written yet: --write puts it into the YAML")
        return
    failed = {problem.place for problem in problems}
    for place in places:
        if place not in failed:
            yield msg("written: {place}", place=str(place))
    waited: list[Message] = []
    whole = not problems and options.out.is_dir() and remember(pulled, options, taken, waited.append)
    yield from waited
    if places and whole:
        yield msg(
            "all of it stands in the YAML: the next build puts the new deck in this one's place, and keeps this one "
            "under a name with the date"
        )


def remember(pulled: Pulled, options: Options, taken: bool, waits: Callable[[Message], None]) -> bool:
    """Let the output folder know what was brought from a deck -> whether that is all there was.

    Then the next build puts the new deck in the edited one's place, which it keeps under a name with the date.
    """
    whole = pulled.settled and (taken or not pulled.changes.added)
    with output_folder(options.out, (), False, waits) as folder:
        before = folder.ledger.brought.get(pulled.file, Brought())
        words = [words_digest(one.change.new) for one in pulled.placed if id(one) not in set(map(id, pulled.unsure))]
        folder.ledger.brought[pulled.file] = Brought(
            digest=pulled.digest if whole else "",
            words=tuple(dict.fromkeys([*before.words, *words])),
            reads=_reads_now(folder.ledger, pulled, options) if whole else before.reads,
        )
        folder.save()
    return whole


def _reads_now(ledger: Ledger, pulled: Pulled, options: Options) -> Mapping[str, str]:
    """Return what the deck reads of the content, as it is now; nothing where that cannot be read any more."""
    entry = ledger.entries.get(pulled.output)
    try:
        pack, given = pack_and_materials(options)
    except ProblemError:
        return {}
    return _digests([key for key in entry.reads if key.startswith("entry:")], options, pack, given) if entry else {}


def put_picture(folder: Path, name: str, data: bytes) -> None:
    """Write a picture beside the YAML file that names it; one that is there under that name stays. Raises OSError."""
    file = folder / name
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def take(edited: Path, pulled: Pulled, file: Path) -> list[Path]:
    """Deck, what it brings, a new YAML file -> the files that say the slides which were added by hand.

    Raises ProblemError where the file is there already, or cannot be written.
    """
    taken = taken_slides(edited, {slide.number for slide in pulled.changes.added}, file.stem, file.stem)
    written = write_new({file: taken.text})
    for name, data in taken.pictures.items():
        put_picture(file.parent, name, data)
    return [*written, *(file.parent / name for name in taken.pictures)]
