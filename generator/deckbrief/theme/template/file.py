"""A user's .pptx or .potx -> its parts and what they refer to, or the problem that says why it cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Hint, Place, Problem, ProblemError
from deckbrief.base.record import record, replace
from deckbrief.base.report import user_path
from deckbrief.ooxml.archive import SAVE_AS, Fault
from deckbrief.ooxml.markup import Element
from deckbrief.ooxml.names import PRESENTATION, STRICT
from deckbrief.ooxml.reader import OfficeFile, Part, open_office_file
from deckbrief.theme.template.mend import mended

_MAIN_TYPES: Final = ("presentation.main+xml", "template.main+xml", "slideshow.main+xml")
_REPAIR: Final = msg("open it in PowerPoint, let it repair the file if it asks, and save it again")
_KINDS: Final = {
    "zip": "unreadable",
    "part-name": "damaged",
    "content-type": "unreadable",
    "xml": "damaged",
    "doctype": "damaged",
}
"""What the kinds of faults of any file are called that have other names among a template's problems."""


@record
class TemplateFile:
    """A template as it was read; every part of it is a presentation's."""

    path: Path
    office: OfficeFile
    """Its package without what was damaged in it,"""
    problems: tuple[Problem, ...] = ()
    """and what that was."""

    def problem(self, code: str, message: Message, hint: Hint = "", severity: str = "error") -> Problem:
        """Return a problem of this file; a package has no lines to point at."""
        return Problem(code, Place(user_path(self.path)), message, hint, severity)

    def part(self, name: str) -> Part:
        """Name -> the part. Raises ProblemError where it is missing or no XML."""
        part = self.office.part(name)
        if part is None or part.root is None:
            raise ProblemError([self._damaged(name, part)])
        return part

    def _damaged(self, name: str, part: Part | None) -> Problem:
        if part is None:
            return self.problem("template-file.damaged", msg("its part {name} is missing", name=name), _REPAIR)
        return part_problem(self.path, part.fault or Fault("xml", msg("is no XML"), part=name))

    def xml(self, name: str) -> Element:
        """Part name -> its root. Raises ProblemError where the part is missing or no XML."""
        root = self.part(name).root
        assert root is not None, "a part that was returned has a root"
        return root

    def targets(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """Part and kind of relationship (`slideMaster`, `theme` …) -> ids and names of parts, in the file's order."""
        found = self.office.part(part)
        return ((entry.id, entry.part) for entry in (found.kin(kind) if found else ()))

    def target(self, part: str, kind: str) -> str:
        """Return the one part of that kind that a part refers to.

        Raises ProblemError where there is none.
        """
        for _, name in self.targets(part, kind):
            return name
        raise ProblemError(
            [
                self.problem(
                    "template-file.damaged", msg("its part {part} names no {kind}", part=part, kind=kind), _REPAIR
                )
            ]
        )

    def lead(self, part: str, relationship: str) -> str:
        """Part and the id of one of its relationships -> the name of the part that it leads to; nothing: to none."""
        found = self.office.part(part)
        entry = found.relation(relationship) if found else None
        return entry.part if entry else ""


def open_template(path: Path) -> TemplateFile:
    """Path -> the template's parts.

    Raises ProblemError where it is no PowerPoint file, larger than is read, locked by a password, in the old binary
    format, or has macros.
    """
    file, faults = open_office_file(path)
    if other := _other_file(file):
        raise _refused(path, "template-file.unreadable", *other)
    if faults:
        raise ProblemError([part_problem(path, faults[0])])
    main = next((entry.part for entry in file.root.kin("officeDocument")), "")
    kind = file.type_of(main)
    if "macroEnabled" in kind or any(name.rpartition("/")[2] == "vbaProject.bin" for name in file.parts):
        hint = msg("save it as .pptx or .potx: that leaves the macros out")
        raise _refused(path, "template-file.macros", msg("the template has macros, which no deck is to carry"), hint)
    if not kind.endswith(_MAIN_TYPES):
        named = {"wordprocessingml": msg("a Word document"), "spreadsheetml": msg("an Excel workbook")}
        what = next((what for word, what in named.items() if word in kind), msg("a zip file without a presentation"))
        raise _refused(
            path, "template-file.unreadable", msg("this is {what}, not a PowerPoint file", what=what), SAVE_AS
        )
    if main != PRESENTATION:
        message = msg("its presentation stands at {main}, where no PowerPoint puts it", main=main)
        raise _refused(path, "template-file.damaged", message, SAVE_AS)
    whole = mended(file)
    if whole.fatal:
        raise ProblemError([part_problem(path, whole.fatal)])
    template = TemplateFile(path, whole.file)
    told = {sentence: "note" if sentence in whole.unseen else "warning" for sentence in whole.told}
    problems = (template.problem("template-file.damaged", sentence, "", how) for sentence, how in told.items())
    return replace(template, problems=tuple(problems))


def part_problem(path: Path, fault: Fault) -> Problem:
    """A template's path and what keeps it or a part of it from being read -> the problem."""
    code = f"template-file.{_KINDS.get(fault.kind, fault.kind)}"
    message = msg("its part {part} {message}", part=fault.part, message=fault.message) if fault.part else fault.message
    if fault.line:
        message = msg("{message} (line {line})", message=message, line=fault.line)
    return Problem(code, Place(user_path(path)), message, fault.hint or (_REPAIR if fault.part else ""))


def _refused(path: Path, code: str, message: Message, hint: Hint = "") -> ProblemError:
    return ProblemError([Problem(code, Place(user_path(path)), message, hint)])


def _other_file(file: OfficeFile) -> tuple[Message, Message] | None:
    """What a file is instead of a presentation that can be used, and what helps."""
    mimetype = file.part("mimetype")
    if mimetype is not None and b"opendocument" in mimetype.data[:80]:
        hint = msg("open it in LibreOffice and save it as PowerPoint 2007-365 (.pptx)")
        return msg("this is an OpenDocument file, not a PowerPoint file"), hint
    main = next((file.part(entry.part) for entry in file.root.kin("officeDocument")), None)
    if main is not None and STRICT.encode() in main.data:
        hint = msg("save it as PowerPoint Presentation (.pptx), without “Strict”")
        return msg("the template is in the strict variant of Open XML, which few programs read"), hint
    return None
