"""Several pages that go live in one instant, all of them or none."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable


class BundleState(models.TextChoices):
    """How far a bundle has come."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    FAILED = "failed", "Failed"


class BundleQuerySet(models.QuerySet["Bundle"]):
    def open(self) -> Self:
        """Return the bundles whose pages have not gone live yet."""
        return self.exclude(state=BundleState.PUBLISHED)

    def planned(self) -> Self:
        """Return the bundles that will go live by themselves, the next one first."""
        return self.filter(state=BundleState.APPROVED).order_by("go_live_at", "pk")


class Bundle(ClusterableModel):
    """Pages that belong together, and the instant at which they all go live.

    `cms.publishing.bundles` moves a bundle from state to state; nothing else does.
    """

    title = models.CharField(
        "title",
        max_length=160,
        help_text="For editors only; visitors never see it.",
    )
    go_live_at = models.DateTimeField(
        "goes live at",
        help_text=(
            "All pages of the bundle appear at this moment. The time is that of the "
            "United Kingdom."
        ),
    )
    state = models.CharField(
        "state",
        max_length=16,
        choices=BundleState,
        default=BundleState.DRAFT,
        editable=False,
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="submitted by",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    submitted_at = models.DateTimeField("submitted at", null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="approved by",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approved_at = models.DateTimeField("approved at", null=True, editable=False)
    published_at = models.DateTimeField("published at", null=True, editable=False)
    failure = models.TextField("why it failed", blank=True, editable=False)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = "bundle"
        verbose_name_plural = "bundles"
        ordering = ["-go_live_at", "-pk"]
        indexes = [models.Index(fields=["state", "go_live_at"], name="bundle_planned")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        """Whether title, time and pages may be changed now."""
        return self.state == BundleState.DRAFT


class BundlePage(Orderable):
    """A page in a bundle.

    The row outlives its page: a bundle that lost one must not go live without it, and
    a published one still says what was in it.
    """

    bundle = ParentalKey(Bundle, on_delete=models.CASCADE, related_name="entries")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="bundle_entries",
    )
    #: The version that was approved; none before the approval.
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name="approved version",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    #: What the page was called when the bundle was last saved.
    page_title = models.CharField("title", max_length=255, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = "page"
        verbose_name_plural = "pages"

    def __str__(self) -> str:
        return self.page_title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note what the page is called now."""
        if self.page:
            self.page_title = self.page.get_admin_display_title()[:255]
        super().save(*args, **kwargs)
