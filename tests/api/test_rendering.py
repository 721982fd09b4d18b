"""What answers are written like: as Django REST framework's own renderer does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

import pytest
from rest_framework.renderers import JSONRenderer

from cms.api.rendering import FastJSONRenderer


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 6, 20, 9, 30, tzinfo=UTC),
        datetime(2026, 6, 20, 9, 30, 0, 123456, tzinfo=UTC),
        date(2026, 6, 20),
        time(9, 30),
        Decimal("1.50"),
        UUID(int=7),
        (1, 2.5, None, True),
        mark_safe('<p>Ünïcode & "quotes", ‏لاجئ \x00\x7f</p>'),
        gettext_lazy("Search"),
        {},
    ],
    ids=str,
)
def test_rendering__is_that_of_django_rest_framework(value):
    data = {"value": value, "list": [value]}
    assert FastJSONRenderer().render(data) == JSONRenderer().render(data)


def test_rendering__of_nothing_is_empty():
    assert FastJSONRenderer().render(None) == JSONRenderer().render(None) == b""


def test_rendering__of_what_is_no_json_is_an_error():
    with pytest.raises(TypeError):
        FastJSONRenderer().render({"value": object()})
