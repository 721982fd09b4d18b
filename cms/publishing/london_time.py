"""Times as the press office means them: those of London (`PRESS_TIMEZONE`).

An embargo is a promise to journalists in one zone. Here a time is read, and written
with the zone's name, in that zone, whatever the zone of the server or of the editor.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from datetime import timezone as FixedZone
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.admin.widgets import AdminDateTimeInput


HOUR = timedelta(hours=1)
AS_TYPED = FixedZone(timedelta(0), "as typed")


def london_text(moment: datetime) -> str:
    """Return a moment in words, such as “Sat 20 June 2026, 00:01 BST”."""
    return date_format(to_london(moment), "D j F Y, H:i T")


def to_london(moment: datetime) -> datetime:
    """Return the same moment with London's date and time of day."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def zone_label() -> str:
    """Return what editors call the zone and its abbreviations: London time (BST/GMT)."""
    zone = timezone.get_default_timezone()
    year = timezone.now().year
    names = {datetime(year, month, 1, tzinfo=zone).tzname(): None for month in (7, 1)}
    city = settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")
    return _("%(city)s time (%(names)s)") % {
        "city": city,
        "names": "/".join(map(str, names)),
    }


def parse_london_time(typed: datetime) -> datetime:
    """Return the moment that a London date and time of day (without a zone) means.

    Raises:
        ValidationError: The clocks change: this time of day does not exist on that day,
            or happens twice. An embargo is not left to a guess.
    """
    zone = timezone.get_default_timezone()
    first, second = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == typed
    raise ValidationError(
        _happens_twice(typed) if exists else _does_not_exist(typed), code="clock_change"
    )


def _does_not_exist(typed: datetime) -> str:
    return _(
        "%(time)s does not exist on %(day)s: the clocks go forward from %(from)s to "
        "%(to)s. Choose another time."
    ) % _around_the_change(typed)


def _happens_twice(typed: datetime) -> str:
    return _(
        "%(time)s happens twice on %(day)s: the clocks go back from %(to)s to "
        "%(from)s. Choose a time before %(from)s or from %(to)s on."
    ) % _around_the_change(typed)


def _around_the_change(typed: datetime) -> dict[str, str]:
    """Return the words of an error: the hour that is missing, or that comes twice."""
    start = typed.replace(minute=0, second=0, microsecond=0)
    return {
        "time": f"{typed:%H:%M}",
        "day": date_format(typed, "l j F Y"),
        "from": f"{start:%H:%M}",
        "to": f"{start + HOUR:%H:%M}",
    }


class LondonDateTimeField(forms.DateTimeField):
    """A date and time of day in London, for any form of the admin.

    Django's own field takes the zone that is active during the request, which may be
    the editor's, and says of a time that the clock change skips that “it may be
    ambiguous or it may not exist”.
    """

    widget = AdminDateTimeInput

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the form: London's date and time of day."""
        if isinstance(value, datetime) and timezone.is_aware(value):
            return to_london(value).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment that the text means, or None where it is empty."""
        # Django's work, in a zone where the clocks never change; a moment that comes
        # back in this very zone was written without one.
        with timezone.override(AS_TYPED):
            moment = super().to_python(value)
        if moment is None or moment.tzinfo is not AS_TYPED:
            return moment
        return parse_london_time(moment.replace(tzinfo=None))
