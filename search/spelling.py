"""What a visitor may have meant, where nothing was found.

The words of the index that are near to each word are searched for together: whatever is
found is public, and holds a near word for each. Which of them was meant is read off the
best of these pages, so that no word of another page is ever shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.lookups import TrigramSimilar
from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.functions import Length

from modelsearch.query import And, Or, PlainText, SearchQuery
from rapidfuzz import process
from rapidfuzz.distance import OSA

from cms.core.folding import WORD, fold
from search.models import LONGEST, Word


#: Words that may be misspelt; a longer query holds enough right ones.
MOST_MISSPELT = 4
#: Words that are near to one, and those of the index that are compared with it.
MOST_NEAR, MOST_COMPARED = 12, 4000
SHORTEST_MISSPELT, LONG = 4, 6  # letters


class NearWord(NamedTuple):
    """A word of the index, and how many letters lie between it and what was typed."""

    text: str
    distance: int


Near = dict[str, list[NearWord]]
#: First pages with the nearest words are looked for, then those with less near ones:
#: a rare word would win against the right one.
DISTANCES = (1, 2)


def near_words(words: Sequence[str]) -> Near:
    """Return for each folded word those of the index that are near, itself first.

    Costs one query.
    """
    misspelt = [word for word in words if _may_be_misspelt(word)][:MOST_MISSPELT]
    if not misspelt:
        return {}
    alike = Q()
    for word in misspelt:
        alike |= _like(word)
    known = Word.objects.annotate(length=Length("text")).filter(alike)
    compared = list(known.values_list("text", flat=True)[:MOST_COMPARED])
    return {
        word: _nearest(word, compared) if word in misspelt else [NearWord(word, 0)]
        for word in words
    }


def query_of(near: Near, distance: int) -> SearchQuery:
    """Return the query for pages that hold a word for each, at most that far away."""
    return And(
        [
            Or([PlainText(each.text) for each in choices if each.distance <= distance])
            for choices in near.values()
        ]
    )


def words_in(text: str) -> dict[str, str]:
    """Return the words of a text as it writes them, by what they are folded to."""
    return {fold(word): word.lower() for word in reversed(WORD.findall(text))}


def meant(near: Near, held: dict[str, str]) -> list[str]:
    """Return for each word the nearest one in a text (`words_in`), or itself."""
    return [
        next((held[each.text] for each in choices if each.text in held), word)
        for word, choices in near.items()
    ]


def _may_be_misspelt(word: str) -> bool:
    return SHORTEST_MISSPELT <= len(word) <= LONGEST and word.isalpha()


def _like(word: str) -> Q:
    """Return what keeps words that may be near, before their letters are compared."""
    most = _most_changes(word)
    begins = Q(text__startswith=word[0])
    return Q(length__range=(len(word) - most, len(word) + most)) & (
        begins | _alike_elsewhere(word)
    )


def _alike_elsewhere(word: str) -> Q:
    """Return what keeps words with another first letter."""
    if has_trigrams():
        return Q(TrigramSimilar(F("text"), Value(word)))
    return Q(text__endswith=word[-3:])


def _most_changes(word: str) -> int:
    """Return how many letters may be missing, wrong, too many or swapped."""
    return 2 if len(word) >= LONG else 1


def _nearest(word: str, compared: Sequence[str]) -> list[NearWord]:
    found: Any = process.extract(
        word,
        compared,
        scorer=OSA.distance,
        score_cutoff=_most_changes(word),
        limit=MOST_NEAR,
    )
    near = [NearWord(text, distance) for text, distance, _position in found]
    return [NearWord(word, 0), *(each for each in near if each.distance)]


@cache
def has_trigrams() -> bool:
    """Say whether the database compares words by trigrams: PostgreSQL with pg_trgm."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None
