"""Text without markup, for files that are read as they are."""

from __future__ import annotations

import re


#: What neither XML 1.0 nor iCalendar takes: control characters, and what is no character.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """Return `text` with plain line ends, and without control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return _CONTROLS.sub("", lines)
