"""Pictures. They are written anew, so that nothing hides in what is stored.

Where a picture was taken, with which camera, a second file at its end: all that goes.
What is seen stays, with size, colours, orientation and animation.
"""

from __future__ import annotations

import struct
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from PIL import Image, ImageOps, ImageSequence
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from cms.core.uploads.basics import check_size, extension_of


if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.base import File

FORMATS = {
    "avif": "AVIF",
    "gif": "GIF",
    "jpeg": "JPEG",
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
}
PILLOW_FORMATS = sorted(set(FORMATS.values()))
ORIENTATION = 0x0112  # the one tag of EXIF that changes how a picture looks
UPRIGHT = 1
LOSSLESS_WEBP = b"VP8L"
#: How well a format is written that cannot be written without loss.
QUALITY = {"AVIF": {"quality": 90, "speed": 8}, "WEBP": {"quality": 95}}

#: What Pillow raises for files that are not what they seem.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class SafePicture(ContentFile):
    """A picture that was checked and written anew."""


def safe_picture(file: File, name: str) -> SafePicture:
    """Return the picture in `file` as it may be stored.

    Raises:
        ValidationError: As `check_picture`, or its content is broken.
    """
    if isinstance(file, SafePicture):
        return file
    check_picture(file, name)
    content = BytesIO()
    with _opened(file) as picture:
        if isinstance(picture, JpegImageFile):
            _write_jpeg(picture, content)
        else:
            _write(picture, content)
    return SafePicture(content.getvalue(), name=name)


def check_picture(file: File, name: str) -> None:
    """Look at the head of a picture. Nothing of its content is decoded.

    Raises:
        ValidationError: It is no picture of the kind that its name says, or too large,
            in bytes or in pixels.
    """
    check_size(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    with _opened(file) as picture:
        _check_extension(picture, name)
        _check_pixels(picture)


def picture_size(file: File) -> tuple[int, int]:
    """Return width and height of a picture, from its head alone."""
    with _opened(file) as picture:
        return picture.size


@contextmanager
def _opened(file: File) -> Iterator[Image.Image]:
    """Open a picture; say in an editor's words what is wrong with it."""
    file.seek(0)
    content = BytesIO(file.read())
    file.seek(0)
    try:
        with Image.open(content, formats=PILLOW_FORMATS) as picture:
            yield picture
    except ValidationError:
        raise
    except BOMBS as error:
        raise _too_many_pixels() from error
    except BROKEN as error:
        raise ValidationError(
            _(
                "This file is not a picture, or it is broken. Export it again from "
                "the program that it comes from."
            ),
            code="broken",
        ) from error


def _check_extension(picture: Image.Image, name: str) -> None:
    found = "JPEG" if isinstance(picture, JpegImageFile) else picture.format
    if found != FORMATS.get(extension_of(name)):
        raise ValidationError(
            _(
                "The name of this file says that it is a %(named)s, but it is a %(found)s."
            ),
            params={"named": extension_of(name).upper(), "found": found},
            code="wrong_extension",
        )


def _check_pixels(picture: Image.Image) -> None:
    # A JPEG may bring small copies of itself, which are not kept.
    is_jpeg = isinstance(picture, JpegImageFile)
    frames = 1 if is_jpeg else getattr(picture, "n_frames", 1)
    pixels = picture.width * picture.height * frames
    if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than %(millions)s million pixels. Make it smaller."),
        params={"millions": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
        code="too_many_pixels",
    )


def _write_jpeg(picture: JpegImageFile, target: BytesIO) -> None:
    """Write a JPEG with its own tables, by which nothing visible is lost."""
    exif = Image.Exif()
    orientation = picture.getexif().get(ORIENTATION, UPRIGHT)
    if orientation != UPRIGHT:
        exif[ORIENTATION] = orientation
    picture.save(
        target,
        "JPEG",
        qtables=picture.quantization,
        subsampling=get_sampling(picture),
        progressive=bool(picture.info.get("progressive")),
        optimize=True,
        icc_profile=picture.info.get("icc_profile"),
        exif=exif if exif else b"",
        comment=b"",
    )


def _write(picture: Image.Image, target: BytesIO) -> None:
    """Write any other picture, turned upright, with all its frames."""
    options: dict[str, Any] = {
        "format": picture.format,
        "icc_profile": picture.info.get("icc_profile"),
        "comment": b"",
        "exif": b"",
        "xmp": b"",
        **QUALITY.get(str(picture.format), {}),
    }
    if picture.format == "WEBP":
        options["lossless"] = LOSSLESS_WEBP in picture.fp.getvalue()[:64]  # type: ignore[attr-defined]
    if getattr(picture, "is_animated", False):
        durations = []
        for frame in ImageSequence.Iterator(picture):
            frame.load()  # some formats say only then how long a frame is shown
            durations.append(frame.info.get("duration", 0))
        picture.seek(0)
        loop = picture.info.get("loop")
        options |= {"save_all": True, "duration": durations}
        options |= {} if loop is None else {"loop": loop}
    else:
        picture = ImageOps.exif_transpose(picture)
    picture.save(target, **options)
