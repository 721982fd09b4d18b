"""Where pages have been public, so that a visitor can be told that one is gone."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from wagtail.models import Site


#: Longer paths don't fit an index of PostgreSQL. They are not remembered: once their
#: page is gone they are unknown instead.
LONGEST_PATH = 640


class PublicAddressQuerySet(models.QuerySet):
    """Addresses of public pages."""

    def so_far(self) -> Self:
        """Leave out those that are only going to be public."""
        return self.filter(since__lte=timezone.now())


class PublicAddress(models.Model):
    """An address at which a page is public, has been, or will be by the clock alone.

    Kept when the page is unpublished, moved or deleted: where nothing public stands,
    this tells an address that was (410 Gone) from one that never was (404 Not Found).
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=LONGEST_PATH)
    #: No foreign key: the page may be deleted.
    page_id = models.BigIntegerField(db_index=True)
    since = models.DateTimeField()

    objects = PublicAddressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["site", "path", "page_id"], name="public_address_once"
            )
        ]

    def __str__(self) -> str:
        return self.path
