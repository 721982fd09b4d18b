"""When and where an event is."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField

from cms.core.panels import UnseenFieldPanel
from cms.core.serializers import SnippetField
from refugeeweek.models.snippets import FIRST_YEAR, LAST_YEAR
from refugeeweek.times import Span, span


class Occurrence(models.Model):
    """One date of an event. A story known only by its year has none."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        CANCELLED = "cancelled", _("Cancelled")
        POSTPONED = "postponed", _("Postponed")
        RESCHEDULED = "rescheduled", _("Rescheduled")

    story = ParentalKey(
        "refugeeweek.EventStoryPage",
        on_delete=models.CASCADE,
        related_name="occurrences",
    )
    #: What calendars know it by, within its story. It stays when the row is made anew.
    uid = models.UUIDField(default=uuid.uuid4, blank=True)
    start_date = models.DateField(_("date"), db_index=True)
    start_time = models.TimeField(
        _("from"), null=True, blank=True, help_text=_("United Kingdom time.")
    )
    end_date = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Leave it empty for a single day."),
    )
    end_time = models.TimeField(_("until"), null=True, blank=True)
    venue = models.ForeignKey(
        "refugeeweek.Venue",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="occurrences",
    )
    is_online = models.BooleanField(_("online"), default=False)
    booking_url = models.URLField(_("booking address"), blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.SCHEDULED
    )
    status_note = models.CharField(
        _("what changed"),
        max_length=255,
        blank=True,
        help_text=_(
            "A sentence for visitors, needed when a date is cancelled or a published "
            "date moves, such as “Moved from Friday to Sunday because of the strike”."
        ),
    )

    panels = [
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
        FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
        FieldRowPanel([FieldPanel("venue"), FieldPanel("is_online")]),
        FieldPanel("booking_url"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("status_note")]),
        UnseenFieldPanel("uid"),
    ]
    api_fields = [
        APIField("start_date"),
        APIField("start_time"),
        APIField("end_date"),
        APIField("end_time"),
        APIField("venue", serializer=SnippetField()),
        APIField("is_online"),
        APIField("booking_url"),
        APIField("status"),
        APIField("status_note"),
    ]

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["start_date", "start_time", "pk"]

    def __str__(self) -> str:
        return f"{self.story}, {self.start_date}"

    @property
    def last_date(self) -> Any:
        """The day on which it ends, which may be the day on which it begins."""
        return self.end_date or self.start_date

    def uid_in(self, story: Any) -> str:
        """Return what the date is known by for ever, in calendars and elsewhere.

        It is made of what stays: the story in all its languages, and this row. Neither
        a new address nor a new day changes it; a copy of the story has dates of its own.
        """
        return str(uuid.uuid5(story.translation_key, str(self.uid)))

    @property
    def span(self) -> Span:
        """From when until when it is, for whatever has to reckon with that."""
        return span(self.start_date, self.start_time, self.end_date, self.end_time)

    def clean(self) -> None:
        """Check the order of the times, and that a change is explained."""
        super().clean()
        self.uid = self.uid or uuid.uuid4()
        self._clean_times()
        if self.status_note:
            return
        if self.status == self.Status.CANCELLED:
            raise ValidationError(
                {"status_note": _("Tell visitors why the date is cancelled.")}
            )
        if self._moves_a_published_date():
            raise ValidationError(
                {
                    "status_note": _(
                        "The date was published. Tell visitors what changed."
                    )
                }
            )

    def _clean_times(self) -> None:
        if not self.start_date:
            return
        for name in ("start_date", "end_date"):
            day = getattr(self, name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise ValidationError({name: _("Is this the right year?")})
        if self.end_date and self.end_date < self.start_date:
            raise ValidationError({"end_date": _("The end is before the beginning.")})
        if not self.end_time:
            return
        if not self.start_time:
            raise ValidationError({"start_time": _("Say when it begins, too.")})
        same_day = self.last_date == self.start_date
        if same_day and self.end_time <= self.start_time:
            raise ValidationError({"end_time": _("The end is before the beginning.")})

    def _moves_a_published_date(self) -> bool:
        """Compare with what visitors see: the row in the table, not the draft."""
        published = (
            Occurrence.objects.filter(pk=self.pk, story__live=True)
            .values_list("start_date", "start_time", "end_date", "end_time")
            .first()
        )
        now = (self.start_date, self.start_time, self.end_date, self.end_time)
        return published is not None and published != now
