"""The words of the search index, for what visitors misspell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models


if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST, LONGEST = 3, 40


class WordQuerySet(models.QuerySet["Word"]):
    """Words."""

    def remember(self, texts: Iterable[str]) -> None:
        """Add the words that are not known yet, in one order for all who do it."""
        wanted = {text for text in texts if _is_a_word(text)}
        known = set(self.filter(text__in=wanted).values_list("text", flat=True))
        new = [self.model(text=text) for text in sorted(wanted - known)]
        self.bulk_create(new, ignore_conflicts=True)


class Word(models.Model):
    """A folded word of at least one page that is or was in the index, public or not.

    So nobody is shown one, unless a public page that was found holds it
    (`search.spelling`). Words are never taken out: what no page holds finds nothing.
    """

    text = models.CharField(max_length=LONGEST, unique=True)

    objects = WordQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text


def _is_a_word(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and not text.isdecimal()
