"""Checks the translations: each catalogue can be read, fits its texts, is compiled.

    python scripts/check_catalogues.py [--compile] [FOLDER …]

With `--compile` it writes the compiled files first, without any tool of the system.
Looks at our own and at those in folders besides (`EXTRA_LOCALE_PATHS`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib


ROOT = Path(__file__).resolve().parent.parent
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def placeholder_errors(catalogue: polib.POFile) -> Iterator[str]:
    """Yield the translations that name other values than their text does."""
    for entry in catalogue.translated_entries():
        expected = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        for translation in (entry.msgstr, *entry.msgstr_plural.values()):
            # A plural form may leave the number out: “one event”.
            if translation and not set(PLACEHOLDER.findall(translation)) <= expected:
                yield f"line {entry.linenum}: other placeholders than in the text"


def errors(path: Path) -> Iterator[str]:
    """Yield what is wrong with the catalogue at `path`, a .po file."""
    catalogue = polib.pofile(str(path), check_for_duplicates=True)
    yield from placeholder_errors(catalogue)
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or texts(polib.mofile(str(compiled))) != texts(catalogue):
        yield f"{compiled.name} is older than it; run this with --compile"


def texts(catalogue: polib.POFile | polib.MOFile) -> dict[tuple[Any, ...], Any]:
    """Return the translations of a catalogue by what they translate."""
    return {
        (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural)
        for entry in catalogue.translated_entries()
    }


def catalogues(folders: list[Path]) -> list[Path]:
    """Return the .po files of the project and those in folders besides."""
    ours = ROOT.glob("*/locale/*/LC_MESSAGES/*.po")
    others = (each for folder in folders for each in folder.glob("*/LC_MESSAGES/*.po"))
    return sorted({*ours, *others})


def main() -> int:
    """Check every catalogue; return 1 if something is wrong."""
    found = 0
    folders = [Path(each).resolve() for each in sys.argv[1:] if each != "--compile"]
    for path in catalogues(folders):
        if "--compile" in sys.argv:
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
        for error in errors(path):
            print(f"{path}: {error}")
            found += 1
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
