"""Pages as pictures, drawn by us: what a browser or the recognition is given is never the file itself."""

from __future__ import annotations

import io
import warnings
from typing import Final

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from liemchinh.files import refusals
from liemchinh.files.kinds import FileKind
from liemchinh.files.refusals import refused

POINTS: Final = 100_000_000
"""Points of the largest picture that is opened: an A1 sheet at 350 dpi."""
SIDE: Final = 40_000
FRAMES: Final = 500
DRAWN: Final = 20_000_000
"""Points of the largest picture that is drawn of a page."""
INCH: Final = 72

Image.MAX_IMAGE_PIXELS = POINTS
warnings.simplefilter("error", Image.DecompressionBombWarning)

_FORMATS: Final = {FileKind.PNG: "PNG", FileKind.JPEG: "JPEG", FileKind.TIFF: "TIFF"}
_FAULTS: Final = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    ArithmeticError,
    LookupError,
    TypeError,
)
"""What Pillow raises for files that are not what they say."""


def examine(name: str, kind: FileKind, content: bytes) -> int:
    """How many pages a picture has, every one of them whole.

    Raises RefusedFileError: damaged, too many points or pages.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as picture:
            frames = int(getattr(picture, "n_frames", 1)) if kind is FileKind.TIFF else 1
            if frames > FRAMES:
                raise refused(name, refusals.TOO_MANY_PAGES)
            for frame in range(frames):
                picture.seek(frame)
                width, height = picture.size
                if width * height > POINTS or max(width, height) > SIDE:
                    raise refused(name, refusals.TOO_MANY_POINTS)
                picture.load()
            return frames
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise refused(name, refusals.TOO_MANY_POINTS) from fault
    except _FAULTS as fault:
        if isinstance(fault, ValueError) and hasattr(fault, "label"):
            raise
        raise refused(name, refusals.damaged(kind.value)) from fault


def of_page(document: pypdfium2.PdfDocument, number: int, *, dpi: float, width: int = 0) -> bytes:
    """A page of a PDF as PNG: at `dpi`, or `width` points wide."""
    page = document[number]
    try:
        across, down = page.get_size()
        scale = width / across if width else dpi / INCH
        scale = min(scale, (DRAWN / max(across * down, 1)) ** 0.5)
        return _png(page.render(scale=max(scale, 0.01)).to_pil(), colours=bool(width))
    finally:
        page.close()


def of_picture(kind: FileKind, content: bytes, number: int, *, width: int = 0) -> bytes:
    """A page of a picture as PNG, upright, without what the camera wrote beside it; at most `width` points wide."""
    with Image.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as picture:
        picture.seek(number)
        drawn = ImageOps.exif_transpose(picture)
        if drawn.mode in {"RGBA", "LA", "PA"} or "transparency" in drawn.info:
            over = drawn.convert("RGBA")
            drawn = Image.new("RGBA", over.size, "white")
            drawn.alpha_composite(over)
        if drawn.mode.startswith(("I", "F")):
            drawn = drawn.point(lambda value: value / 256).convert("L") if drawn.mode != "F" else drawn.convert("L")
        across, down = drawn.size
        scale = min(width / across if width else 1, (DRAWN / (across * down)) ** 0.5, 1)
        drawn = drawn.convert("L" if drawn.mode in {"1", "L"} else "RGB")
        if scale < 1:
            drawn = drawn.resize((max(round(across * scale), 1), max(round(down * scale), 1)), Image.Resampling.LANCZOS)
        return _png(drawn, colours=bool(width))


def _png(picture: Image.Image, *, colours: bool) -> bytes:
    """Without metadata; grey for the recognition, which sees no colours."""
    clean = picture.convert("RGB" if colours and picture.mode != "L" else "L")
    made = io.BytesIO()
    clean.save(made, "PNG", compress_level=3, dpi=None)
    return made.getvalue()
