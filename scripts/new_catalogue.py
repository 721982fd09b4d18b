"""Begins the catalogue of a language: all that visitors read, to be translated.

    python scripts/new_catalogue.py fr [FOLDER]

Writes `fr/LC_MESSAGES/django.po` into the folder, by default into `cms/locale`. If it is
there already, it gets the texts that are new and keeps what was translated.
"""

from __future__ import annotations

import sys
from pathlib import Path

import django

import polib


ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "cms" / "locale"
#: Has every text that visitors read; tests see to that.
COMPLETE = OURS / "ar" / "LC_MESSAGES" / "django.po"
#: Where Django has its own words of each language, and so the rule of its plurals.
DJANGOS = Path(django.__file__).parent / "conf" / "locale"
#: That of English and of most languages that Django does not know.
TWO_FORMS = "nplurals=2; plural=(n != 1);"


def plural_forms(code: str) -> str:
    """Return how a language counts, as gettext writes it."""
    language, _dash, region = code.partition("-")
    name = f"{language}_{region.title()}" if region else language
    path = DJANGOS / name / "LC_MESSAGES" / "django.po"
    return (
        polib.pofile(str(path)).metadata["Plural-Forms"] if path.exists() else TWO_FORMS
    )


def catalogue(code: str, known: polib.POFile | None = None) -> polib.POFile:
    """Return the catalogue of a language with what of it is known already."""
    new = polib.POFile(wrapwidth=0)
    new.metadata = {
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(code),
    }
    forms = int(new.metadata["Plural-Forms"].split(";")[0].split("=")[1])
    for text in polib.pofile(str(COMPLETE)):
        old = known and known.find(text.msgid, msgctxt=text.msgctxt or False)
        plurals = dict.fromkeys(range(forms), "") if text.msgid_plural else {}
        new.append(
            polib.POEntry(
                msgctxt=text.msgctxt,
                msgid=text.msgid,
                msgid_plural=text.msgid_plural,
                msgstr=old.msgstr if old else "",
                msgstr_plural=(old and old.msgstr_plural) or plurals,
                flags=text.flags,
            )
        )
    return new


def main() -> int:
    """Write the catalogue; return 2 if no language was named."""
    if len(sys.argv) not in (2, 3):
        print(__doc__)
        return 2
    code = sys.argv[1]
    folder = Path(sys.argv[2]) if len(sys.argv) == 3 else OURS
    path = folder / code.replace("-", "_") / "LC_MESSAGES" / "django.po"
    known = polib.pofile(str(path)) if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue(code, known).save(str(path))
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
