"""All that outputs can be made from, as it is now: digests by key, so that what an output read can be looked up again.

Keys: `program`, `libraries`, `date`, `fonts`, `theme`, `template-file`, `styles`, `documents`; `template:<name>` for a
template or words, below the template folders; `file:<path>`; `entry:<path of a document>#<field>`.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deckbrief.base.cache import remembered
from deckbrief.base.digest import NONE, digest_of_entry, digest_of_file, digest_of_values, files_below
from deckbrief.base.guid import guid
from deckbrief.base.reading import EVERYTHING
from deckbrief.base.roots import shipped_templates

if TYPE_CHECKING:
    from deckbrief.content.model import Document, Pack
    from deckbrief.export.exporter import Exporter
    from deckbrief.export.materials import Materials

_YAML: Final = (".yaml", ".yml")
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_FONTS: Final = (
    "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "~/Library/Fonts",
    "~/.fonts", "~/.local/share/fonts",
)  # fmt: skip
_LIBRARIES: Final = ("/usr/lib", "/usr/local/lib", "/opt/homebrew/lib")
_SETTING: Final = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libcairo")


Lookup = Callable[[str], str]
"""A key -> its digest now."""


class Sight:
    """Digests of what lies there when a build begins. What is only asked for later is read later."""

    def __init__(self, content: Path, roots: tuple[Path, ...], template: Path | None, fonts: str = "") -> None:
        self._roots, self._fonts = roots, fonts
        self.templates: list[dict[str, str]] = [
            _shipped(root) if root == shipped_templates() else _digests(files_below(root)) for root in roots
        ]
        """The files of each template folder."""
        self.yaml = {name: digest_of_file(path) for name, path in files_below(content, _YAML)}
        self.plain: dict[str, str] = {
            "program": _program(),
            "libraries": _libraries(),
            "date": os.environ.get("SOURCE_DATE_EPOCH", ""),
            "template-file": digest_of_file(template) if template else "",
            "styles": digest_of_values(*(sorted(filter(_is_of_styles, files)) for files in self.templates)),
        }

    @cached_property
    def fonts(self) -> str:
        """Digest of what documents are set with: fonts by name, size and time (they are 100 MB), and the libraries."""
        from deckbrief.export.pdf.fonts import SYSTEM, chosen_fonts, font_folder

        source = chosen_fonts(self._fonts)
        found = [_fonts_below(str(font_folder(source)))]
        if source == SYSTEM or not found[0]:
            found += map(_fonts_below, _FONTS)
        return digest_of_values(source, found, setting_libraries())

    @cached_property
    def digest(self) -> str:
        """Digest of all this but the fonts: where it is the same, what is set without them is as it would be made."""
        return digest_of_values(self.plain, self.templates, self.yaml)

    def of(self, exporter: Exporter) -> str:
        """Return the digest of all that an exporter's files can be made from."""
        return digest_of_values(self.digest, self.fonts) if exporter.needs else self.digest

    def file(self, path: str) -> str:
        """Return the digest of a file; one of the template folders' as it was when the build began."""
        for root, files in zip(self._roots, self.templates, strict=True):
            below = os.path.relpath(path, root.resolve()).replace(os.sep, "/")
            if below in files:
                return files[below]
        return digest_of_file(path)

    def template(self, name: str) -> str:
        """Return the digest of a template: the first folder's that has one of that name."""
        return next((files[name] for files in self.templates if name in files), NONE)

    def lookup(self, pack: Pack, given: Materials) -> Lookup:
        """Pack and what jobs need -> the function from a key to its digest now."""
        documents = {document.path: document for document in pack.documents}
        of_entries: dict[str, str] = {}
        more: dict[str, str] = {
            "theme": digest_of_values(_theme(given, self.file), _layouts(given)),
            "documents": digest_of_values(*(_identity(document) for document in _drawn(pack))),
            "sessions": digest_of_values(*(_identity(session) for session in pack.sessions)),
        }

        def digest(key: str) -> str:
            kind, _, rest = key.partition(":")
            if kind == "entry":
                if key not in of_entries:
                    of_entries[key] = _entry(documents, rest)
                return of_entries[key]
            if kind == "template":
                return self.template(rest)
            if kind == "file":
                return self.file(rest)
            if key == EVERYTHING:
                return digest_of_values(self.digest, self.fonts)
            return self.fonts if key == "fonts" else more.get(key) or self.plain.get(key, NONE)

        return digest

    def files_are(self, reads: Mapping[str, str]) -> bool:
        """Tell whether the files outside of what is in sight that an output read are as they were."""
        names = [key for key in reads if key.startswith("file:")]
        return all(self.file(key.removeprefix("file:")) == reads[key] for key in names)


