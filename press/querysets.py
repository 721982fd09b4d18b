"""Press releases and contacts as listings need them."""

from __future__ import annotations

from typing import Self

from django.db.models import Q, QuerySet
from django.utils import timezone

from wagtail.models import PageManager

from cms.core.querysets import BasePageQuerySet


class PressReleaseQuerySet(BasePageQuerySet):
    """Press releases."""

    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")


class PressContactQuerySet(QuerySet):
    """People whom journalists may call."""

    def valid_today(self) -> Self:
        """Leave out those whose time is over."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=timezone.localdate())
        )


PressReleaseManager = PageManager.from_queryset(PressReleaseQuerySet)
