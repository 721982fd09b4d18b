"""Texts without what people leave out when they type: accents, vowel signs, variants.

The index of the search and what is searched for are folded alike, so that “Beyonce”
finds Beyoncé and “اسبوع” finds أسبوع. Letters stay letters: each word of a text can be
folded alone, and is found where it stands in the original.
"""

from __future__ import annotations

import re
from unicodedata import category, combining, decimal, normalize


#: Letters and digits of any script, with the marks that stand on them.
WORD = re.compile(r"(?:[^\W_][\u0300-\u036f\u0640\u064b-\u065f\u0670\u06d6-\u06ed]*)+")
#: Marks of these classes are parts of letters: in Indian scripts and in Japanese.
LETTER_MARKS = frozenset({0, 7, 8, 9})
#: What Unicode does not take apart. Arabic: letters that many write in the place of
#: another, and the line that stretches words. Latin: letters with a stroke, ligatures.
VARIANTS = str.maketrans(
    {
        "ـ": "",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ک": "ك",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
    }
)


def fold(text: str) -> str:
    """Return `text` in small letters, without accents, vowel signs and variants."""
    if text.isascii():
        return text.lower()
    parts = normalize("NFKD", text.casefold())
    kept = "".join(map(_plain, parts))
    return normalize("NFC", kept.translate(VARIANTS))


def _plain(sign: str) -> str:
    if combining(sign) not in LETTER_MARKS:
        return ""
    return str(decimal(sign)) if category(sign) == "Nd" else sign


def folded_words(text: str) -> list[str]:
    """Return the words of `text`, folded, in their order."""
    if text.isascii():
        return WORD.findall(text.lower())
    # Letters that are written in another form may come apart in two words: ½.
    return WORD.findall(" ".join(fold(word) for word in WORD.findall(text)))