def _drawn(pack: Pack) -> Iterable[Document]:
    event = (pack.event,) if pack.event else ()
    return (pack.info, *event, *pack.units, *pack.comparisons, *pack.slide_sets)


def _identity(document: Document) -> tuple[str, str, str]:
    return type(document).__name__, document.path, getattr(document, "id", "")


def _entry(documents: Mapping[str, Document], rest: str) -> str:
    path, _, name = rest.partition("#")
    document = documents.get(path)
    return digest_of_entry(vars(document)[name]) if document is not None and name in vars(document) else NONE


def _theme(given: Materials, file: Callable[[str], str]) -> str:
    """Return the digest of the folders of themes that outputs are made with, and of the shape that the pack gives."""
    themes = [theme for theme in (given.theme, given.plain) if theme is not None]
    folders = [folder for theme in themes for folder in theme.folders]
    return digest_of_values([f"{theme.name} {theme.height}" for theme in themes], [
        (name, file(str(Path(path).resolve()))) for folder in folders for name, path in files_below(folder)
    ])  # fmt: skip


def _layouts(given: Materials) -> str:
    """Return the digest of the layouts of a user's template that the whole pack names: its theme is made from them."""
    return digest_of_entry(given.pack.info.layouts if given.plain is not None else None)


def _is_of_styles(name: str) -> bool:
    return name.startswith("briefing/")


def _program() -> str:
    """Return the digest of the program's own files."""
    files = [(name, path) for name, path in files_below(_PACKAGE) if not name.startswith("templates/")]
    return digest_of_values(list(_kept_digests("program", files).items()))


def _shipped(root: Path) -> dict[str, str]:
    """Return the digests of the shipped templates."""
    return _kept_digests("templates", list(files_below(root)))


def _digests(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name: digest_of_file(path) for name, path in files}


def _kept_digests(name: str, files: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the digests of files that come with the program: from the last run, while their sizes and times stand."""
    try:
        stats = [(path, os.stat(path)) for _, path in files]
    except OSError:
        return _digests(files)
    stamps = repr([(path, stat.st_size, stat.st_mtime_ns) for path, stat in stats])
    return remembered("digests", f"{name}-{guid(str(_PACKAGE))}", stamps, lambda: _digests(files))


def _libraries() -> str:
    """Return the digest of what the program runs on: Python, zlib, and the packages beside its requirements."""
    folders = [Path(entry) for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))]
    packages = [name for folder in folders for name in _names(folder) if name.endswith((".dist-info", ".egg-info"))]
    return digest_of_values(sys.version, zlib.ZLIB_RUNTIME_VERSION, sorted(packages))


def setting_libraries() -> list[str]:
    """Return the names, which tell the versions, of the libraries that set and embed text."""
    folders = [Path(name) for name in _LIBRARIES]
    folders += [folder / name for folder in folders for name in _names(folder) if "linux" in name]
    return sorted(name for folder in folders for name in _names(folder) if name.startswith(_SETTING))


def _fonts_below(folder: str) -> list[tuple[str, int, int]]:
    found = []
    for name, path in files_below(Path(folder).expanduser()):
        try:
            stat = os.stat(path)
        except OSError:
            continue
        found.append((name, stat.st_size, stat.st_mtime_ns))
    return sorted(found)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
