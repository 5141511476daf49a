"""Names of files in content -> the files, inside of the content folder; photographs -> what slides need of them."""

from __future__ import annotations

import warnings
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from deckbrief.base.message import Message, msg, of_system
from deckbrief.base.problem import Hint, Problem, ProblemError, nearest
from deckbrief.base.reading import note
from deckbrief.base.record import record, replace
from deckbrief.content.model import Pack
from deckbrief.draft.vector import UndrawableError, png_of, without_notes

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS: Final = ("PNG", "JPEG", "WEBP")
"""Kinds of pictures that are read, besides SVG."""
_MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_PIXELS: Final = 120_000_000
_LONGEST: Final = 2_000
"""Pixels of the longer side of a picture in a deck: 150 to the inch on a slide of 13.33 inches."""
_QUALITY: Final = 88
_FEW_COLORS: Final = 64
"""Drawings and screens have so many at most; a grey photograph has 256."""


class Unusable(Exception):
    """A file that cannot be used, and why."""

    def __init__(self, message: Message, hint: Hint = "", code: str = "content.file", *, missing: bool = False) -> None:
        super().__init__(message)
        self.message, self.hint, self.code, self.missing = message, hint, code, missing


@record
class Photo:
    """A picture as decks hold it: its bytes, their media type, its size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int
    vector: bytes = b""
    """The drawing that it was made of, as SVG."""


def file_of(pack: Pack, path: str, name: str) -> Path:
    """Content path of a file's name, the name -> the file: beside the YAML file, or in the content folder.

    Raises ProblemError where there is none, where it lies outside of the content folder, links resolved, or is too
    large.
    """
    try:
        found = _found(Path(pack.folder), path.partition("#")[0], name)
    except Unusable as error:
        raise refused(pack, path, error) from error
    note(f"file:{found}")
    return found


def is_missing(pack: Pack, path: str, name: str) -> bool:
    """Tell whether there is no file of that name where `file_of` looks for one, in the content folder."""
    try:
        _found(Path(pack.folder), path.partition("#")[0], name)
    except Unusable as error:
        for folder in (Path(pack.folder) / Path(path.partition("#")[0]).parent, Path(pack.folder)):
            note(f"file:{folder / name}")  # what is made without it is made anew once it is there
        return error.missing
    return False


def refused(pack: Pack, path: str, error: Unusable) -> ProblemError:
    """Return the problem of a file that cannot be used, at the content path that names it."""
    return ProblemError([Problem(error.code, pack.place(path), error.message, error.hint)])


def _found(folder: Path, document: str, name: str) -> Path:
    root = folder.resolve()
    tried = [folder / Path(document).parent / name, folder / name]
    file = next((each for each in tried if each.is_file()), None)
    if any(not each.resolve().is_relative_to(root) for each in (tried if file is None else [file])):
        message = msg("'{name}' lies outside of the content folder", name=name)
        raise Unusable(message, msg("copy the file into the content folder"))
    if file is None:
        known = sorted({entry.name for each in tried for entry in _beside(each)})
        raise Unusable(msg("there is no file '{name}'", name=name), nearest(Path(name).name, known), missing=True)
    if (size := file.stat().st_size) > _MOST_BYTES:
        message = msg("the file has {size} MB", size=size // 1024 // 1024)
        hint = msg("at most {most} MB are read", most=_MOST_BYTES // 1024 // 1024)
        raise Unusable(message, hint, "content.limit")
    return file.resolve()


def _beside(file: Path) -> list[Path]:
    try:
        return [entry for entry in file.parent.iterdir() if not entry.name.startswith(".") and entry.is_file()]
    except OSError:
        return []


def photo_of(file: Path) -> Photo:
    """File of a picture -> the picture as slides need it: upright, in sRGB, no larger than a slide, without metadata.

    Raises Unusable where it is none, or a broken one, or too large.
    """
    return _photo_at(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _photo_at(file: Path, changed: int) -> Photo:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), Image.open(_readable(file), formats=_FORMATS) as opened:
            warnings.simplefilter("ignore")  # our own limit is told below
            if opened.width * opened.height > _MOST_PIXELS:
                message = msg("the picture has {width} × {height} pixels", width=opened.width, height=opened.height)
                raise Unusable(message, msg("make it smaller: slides show 2,000 from side to side"), "content.limit")
            opened.draft("RGB", (_LONGEST, _LONGEST))
            upright = ImageOps.exif_transpose(_in_eight_bits(opened))
            photo = _encoded(_plain(upright))
            if file.suffix.lower() == ".svg":
                return replace(photo, vector=without_notes(file.read_bytes()))
            return photo
    except UnidentifiedImageError as error:
        message = msg("'{name}' is no picture that can be read", name=file.name)
        raise Unusable(message, msg("save it as PNG, JPEG, WebP or SVG")) from error
    except UndrawableError as error:
        raise Unusable(error.message, error.hint) from error
    except Image.DecompressionBombError as error:
        raise Unusable(msg("the picture is too large"), msg("make it smaller"), "content.limit") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        reason = of_system(error) if isinstance(error, OSError) and error.errno else str(error)
        message = msg("the picture '{name}' is broken: {reason}", name=file.name, reason=reason)
        raise Unusable(message, msg("open it in a picture program and save it anew")) from error


def _readable(file: Path) -> Path | BytesIO:
    """Return a picture's file, or the PNG that a drawing becomes. Raises UndrawableError."""
    if file.suffix.lower() != ".svg":
        return file
    return BytesIO(png_of(file.read_bytes(), _LONGEST))


def _in_eight_bits(image: Image) -> Image:
    """Return a picture of 16 bits a channel with the eight that screens show."""
    if image.mode.startswith("I") or image.mode == "F":
        grey = image.convert("I").point(lambda value: value / 256)
        exif = image.getexif()
        plain = grey.convert("L")
        plain.info["exif"] = exif.tobytes() if exif else b""
        return plain
    return image


def _plain(image: Image) -> Image:
    """Return a picture in sRGB, with transparency only where it has some, no larger than a slide needs."""
    from PIL import Image as Pillow

    profile = image.info.get("icc_profile")
    clear = "A" in image.getbands() or "transparency" in image.info
    colored = _in_srgb(image, profile) if profile else image
    plain = colored.convert("RGBA" if clear else "RGB")
    if clear and plain.getchannel("A").getextrema()[0] == 255:
        plain = plain.convert("RGB")
    plain.thumbnail((_LONGEST, _LONGEST), Pillow.Resampling.LANCZOS)
    return plain


def _in_srgb(image: Image, profile: bytes) -> Image:
    """Return a picture whose colours are told by a profile in those of screens; as it is where that is damaged."""
    from PIL import ImageCms

    if image.mode not in ("RGB", "CMYK"):
        return image
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return changed or image


def _encoded(image: Image) -> Photo:
    """Return the picture's bytes: PNG where it is transparent or has few colours, else JPEG; no metadata."""
    stream = BytesIO()
    drawn = image.mode == "RGBA" or image.getcolors(_FEW_COLORS) is not None
    clean = image.copy()
    clean.info.clear()
    if drawn:
        clean.save(stream, "PNG", compress_level=6)
    else:
        clean.save(stream, "JPEG", quality=_QUALITY, optimize=True)
    return Photo(stream.getvalue(), "image/png" if drawn else "image/jpeg", image.width, image.height)
