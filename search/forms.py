"""What a visitor types into the search box, made safe for any database."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.folding import folded_words


LONGEST_QUERY = 200
MOST_WORDS = 10


def words_of(text: str) -> list[str]:
    """Return the words of `text` folded, each once, without any signs."""
    return list(dict.fromkeys(folded_words(text)))[:MOST_WORDS]


class QueryField(forms.CharField):
    """A line of text, cut to a sensible length instead of refused."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\0", " ")
        return " ".join(text[:LONGEST_QUERY].split())


class SearchForm(forms.Form):
    """The search box."""

    q = QueryField(
        required=False,
        label=_("Search for"),
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "maxlength": LONGEST_QUERY,
                "autocomplete": "off",
                "enterkeyhint": "search",
            }
        ),
    )
