"""What a visitor types into the search box, made safe for any database."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page, get_page_models


LONGEST_QUERY = 200
MOST_WORDS = 10
#: Letters and digits of any script, with the marks that stand on Arabic letters.
WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0670]+")


def words_of(text: str) -> list[str]:
    """Return the words of `text`, without the signs that search engines read as code."""
    return WORD.findall(text)[:MOST_WORDS]


def page_type_choices() -> list[tuple[str, str]]:
    """Return the page types that can be searched for, as `("press.PressReleasePage", …)`."""
    models = [model for model in get_page_models() if model is not Page]
    return [
        (model._meta.label, capfirst(model._meta.verbose_name_plural))
        for model in models
    ]


class QueryField(forms.CharField):
    """A line of text, cut to a sensible length instead of refused."""

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\0", " ")
        return " ".join(text[:LONGEST_QUERY].split())


class SearchForm(forms.Form):
    """The parameters of the search page."""

    q = QueryField(
        required=False,
        label=_("Search for"),
        widget=forms.TextInput(
            attrs={"type": "search", "maxlength": LONGEST_QUERY, "autocomplete": "off"}
        ),
    )
    type = forms.ChoiceField(required=False, choices=page_type_choices)
